"""Older papers: every type has its words, and none asks for what is not given."""

import datetime as dt
import random
from decimal import Decimal

import pytest

from documents.models.document_type import OFFICIAL_INFORMATION
from documents.sample_year.invented.letter_texts import TEXTS
from documents.sample_year.invented.letters import Facts, money, write
from documents.services.catalogue_texts import TYPES

FACTS = Facts(dt.date(2021, 3, 15), "Comptoir de Maribourg", "99110", "Mutuelle Boulange")


def test_texts_cover_every_type_but_the_official_information():
    assert set(TEXTS) | {OFFICIAL_INFORMATION} == {text.code for text in TYPES}


@pytest.mark.parametrize("code", TEXTS)
def test_write_fills_every_paragraph(code):
    letter = write(code, FACTS, random.Random(1))

    braces = [text for text in letter.paragraphs if "{" in text or not text]
    assert braces == []
    assert letter == write(code, FACTS, random.Random(1))


@pytest.mark.parametrize("code", TEXTS)
def test_write_gives_rows_as_wide_as_their_head(code):
    table = write(code, FACTS, random.Random(1)).table or {"head": [], "rows": []}

    assert {len(row) for row in table["rows"]} <= {len(table["head"])}


def test_money_is_written_in_french():
    assert money(Decimal("1879.56")) == "1\u00a0879,56\u00a0$"
