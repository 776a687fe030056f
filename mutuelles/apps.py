from django.apps import AppConfig


class MutuellesConfig(AppConfig):
    name = "mutuelles"
