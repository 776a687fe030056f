from mutuelles.member_list import cage
from tests.mutuelles.member_list.lists import CORPUS, only_message


def test_open_caged_ends_a_process_that_takes_too_long(monkeypatch):
    monkeypatch.setattr(cage, "SECONDS", 0.001)

    message = only_message((CORPUS / "libreoffice.xls").read_bytes())

    assert message == (
        "Le classeur « liste » demande trop de mémoire ou de temps pour être ouvert."
    )
