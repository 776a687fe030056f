from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from documents.services import catalogue  # models exist from here on only

        post_migrate.connect(catalogue.after_migrate, sender=self)
