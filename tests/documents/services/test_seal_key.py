"""The key of the seal: one file, one row in force, certificates kept."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from documents.models import SealKey
from documents.pdf import seal
from documents.services import seal_key
from portal.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings, tmp_path: Path) -> Path:
    """A machine without a key yet."""
    settings.SEAL_KEYS = tmp_path / "keys"
    return settings.SEAL_KEYS


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(path.stat().st_mode)[-3:] for path in (folder, *folder.iterdir())}


def test_make_key_once(keys):
    first = seal_key.make()
    again = seal_key.make()

    assert (again, list(SealKey.objects.all())) == (first, [first])
    assert modes(keys) == {"keys": "700", "sceau.pem": "600"}


def test_make_registers_certificate_without_private_key():
    row = seal_key.make()

    _, key = seal_key.current()
    assert (bytes(row.certificate), row.retired_at) == (key.certificate, None)


def test_make_with_a_key_that_another_machine_made(keys):
    made = seal_key.make()
    SealKey.objects.all().delete()

    row = seal_key.make()

    assert row.fingerprint == made.fingerprint


def test_refuse_to_seal_without_key():
    with pytest.raises(seal_key.NoKey, match="make_seal_key"):
        seal_key.current()


def test_refuse_to_seal_with_a_file_that_is_no_key(keys):
    keys.mkdir()
    (keys / "sceau.pem").write_text("Rien de tel.")

    with pytest.raises(seal_key.NoKey, match="ne se lit pas"):
        seal_key.current()


def test_know_key_of_a_restored_machine(keys):
    row = seal_key.make()
    SealKey.objects.all().delete()

    found, _ = seal_key.current()

    assert (found.fingerprint, SealKey.objects.count()) == (row.fingerprint, 1)


def test_rotate_retires_key_and_keeps_its_certificate(keys):
    old = seal_key.make()
    before = (keys / "sceau.pem").read_bytes()

    new = seal_key.rotate()

    old.refresh_from_db()
    assert (old.retired_at is None, new.retired_at) == (False, None)
    assert (seal_key.current()[0], seal_key.known()) == (new, [old, new])
    assert [path.read_bytes() == before for path in keys.iterdir()] == [False]


def trail() -> list[tuple[str, object, dict[str, object]]]:
    rows = AuditEntry.objects.filter(subject__startswith="documents.sealkey").order_by("id")
    return [(row.verb, row.actor, row.details) for row in rows]


def test_rotate_leaves_a_line_in_the_trail(cast):
    old = seal_key.make()
    before = len(trail())

    row = seal_key.rotate(actor=cast.odile)

    details = {"fingerprint": row.fingerprint, "retired": [old.fingerprint]}
    assert trail()[before:] == [("rotate", cast.odile, details)]


def test_register_key_found_in_the_file_with_a_line_in_the_trail(keys, caplog):
    old = seal_key.make()
    (keys / "sceau.pem").write_bytes(seal.new_key("Sceau d’un autre", dt.date(2020, 1, 1)))

    new, _ = seal_key.current()
    seal_key.current()

    old.refresh_from_db()
    assert [verb for verb, _actor, _details in trail()] == ["register", "register"]
    assert trail()[1][2] == {"fingerprint": new.fingerprint, "retired": [old.fingerprint]}
    assert (old.retired_at is None, len(caplog.records)) == (False, 1)


def test_refuse_retired_key_of_another_machine(keys, tmp_path):
    seal_key.make()
    shutil.copy(keys / "sceau.pem", tmp_path / "copy.pem")
    seal_key.rotate()
    shutil.copy(tmp_path / "copy.pem", keys / "sceau.pem")

    with pytest.raises(seal_key.NoKey, match="retirée"):
        seal_key.current()


def test_current_costs_one_query(django_assert_num_queries):
    seal_key.make()

    with django_assert_num_queries(1):
        seal_key.current()


def test_command_makes_then_rotates(capsys):
    call_command("make_seal_key")
    call_command("make_seal_key")
    call_command("make_seal_key", rotate=True)

    first, again, rotated = (line.split()[1] for line in capsys.readouterr().out.splitlines())
    assert [first, rotated] == [str(row) for row in seal_key.known()]
    assert again == first
