import socket

import pytest

from portal import port


def test_check_free_accepts_a_free_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number = str(taken.getsockname()[1])

    port.check_free("127.0.0.1", number)


def test_check_free_names_another_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]

        with pytest.raises(SystemExit) as refusal:
            port.check_free("127.0.0.1", str(number))

    assert f"Le port {number} n’est pas libre" in str(refusal.value)


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1"])
def test_check_free_refuses_what_is_no_port(text: str) -> None:
    with pytest.raises(SystemExit) as refusal:
        port.check_free("127.0.0.1", text)

    remedy = "écrire un nombre de 1 à 65535."
    assert str(refusal.value) == f"PORT = « {text} » ne convient pas : {remedy}"
