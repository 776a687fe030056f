import struct

import pytest

from tests.mutuelles.member_list.lists import CORPUS, only_message

GREEDY = "Le classeur « liste » demande trop de mémoire ou de temps pour être ouvert."
DAMAGED = "Le classeur « liste » est abîmé : il ne s’ouvre pas."
SECTOR = 512


@pytest.fixture
def content() -> bytearray:
    return bytearray((CORPUS / "libreoffice.xls").read_bytes())


def test_open_xls_refuses_a_sheet_that_announces_a_huge_rectangle(content):
    dimensions = content.index(b"\0\x02\x0e\0")
    struct.pack_into("<IIHH", content, dimensions + 4, 0, 0xFFFFFFFF, 0, 0xFFFF)

    message = only_message(bytes(content))

    assert message == GREEDY


def test_open_xls_refuses_a_chain_of_sectors_without_end(content):
    (first_of_table,) = struct.unpack_from("<I", content, 76)
    table = (first_of_table + 1) * SECTOR
    for sector in range(SECTOR // 4):
        struct.pack_into("<I", content, table + 4 * sector, sector)

    message = only_message(bytes(content))

    assert message in (GREEDY, DAMAGED)
