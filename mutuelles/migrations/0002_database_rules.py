"""A published text of the Entente, a signature: never edited."""

from django.db import migrations

TRIGGERS = """
create trigger edition_append_only before update or delete on mutuelles_ententeedition
  for each row execute function portal_refuse_change();
create trigger edition_append_only_truncate before truncate on mutuelles_ententeedition
  for each statement execute function portal_refuse_change();
create trigger signature_append_only before update or delete on mutuelles_signature
  for each row execute function portal_refuse_change();
create trigger signature_append_only_truncate before truncate on mutuelles_signature
  for each statement execute function portal_refuse_change();
"""
UNDO = """
drop trigger signature_append_only_truncate on mutuelles_signature;
drop trigger signature_append_only on mutuelles_signature;
drop trigger edition_append_only_truncate on mutuelles_ententeedition;
drop trigger edition_append_only on mutuelles_ententeedition;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mutuelles", "0001_initial"),
        ("portal", "0002_database_rules"),
    ]
    operations = [migrations.RunSQL(TRIGGERS, UNDO)]
