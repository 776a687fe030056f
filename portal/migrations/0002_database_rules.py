"""What the database itself holds: an append-only trail, and a clock that never goes back."""

from django.db import migrations

FUNCTIONS = """
create function portal_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: append only', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;

-- only the first event of a day writes: the others find no row to change
create function portal_mark_event(event_on date) returns void language sql as $$
  update portal_simulationclock set last_event_on = event_on where last_event_on < event_on
$$;

create function portal_keep_clock() returns trigger language plpgsql as $$
begin
  if new.last_event_on < old.last_event_on then
    raise exception 'the last event of the clock does not go back'
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create function portal_audit_marks_event() returns trigger language plpgsql as $$
begin
  perform portal_mark_event((new.at at time zone 'America/Toronto')::date);
  return null;
end $$;
"""
TRIGGERS = """
create trigger audit_append_only before update or delete on portal_auditentry
  for each row execute function portal_refuse_change();
create trigger audit_append_only_truncate before truncate on portal_auditentry
  for each statement execute function portal_refuse_change();
create trigger audit_marks_event after insert on portal_auditentry
  for each row execute function portal_audit_marks_event();
create trigger clock_never_back before update on portal_simulationclock
  for each row execute function portal_keep_clock();
create trigger clock_append_only before delete on portal_simulationclock
  for each row execute function portal_refuse_change();
create trigger clock_append_only_truncate before truncate on portal_simulationclock
  for each statement execute function portal_refuse_change();
insert into portal_simulationclock (id, last_event_on) values (1, '0001-01-01');
"""
UNDO = """
drop trigger clock_append_only_truncate on portal_simulationclock;
drop trigger clock_append_only on portal_simulationclock;
drop trigger clock_never_back on portal_simulationclock;
drop trigger audit_marks_event on portal_auditentry;
drop trigger audit_append_only_truncate on portal_auditentry;
drop trigger audit_append_only on portal_auditentry;
drop function portal_audit_marks_event();
drop function portal_keep_clock();
drop function portal_mark_event(date);
drop function portal_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, UNDO)]
