"""The same documents in another process, on another day: `python -m tests.bench.pdf_again`.

Reads what to print as JSON and writes the SHA-256 of each certificate and document. Nothing is
shared with who asks: templates are compiled anew.
"""

import datetime as dt
import json
import os
import sys
from types import SimpleNamespace
from typing import Any

import django
import time_machine

OTHER_DAY = dt.datetime(2031, 5, 6, 7, 8, 9, tzinfo=dt.UTC)


def main() -> None:
    order = json.load(sys.stdin)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    with time_machine.travel(OTHER_DAY):
        json.dump(hashes(order), sys.stdout)


def hashes(order: dict[str, Any]) -> dict[str, list[str]]:
    # only now: they import models
    from documents.pdf.bindery import Bindery
    from documents.pdf.seal import Key
    from documents.pdf.shelf import Drawer
    from documents.services import paper
    from mutuelles.entente_text.edition_2022 import EDITION
    from tests.bench.pdf_ways import first_certificate

    bindery, key = Bindery(Drawer()), Key(order["key"].encode())
    version = SimpleNamespace(sources=order["sources"], assets=order["assets"])

    def printed(sheets: list[Any], data: bytes, snapshot: dict[str, Any]) -> str:
        day = dt.date.fromisoformat(snapshot["issued_on"])
        return bindery.bind(sheets, day, data=data, signer=key).issued.sha256

    def both(snapshot: dict[str, Any]) -> list[str]:
        number = first_certificate(snapshot)
        alone = paper.certificate_sheets(snapshot, version, number)
        whole = paper.sheets(snapshot, version, EDITION)
        return [
            printed(alone, paper.data(snapshot, number), snapshot),
            printed(whole, paper.data(snapshot), snapshot),
        ]

    return {snapshot["number"]: both(snapshot) for snapshot in order["snapshots"]}


if __name__ == "__main__":
    main()
