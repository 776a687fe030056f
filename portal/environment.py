"""Read settings from the environment; stop the process with a sentence when a value is odd."""

import datetime as dt
import os
import secrets
from pathlib import Path
from typing import Any, NoReturn

import environ

PREFIX = "PORTAL_"
YES = {"1", "true", "yes", "oui"}
NO = {"0", "false", "no", "non", ""}


def refuse(name: str, value: str, remedy: str) -> NoReturn:
    raise SystemExit(f"{name} = « {value} » ne convient pas : {remedy}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(PREFIX + name, default).strip()


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


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        refuse(PREFIX + name, value, "écrire un nombre entier.")
    return int(value)


def day(name: str) -> dt.date | None:
    value = text(name)
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        refuse(PREFIX + name, value, "écrire une date aaaa-mm-jj.")


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(data: Path, *, demo: bool) -> str:
    """The demo's key, made once in its data folder; elsewhere `PORTAL_SECRET_KEY` is required."""
    if not demo:
        return required("SECRET_KEY")
    path = data / "secret-key"
    try:
        if not path.exists():
            data.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text()
    except OSError as error:
        refuse(PREFIX + "DATA", str(data), f"on ne peut pas y écrire ({error.strerror}).")


def database(embedded: str) -> dict[str, Any]:
    """Settings of `DATABASE_URL`, or of the embedded server when there is none."""
    url = os.environ.get("DATABASE_URL", "").strip() or embedded
    config: dict[str, Any] = environ.Env.db_url_config(url)
    if config.get("ENGINE") != "django.db.backends.postgresql":
        refuse("DATABASE_URL", url.split("@")[-1], "écrire postgresql://usager:passe@hôte/base.")
    return config
