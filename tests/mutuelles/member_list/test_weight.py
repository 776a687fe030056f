import pytest

from mutuelles.member_list import weight


def sheet(inner: str) -> bytes:
    return f"<worksheet xmlns:x='urn:x'><sheetData>{inner}</sheetData></worksheet>".encode()


def test_farthest_cell_trusts_an_ordinary_sheet():
    xml = sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="Z99999"><v>2</v></c><c r="XFD1048576" s="2"/></row>'
    )

    assert weight.farthest_cell(xml) is None


@pytest.mark.parametrize(
    "inner, cell",
    [
        ('<row r="1"><c r="AB7"><v>1</v></c></row>', (7, 28)),
        ('<row r="1"><c r="A100000"><v>1</v></c></row>', (100_000, 1)),
        ('<row r="1"><c s="1" r="ab7"><v>1</v></c></row>', (7, 28)),
        ("<row r='3'><c r = 'XFD3'><is/></c></row>", (3, 16_384)),
        ('<x:row r="5"><x:c r="B5"><x:v>1</x:v></x:c></x:row>', (5, 2)),
        ('<row r="8"/><row><c/><c><f>1</f></c></row>', (9, 2)),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" t="n"/></row>', (1, 1)),
        ('<row r="1"><c r="XFD1" t="/>"><v>1</v></c></row>', (1, 16_384)),
    ],
)
def test_farthest_cell_follows_the_others(inner, cell):
    assert weight.farthest_cell(sheet(inner)) == cell


@pytest.mark.parametrize(
    "xml, least",
    [
        (b"<sst><si><t>abc</t></si><si><t>abcdefgh</t></si></sst>", 8),
        (b"<x:sst><x:si><x:t>abcdefgh</x:t></x:si ></x:sst>", 8),
        (b"<sst><si><t>ab</t><!--</si>--><t>cdefgh</t></si></sst>", 8),
    ],
)
def test_longest_text_is_never_less_than_the_truth(xml, least):
    assert weight.longest_text(xml) >= least


def test_longest_text_is_none_without_shared_texts():
    assert weight.longest_text(sheet('<row r="1"/>')) == 0


def test_longest_text_knows_words_from_ends():
    assert weight.longest_text(sheet("<is><t>ainsi soit-il, ainsi&gt; ainsi></t></is>")) == 0


def test_cells_at_most_counts_those_with_a_value():
    xml = sheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')

    assert weight.cells_at_most(xml) >= 2


def test_without_counts_hides_what_is_announced():
    xml = b"""<sst count = "9" uniqueCount='9' countOf="1"><t>account = 1</t></sst>"""

    hidden = weight.without_counts(xml)

    assert hidden == (
        b"""<sst told_count = "9" told_uniqueCount='9' countOf="1"><t>account = 1</t></sst>"""
    )
