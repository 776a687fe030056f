"""A published text of the Entente is never edited."""

from django.db import migrations

TRIGGERS = """
create trigger edition_append_only before update or delete on mutuelles_ententeedition
  for each row execute function portal_refuse_change();
create trigger edition_append_only_truncate before truncate on mutuelles_ententeedition
  for each statement execute function portal_refuse_change();
"""
UNDO = """
drop trigger edition_append_only_truncate on mutuelles_ententeedition;
drop trigger edition_append_only on mutuelles_ententeedition;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mutuelles", "0001_initial"),
        ("portal", "0002_database_rules"),
    ]
    operations = [migrations.RunSQL(TRIGGERS, UNDO)]
