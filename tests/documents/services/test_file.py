"""The bytes of issued files: kept or made again, and what happens when something was changed."""

import hashlib
import logging
import os
from datetime import date

import pytest

from documents.models import Certificate, Document, PaperPart
from documents.pdf.bindery import Bindery
from documents.pdf.seal import Key, Known, new_key
from documents.services import file, printing
from tests.cast import letter, official
from tests.documents.tampering import write

ALARM = logging.CRITICAL


@pytest.fixture
def kept(cast, settings, django_capture_on_commit_callbacks) -> Document:
    settings.KEEP_FILES = True
    with django_capture_on_commit_callbacks(execute=True):
        return letter(cast.bakery)


@pytest.fixture
def path(kept, files):
    return files / file.path_of(kept.sha256)


def altered(document: Document) -> Document:
    """As if a snapshot had been changed behind the back of the database."""
    document.snapshot["employer"]["name"] = "Un autre nom inc."
    return document


def disguised(found: Document | Certificate) -> None:
    """The hash and the size of what its snapshot prints now, under the seal of its issue."""
    document = getattr(found, "document", found)
    known = Known(bytes(document.key.certificate), bytes(found.seal))
    if found is document:
        bound = printing.print_document(document.snapshot, document.paper, known)
    else:
        said = document.snapshot
        bound = printing.print_certificate(said, document.paper, found.number, known)
    found.sha256, found.size = bound.issued.sha256, bound.issued.size


def levels(caplog) -> list[int]:
    return [record.levelno for record in caplog.records]


def test_keep_no_bytes_that_can_be_made_again(cast, files):
    document = official(cast.mutuelle, cast.bakery)

    assert not document.is_kept
    assert not files.exists()


def test_keep_bytes_where_setting_says_so(kept, files):
    content = (files / file.path_of(kept.sha256)).read_bytes()

    assert kept.is_kept
    assert hashlib.sha256(content).hexdigest() == kept.sha256


def test_write_nothing_before_the_document_is_there(
    cast, settings, files, django_capture_on_commit_callbacks
):
    """A process killed meanwhile leaves no file behind."""
    settings.KEEP_FILES = True

    with django_capture_on_commit_callbacks() as written:
        letter(cast.bakery)
        early = files.exists()

    assert (early, len(written)) == (False, 1)


def test_hide_kept_bytes_from_other_accounts(kept, path, files):
    modes = [oct(each.stat().st_mode)[-3:] for each in (files, path.parent, path)]

    assert modes == ["750", "750", "640"]


def test_read_kept_bytes_of_another_linker(kept):
    kept.linker += 1

    content = file.read(kept)

    assert hashlib.sha256(content).hexdigest() == kept.sha256


def test_make_lost_bytes_again(kept, path, caplog):
    path.unlink()

    content = file.read(kept)

    assert hashlib.sha256(content).hexdigest() == kept.sha256
    assert path.read_bytes() == content
    assert levels(caplog) == [logging.WARNING]


def test_put_good_bytes_in_place_of_damaged_ones(kept, path, caplog):
    path.write_bytes(path.read_bytes()[:100])

    content = file.read(kept)

    aside = [each for each in path.parent.iterdir() if each != path]
    assert hashlib.sha256(content).hexdigest() == kept.sha256
    assert path.read_bytes() == content
    assert [len(each.read_bytes()) for each in aside] == [100]
    assert levels(caplog) == [ALARM]


def test_leave_damaged_bytes_when_nothing_can_replace_them(kept, path, caplog):
    path.write_bytes(b"%PDF-1.7 autre chose")

    with pytest.raises(file.AlteredFile):
        file.read(altered(kept))

    assert [each.read_bytes() for each in path.parent.iterdir()] == [b"%PDF-1.7 autre chose"]
    assert levels(caplog) == [ALARM, ALARM]


def test_serve_past_a_folder_in_place_of_a_kept_file(kept, path, caplog):
    path.unlink()
    path.mkdir()

    content = file.read(kept)

    assert path.read_bytes() == content
    assert levels(caplog) == [ALARM]


def test_serve_past_a_file_in_place_of_a_folder(kept, path, caplog):
    path.unlink()
    path.parent.rmdir()
    path.parent.write_bytes(b"")

    content = file.read(kept)

    assert hashlib.sha256(content).hexdigest() == kept.sha256
    assert levels(caplog) == [ALARM, ALARM]


def test_refuse_kept_bytes_under_a_hash_that_was_rewritten(kept, path, files):
    content = path.read_bytes().replace(b"Boulangerie", b"Quincaille.")
    kept.sha256 = hashlib.sha256(content).hexdigest()
    other = files / file.path_of(kept.sha256)
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(content)

    with pytest.raises(file.AlteredFile):
        file.read(kept)


def test_find_in_place_what_was_kept_until_it_changes(kept, path):
    before = file.is_in_place(kept)
    content, times = bytearray(path.read_bytes()), path.stat()

    content[-20] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert (before, file.is_in_place(kept)) == (True, False)


def test_refuse_and_report_bytes_that_differ(cast, caplog):
    document = altered(official(cast.mutuelle, cast.bakery))

    with pytest.raises(file.AlteredFile):
        file.read(document)

    assert [record.levelno for record in caplog.records] == [logging.CRITICAL]


def test_refuse_file_of_other_linker(cast):
    document = official(cast.mutuelle, cast.bakery)
    document.linker += 1

    with pytest.raises(file.AlteredFile):
        file.read(document)


def test_refuse_snapshot_changed_under_a_new_hash(cast, caplog):
    """The key alone makes a seal: whoever writes in the database cannot."""
    document = altered(official(cast.mutuelle, cast.bakery))
    certificate = document.certificates.first()
    certificate.document = document
    disguised(document)
    disguised(certificate)

    for found in (document, certificate):
        with pytest.raises(file.AlteredFile):
            file.read(found)

    assert levels(caplog) == [ALARM, ALARM]


def test_refuse_seal_of_a_key_that_is_not_that_of_the_document(cast, caplog):
    document = official(cast.mutuelle, cast.bakery)
    other = Key(new_key("Sceau d’un autre", date(2020, 1, 1)))
    bound = printing.print_document(document.snapshot, document.paper, other)
    document.seal, document.sha256 = bound.issued.signature, bound.issued.sha256

    with pytest.raises(file.AlteredFile):
        file.read(document)

    assert levels(caplog) == [ALARM]


@pytest.mark.parametrize(
    "damage",
    [
        lambda said: said.pop("employer"),
        lambda said: said["employer"].update(name=None),
        lambda said: said["employer"].update(name=""),
        lambda said: said["employer"].update(name="\ue000"),
        lambda said: said["edition"].update(sha256="0" * 64),
        lambda said: said.update(certificates=[]),
        lambda said: said.update(issued_on="hier"),
        dict.clear,
    ],
)
def test_alarm_whatever_was_done_to_the_snapshot(cast, caplog, damage):
    document = official(cast.mutuelle, cast.bakery)
    damage(document.snapshot)
    certificate = document.certificates.first()
    certificate.document = document

    with pytest.raises(file.AlteredFile):
        file.read(document)

    assert levels(caplog) == [ALARM]


def test_alarm_on_damaged_parts_of_the_paper(cast, caplog, monkeypatch):
    document = official(cast.mutuelle, cast.bakery)
    monkeypatch.setattr(printing, "BINDERY", Bindery(printing.DatabaseShelf()))
    write(PaperPart.objects.all(), body=b"autre chose")

    with pytest.raises(file.AlteredFile):
        file.read(document)

    assert levels(caplog) == [ALARM]
