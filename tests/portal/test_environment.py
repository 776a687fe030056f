"""Odd values of the environment stop the process with a sentence that says what to write."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from portal import environment

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k" * 50
PRODUCTION = {"PORTAL_DEMO": "0", "PORTAL_SECRET_KEY": KEY, "PORTAL_HOSTS": "guichet.example"}


def level() -> str:
    return environment.level("LOG_LEVEL", "WARNING")


def days() -> int:
    return environment.number("INVITATION_DAYS", 14, least=1, most=365)


def today() -> dt.date | None:
    return environment.day("TODAY")


def site() -> str:
    return environment.site("SITE_URL", "http://localhost:8000")


def address() -> str:
    return environment.address("TIMESTAMP_URL")


def secret() -> str:
    return environment.secret(Path("/nulle-part"), demo=False)


def debug() -> bool:
    return environment.debug(demo=False)


def hosts() -> list[str]:
    return environment.hosts(demo=False)


def database() -> dict[str, Any]:
    return environment.database("")


ODD = [
    ("PORTAL_LOG_LEVEL", "bavard", level),
    ("PORTAL_INVITATION_DAYS", "0", days),
    ("PORTAL_INVITATION_DAYS", "366", days),
    ("PORTAL_INVITATION_DAYS", "٣", days),
    ("PORTAL_INVITATION_DAYS", "9" * 5000, days),
    ("PORTAL_INVITATION_DAYS", "quatorze", days),
    ("PORTAL_TODAY", "1999-12-31", today),
    ("PORTAL_TODAY", "2100-01-01", today),
    ("PORTAL_TODAY", "hier", today),
    ("PORTAL_SITE_URL", "guichet.example", site),
    ("PORTAL_SITE_URL", "ftp://guichet.example", site),
    ("PORTAL_SITE_URL", "https://", site),
    ("PORTAL_SITE_URL", "https://guichet.example/portail", site),
    ("PORTAL_SITE_URL", "https://guichet.example:huit", site),
    ("PORTAL_TIMESTAMP_URL", "tsa.example/tsr", address),
    ("PORTAL_TIMESTAMP_URL", "file:///etc/passwd", address),
    ("PORTAL_TIMESTAMP_URL", "http://[tsa", address),
    ("PORTAL_SECRET_KEY", "k" * 49, secret),
    ("PORTAL_SECRET_KEY", "", secret),
    ("PORTAL_DEBUG", "1", debug),
    ("PORTAL_DEBUG", "peut-être", debug),
    ("PORTAL_HOSTS", "*", hosts),
    ("PORTAL_HOSTS", "guichet.example,*", hosts),
    ("PORTAL_HOSTS", "", hosts),
    ("DATABASE_URL", "postgresql://usager:passe@localhost:abc/guichet", database),
    ("DATABASE_URL", "postgresql://usager:passe@localhost:99999/guichet", database),
    ("DATABASE_URL", "postgresql://usager:passe@localhost", database),
    ("DATABASE_URL", "mysql://usager:passe@localhost/guichet", database),
]


@pytest.mark.parametrize(("name", "value", "read"), ODD)
def test_refuse_odd_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: Callable[[], object]
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit) as refusal:
        read()

    sentence = str(refusal.value)
    assert (sentence.split(" = ")[0], sentence[-1], sentence.count("\n")) == (name, ".", 0)


def test_refuse_without_telling_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "trop-court")
    monkeypatch.setenv("DATABASE_URL", "postgresql://usager:p@sse@localhost:abc/guichet")

    sentences = []
    for read in (secret, database):
        with pytest.raises(SystemExit) as refusal:
            read()
        sentences.append(str(refusal.value))

    assert sentences == [
        "PORTAL_SECRET_KEY = « … » ne convient pas : écrire 50 caractères ou plus.",
        "DATABASE_URL = « localhost:abc/guichet » ne convient pas :"
        " écrire postgresql://usager:passe@hôte/base.",
    ]


FAIR = [
    ("PORTAL_LOG_LEVEL", "info", level, "INFO"),
    ("PORTAL_INVITATION_DAYS", "365", days, 365),
    ("PORTAL_INVITATION_DAYS", "", days, 14),
    ("PORTAL_TODAY", "2021-12-16", today, dt.date(2021, 12, 16)),
    ("PORTAL_TODAY", "", today, None),
    ("PORTAL_SITE_URL", "https://guichet.example:8443/", site, "https://guichet.example:8443"),
    ("PORTAL_TIMESTAMP_URL", "", address, ""),
    ("PORTAL_TIMESTAMP_URL", "http://tsa.example/tsr", address, "http://tsa.example/tsr"),
    ("PORTAL_SECRET_KEY", KEY, secret, KEY),
    ("PORTAL_HOSTS", "a.example, b.example", hosts, ["a.example", "b.example"]),
]


@pytest.mark.parametrize(("name", "value", "read", "expected"), FAIR)
def test_read_fair_value(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    read: Callable[[], object],
    expected: object,
) -> None:
    monkeypatch.setenv(name, value)

    found = read()

    assert found == expected


def test_read_port_of_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://usager:passe@hote:5433/guichet")

    config = database()

    assert (config["HOST"], config["PORT"], config["NAME"]) == ("hote", 5433, "guichet")


def setting(name: str, **environ: str) -> str:
    """A setting as a fresh process reads it; or the last line of what stopped it."""
    process = subprocess.run(
        [sys.executable, "-c", f"from portal import settings; print(settings.{name})"],
        cwd=ROOT,
        env=os.environ | PRODUCTION | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return (process.stdout + process.stderr).strip()


def test_keep_data_beside_the_code_by_default() -> None:
    assert setting("DATA_DIR", PORTAL_DATA="") == str(ROOT / ".data")


def test_count_proxies() -> None:
    assert setting("ALLAUTH_TRUSTED_PROXY_COUNT", PORTAL_PROXIES="2") == "2"


def test_stop_with_one_line() -> None:
    said = setting("EMAIL_PORT", PORTAL_MAIL_PORT="65536")

    remedy = "écrire un nombre entier de 1 à 65535."
    assert said == f"PORTAL_MAIL_PORT = « 65536 » ne convient pas : {remedy}"


def test_demo_is_at_home() -> None:
    home = setting("ALLOWED_HOSTS", PORTAL_DEMO="1", PORTAL_HOSTS="")

    assert home == "['localhost', '127.0.0.1', '[::1]']"


def test_keep_counts_of_sign_in_among_many_entries(db: None) -> None:
    cache.set("essais", 5)

    cache.set_many({f"autre-{rank}": rank for rank in range(400)})

    assert cache.get("essais") == 5
