import hashlib
import logging

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.models import Document
from documents.services import file
from tests.cast import letter, official
from tests.rows import deliver_one


@pytest.fixture
def kept(cast, settings) -> Document:
    settings.KEEP_FILES = True
    return letter(cast.bakery)


def altered(document: Document) -> Document:
    """As if a snapshot had been changed behind the back of the database."""
    document.snapshot["employer"]["name"] = "Un autre nom inc."
    return document


def test_keep_no_bytes_that_can_be_made_again(cast, files):
    document = official(cast.mutuelle, cast.bakery)

    assert not document.is_kept
    assert not files.exists()


def test_keep_bytes_where_setting_says_so(kept, files):
    content = (files / file.path_of(kept.sha256)).read_bytes()

    assert kept.is_kept
    assert hashlib.sha256(content).hexdigest() == kept.sha256


def test_read_kept_bytes_as_they_are(cast):
    document, content = deliver_one(cast.bakery), b"%PDF-1.7 of another time"
    document.sha256, document.is_kept = hashlib.sha256(content).hexdigest(), True
    default_storage.save(file.path_of(document.sha256), ContentFile(content))

    assert file.read(document) == content


def test_make_lost_bytes_again(kept, files):
    path = files / file.path_of(kept.sha256)
    path.unlink()

    content = file.read(kept)

    assert hashlib.sha256(content).hexdigest() == kept.sha256
    assert path.read_bytes() == content


def test_make_bytes_again_after_cut_short_write(kept, files):
    path = files / file.path_of(kept.sha256)
    path.write_bytes(path.read_bytes()[:100])

    content = file.read(kept)

    assert hashlib.sha256(content).hexdigest() == kept.sha256
    assert path.read_bytes() == content


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
