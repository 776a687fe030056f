"""What the database itself holds of documents.

A line of the Historique is the only way to change a status, and it stays as it was written; what a
document and its certificates say is never edited. This is true of every statement on rows, whatever
the role. The owner of the tables can still drop a trigger, and a superuser can silence them all:
give the portal a role that is not a superuser, and let the server log changes of the schema
(`log_statement = 'ddl'`).
"""

from django.db import migrations

FUNCTIONS = """
create function documents_apply_status() returns trigger language plpgsql as $$
declare
  known documents_document%rowtype;
begin
  select * into known from documents_document where id = new.document_id for update;
  if known.status in ('WITHDRAWN', 'REPLACED') then
    raise exception 'document % has ended: nothing follows', new.document_id
      using errcode = 'restrict_violation';
  end if;
  if new."on" < known.issued_on then
    raise exception 'document % was not issued yet', new.document_id
      using errcode = 'restrict_violation';
  end if;
  if exists (
    select from documents_statuschange where document_id = new.document_id and id > new.id) then
    raise exception 'document %: a line comes after those that are there', new.document_id
      using errcode = 'restrict_violation';
  end if;
  if new.status = 'TO_CONSULT' and exists (
    select from documents_statuschange where document_id = new.document_id and id <> new.id) then
    raise exception 'document %: its history has begun', new.document_id
      using errcode = 'restrict_violation';
  end if;
  if (known.status, known.status_on, known.status_at)
      is distinct from (new.status, new."on", new.at) then
    update documents_document set status = new.status, status_on = new."on", status_at = new.at
      where id = new.document_id;
  end if;
  perform portal_mark_event(new."on");
  return null;
end $$;

-- the one edit is that of documents_apply_status (depth 2): the status of the last line, no more
create function documents_refuse_edit() returns trigger language plpgsql as $$
declare
  line documents_statuschange%rowtype;
begin
  select * into line from documents_statuschange
    where document_id = old.id order by id desc limit 1;
  old.status := line.status;
  old.status_on := line."on";
  old.status_at := line.at;
  if pg_trigger_depth() < 2 or old *<> new then
    raise exception 'document % is never edited: add a line to its history', old.id
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create function documents_begin_unread() returns trigger language plpgsql as $$
begin
  if new.status <> 'TO_CONSULT' then
    raise exception 'a document begins as TO_CONSULT' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create function documents_keep_published_paper() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'paper % is published: it never changes', old.number
      using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
"""
TRIGGERS = """
alter table documents_statuschange add constraint status_change_on_day_of_instant
  check ("on" = (at at time zone 'America/Toronto')::date);
create trigger status_change_applies after insert on documents_statuschange
  for each row execute function documents_apply_status();
create trigger status_change_append_only before update or delete on documents_statuschange
  for each row execute function portal_refuse_change();
create trigger status_change_append_only_truncate before truncate on documents_statuschange
  for each statement execute function portal_refuse_change();
create trigger certificate_append_only before update or delete on documents_certificate
  for each row execute function portal_refuse_change();
create trigger certificate_append_only_truncate before truncate on documents_certificate
  for each statement execute function portal_refuse_change();
create trigger signed_copy_append_only before update or delete on documents_signedcopy
  for each row execute function portal_refuse_change();
create trigger signed_copy_append_only_truncate before truncate on documents_signedcopy
  for each statement execute function portal_refuse_change();
create trigger paper_never_edited before update or delete on documents_paperversion
  for each row execute function documents_keep_published_paper();
create trigger paper_part_append_only before update or delete on documents_paperpart
  for each row execute function portal_refuse_change();
create trigger paper_part_append_only_truncate before truncate on documents_paperpart
  for each statement execute function portal_refuse_change();
create trigger paper_blob_append_only before update or delete on documents_paperblob
  for each row execute function portal_refuse_change();
create trigger paper_blob_append_only_truncate before truncate on documents_paperblob
  for each statement execute function portal_refuse_change();
create trigger verification_append_only before update or delete on documents_verification
  for each row execute function portal_refuse_change();
create trigger verification_append_only_truncate before truncate on documents_verification
  for each statement execute function portal_refuse_change();
create trigger document_never_edited before update on documents_document
  for each row execute function documents_refuse_edit();
create trigger document_begins_unread before insert on documents_document
  for each row execute function documents_begin_unread();
"""
UNDO = """
drop trigger document_begins_unread on documents_document;
drop trigger document_never_edited on documents_document;
drop trigger verification_append_only_truncate on documents_verification;
drop trigger verification_append_only on documents_verification;
drop trigger paper_blob_append_only_truncate on documents_paperblob;
drop trigger paper_blob_append_only on documents_paperblob;
drop trigger paper_part_append_only_truncate on documents_paperpart;
drop trigger paper_part_append_only on documents_paperpart;
drop trigger paper_never_edited on documents_paperversion;
drop trigger signed_copy_append_only_truncate on documents_signedcopy;
drop trigger signed_copy_append_only on documents_signedcopy;
drop trigger certificate_append_only_truncate on documents_certificate;
drop trigger certificate_append_only on documents_certificate;
drop trigger status_change_append_only_truncate on documents_statuschange;
drop trigger status_change_append_only on documents_statuschange;
drop trigger status_change_applies on documents_statuschange;
alter table documents_statuschange drop constraint status_change_on_day_of_instant;
drop function documents_keep_published_paper();
drop function documents_begin_unread();
drop function documents_refuse_edit();
drop function documents_apply_status();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("portal", "0002_database_rules"),
    ]
    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, UNDO)]
