import io
from datetime import date

import pikepdf
import pytest

from documents.pdf.compiler import Compiler
from documents.pdf.linker import Leaf, link
from tests.documents.pdf.pages import template

CREATED = date(2021, 12, 15)
DATA = '{"employeur": "Érablière Côté", "neq": "1199404477"}\n'.encode()


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    part = Compiler().compile(template(tmp_path_factory.mktemp("attachment"), "<p>Fixe.</p>"))
    return link([Leaf(part)])


def filled(linked, data: bytes) -> bytes:
    return linked.fill([linked.parts[0].set({})], CREATED, data=data).content


@pytest.mark.parametrize("data", [DATA, b"endstream endobj\r\n" * 3, bytes(range(256))])
def test_fill_attaches_the_bytes_given(linked, data):
    content = filled(linked, data)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}

    assert found == {"donnees.json": data}


def test_fill_attaches_a_text_that_stands_in_the_file(linked):
    content = filled(linked, DATA)

    times = content.count(DATA)

    assert times == 1


def test_fill_tells_what_the_attached_file_is(linked):
    with pikepdf.open(io.BytesIO(filled(linked, DATA))) as pdf:
        (specification,) = pdf.Root.AF
        file = pdf.attachments["donnees.json"].get_file()

        relation = str(specification.AFRelationship)
        facts = file.mime_type, file.size, file.mod_date.date()

    assert (relation, facts) == ("/Data", ("application/json", len(DATA), CREATED))


@pytest.mark.parametrize(("data", "claim"), [(b"", "2A"), (DATA, "3A")])
def test_fill_claims_the_part_of_pdf_a_that_it_follows(linked, data, claim):
    with pikepdf.open(io.BytesIO(filled(linked, data))) as pdf, pdf.open_metadata() as metadata:
        claimed = metadata.pdfa_status, metadata["pdfuaid:part"]

    assert claimed == (claim, "1")


def test_fill_attaches_nothing_without_data(linked):
    with pikepdf.open(io.BytesIO(filled(linked, b""))) as pdf:
        found = list(pdf.attachments), "/AF" in pdf.Root

    assert found == ([], False)
