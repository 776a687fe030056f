"""What a version of the linker has written once, it must write for ever, byte for byte."""

import zipfile

from documents.pdf import LINKER, shelf
from documents.pdf.seal import Known
from tests.documents.pdf.make_golden import GOLDEN, filled


def test_fill_writes_the_bytes_of_the_day_this_version_was_frozen():
    with zipfile.ZipFile(GOLDEN / f"{LINKER}.zip") as archive:
        part = shelf.load(archive.read("part"), lambda name: archive.read(f"blobs/{name}"))
        signer = Known(archive.read("certificate.der"), archive.read("seal"))
        expected = archive.read("issued.pdf")

    issued = filled(part, signer)

    assert issued.content == expected
