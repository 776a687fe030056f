from datetime import date

import pytest

from documents.pdf.compiler import Compiler
from documents.pdf.conformance import faults
from documents.pdf.linker import Leaf, link
from tests.documents.pdf.pages import template


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    part = Compiler().compile(template(tmp_path_factory.mktemp("conformance"), "<p>Fixe.</p>"))
    return link([Leaf(part)]).fill([part.set({})], date(2021, 12, 15), data=b"{}").content


def test_faults_finds_none_in_what_the_linker_writes(content):
    found = faults(content)

    assert found == []


def test_faults_holds_a_file_to_the_part_that_it_claims(content):
    claims_less = content.replace(b'pdfaid:part="3"', b'pdfaid:part="2"')

    found = faults(claims_less)

    assert {fault.split()[0] for fault in found} == {"2a"}


def test_faults_names_the_rules_of_accessibility(content):
    untitled = content.replace(b"dc:title>", b"dc:other>")

    found = faults(untitled)

    assert "ua1" in {fault.split()[0] for fault in found}


@pytest.mark.parametrize("change", [(b"pdfaid:part", b"pdfaid:none"), (b'"A"', b'""')])
def test_faults_asks_for_a_claim(content, change):
    silent = content.replace(*change)

    found = faults(silent)

    assert len(found) > 0


def test_faults_tells_of_what_is_not_a_pdf():
    found = faults(b"<html>")

    assert [fault.split(":")[0] for fault in found] == ["file"]
