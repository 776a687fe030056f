"""Read settings from the environment; stop the process with a sentence when a value is odd.

An empty variable is as one that is not there.
"""

import datetime as dt
import logging
import os
import secrets
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import environ

PREFIX = "PORTAL_"
YES = {"1", "true", "yes", "oui"}
NO = {"0", "false", "no", "non"}
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
SECRET_LENGTH = 50


def refuse(name: str, value: str, remedy: str) -> NoReturn:
    raise SystemExit(f"{name} = « {value} » ne convient pas : {remedy}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(PREFIX + name, "").strip() or default


def required(name: str) -> str:
    value = text(name)
    if not value:
        refuse(PREFIX + name, "", "cette valeur est obligatoire hors de la démonstration.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in YES | NO:
        refuse(PREFIX + name, value, "écrire 1 ou 0.")
    return value in YES


def debug(*, demo: bool) -> bool:
    value = flag("DEBUG")
    if value and not demo:
        refuse(PREFIX + "DEBUG", "1", "ces pages montrent code et réglages, pour la démonstration.")
    return value


def number(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name, str(default))
    is_whole = value.isascii() and value.isdecimal() and len(value) <= len(str(most))
    if not is_whole or not least <= int(value) <= most:
        refuse(PREFIX + name, value, f"écrire un nombre entier de {least} à {most}.")
    return int(value)


def day(name: str) -> dt.date | None:
    value = text(name)
    if not value:
        return None
    try:
        found = dt.date.fromisoformat(value)
    except ValueError:
        found = dt.date.min
    if not FIRST_DAY <= found <= LAST_DAY:
        refuse(PREFIX + name, value, "écrire une date aaaa-mm-jj, de 2000 à 2099.")
    return found


def level(name: str, default: str) -> str:
    value = text(name, default).upper()
    if value not in logging.getLevelNamesMapping():
        refuse(PREFIX + name, value, "écrire DEBUG, INFO, WARNING, ERROR ou CRITICAL.")
    return value


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def hosts(*, demo: bool) -> list[str]:
    """The names that the portal answers to; the demo is at home, unless it was told otherwise."""
    if demo:
        return names("HOSTS", "localhost,127.0.0.1,[::1]")
    value = required("HOSTS")
    if "*" in names("HOSTS"):
        refuse(PREFIX + "HOSTS", value, "nommer chaque hôte, séparé du suivant par une virgule.")
    return names("HOSTS")


def site(name: str, default: str) -> str:
    """`https://host`, to which paths are added."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        is_site = parts.scheme in ("http", "https") and bool(parts.hostname)
        is_site = is_site and value == f"{parts.scheme}://{parts.netloc}" and parts.port != 0
    except ValueError:
        is_site = False
    if not is_site:
        refuse(PREFIX + name, value, "écrire http://hôte ou https://hôte, sans chemin.")
    return value


def address(name: str) -> str:
    """`https://host/path` of a service elsewhere, or nothing."""
    value = text(name)
    try:
        parts = urlsplit(value)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if value and not is_address:
        refuse(PREFIX + name, value, "écrire http://… ou https://…, ou laisser vide.")
    return value


def secret(data: Path, *, demo: bool) -> str:
    """The demo's key, made once in its data folder; elsewhere `PORTAL_SECRET_KEY` is required."""
    if not demo:
        return _long_enough(required("SECRET_KEY"))
    return text("SECRET_KEY") or _kept_secret(data / "secret-key")


def _long_enough(key: str) -> str:
    if len(key) < SECRET_LENGTH:
        refuse(PREFIX + "SECRET_KEY", "…", f"écrire {SECRET_LENGTH} caractères ou plus.")
    return key


def _kept_secret(path: Path) -> str:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text()
    except OSError as error:
        reason = f"on ne peut pas y écrire ({error.strerror})."
        refuse(PREFIX + "DATA", str(path.parent), reason)


def database(embedded: str) -> dict[str, Any]:
    """Settings of `DATABASE_URL`, or of the embedded server when there is none."""
    url = os.environ.get("DATABASE_URL", "").strip() or embedded
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:  # a port that is no number, an address in brackets that do not close
        config = {}
    if config.get("ENGINE") != "django.db.backends.postgresql" or not config.get("NAME"):
        # what stands before the last @ may be a password
        refuse("DATABASE_URL", url.split("@")[-1], "écrire postgresql://usager:passe@hôte/base.")
    return config
