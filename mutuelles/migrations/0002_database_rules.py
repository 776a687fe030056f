"""A published text of the Entente, a signature: never edited. What is signed, and until when."""

from django.db import migrations

FUNCTIONS = """
-- several sign at once; whoever closes the Entente waits for them, and they for whoever closes
create function mutuelles_check_signature() returns trigger language plpgsql as $$
declare
  found record;
begin
  select e.closed_on, e.text_sha256, e.mutuelle_id, e.year into found
    from mutuelles_entente e where e.id = new.entente_id for share;
  if found.closed_on is not null then
    raise exception 'the signatures of entente % are closed', new.entente_id
      using errcode = 'restrict_violation';
  end if;
  if found.text_sha256 <> new.text_sha256 then
    raise exception 'entente % has another text', new.entente_id
      using errcode = 'restrict_violation';
  end if;
  if not exists (
    select from mutuelles_membership m where m.id = new.membership_id
      and (m.mutuelle_id, m.year) = (found.mutuelle_id, found.year)) then
    raise exception 'entente % is that of other members', new.entente_id
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
"""
TRIGGERS = """
create trigger entente_keeps_its_text before update on mutuelles_entente for each row
  when ((old.mutuelle_id, old.year, old.edition_id, old.facts, old.text_sha256, old.concluded_on)
    is distinct from
    (new.mutuelle_id, new.year, new.edition_id, new.facts, new.text_sha256, new.concluded_on)
    or old.closed_on is not null)
  execute function portal_refuse_change();
create trigger signature_is_of_its_text before insert on mutuelles_signature
  for each row execute function mutuelles_check_signature();
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
drop trigger signature_is_of_its_text on mutuelles_signature;
drop trigger entente_keeps_its_text on mutuelles_entente;
drop function mutuelles_check_signature();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mutuelles", "0001_initial"),
        ("portal", "0002_database_rules"),
    ]
    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, UNDO)]
