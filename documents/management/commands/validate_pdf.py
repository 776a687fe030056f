"""Say of PDF files whether they are ours, whole, sealed, conformant."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format

from documents.models import Certificate, Document, SignedCopy
from documents.services.issued_file import Report, examine


class Command(BaseCommand):
    help = (
        "Say of PDF files whether the portal issued them, with their seal, conformance and data."
        " Ends with 1 if one is not as it was issued; one that was replaced or withdrawn still is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        reports = [self.told(path) for path in files]
        if not all(report.is_authentic for report in reports):
            raise CommandError("Un fichier n’est pas tel que le portail l’a émis.")

    def told(self, path: Path) -> Report:
        try:
            report = examine(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path} ne se lit pas : {error.strerror}") from error
        self.stdout.write(f"{path}")
        for title, text in lines(report):
            self.stdout.write(f"  {title:12}{text}")
        return report


def lines(report: Report) -> Iterator[tuple[str, str]]:
    yield "SHA-256", report.sha256
    yield "émission", issue(report)
    if report.document:
        yield "état", state(report)
    yield "sceau", seal(report)
    if report.seal and report.seal.intact:
        yield "horodatage", "présent, non vérifié ici" if report.seal.is_dated else "aucun"
    for fault in report.faults or ["PDF/UA-1 et PDF/A : aucune faute"]:
        yield "conformité", fault
    yield "données", attached(report)


def issue(report: Report) -> str:
    if report.file is None:
        return "le portail n’a pas émis ce fichier, ou il a été modifié"
    kinds = {Certificate: "certificat", Document: "document", SignedCopy: "exemplaire signé"}
    return f"{kinds[type(report.file)]} {report.file.number}"


def state(report: Report) -> str:
    document = report.document
    assert document is not None  # noqa: S101 the caller looked
    text = f"{document.get_status_display()}, {date_format(document.status_on, 'Y-m-d')}"
    newer = getattr(document, "replaced_by", None)
    return f"{text}, par {newer.number}" if newer else text


def seal(report: Report) -> str:
    if report.seal is None:
        return "aucun"
    if not report.seal.intact:
        return "rompu ou illisible"
    parts = ["intact", "tout le fichier" if report.seal.covers_all else "une partie du fichier"]
    return ", ".join([*parts, key(report)])


def key(report: Report) -> str:
    if report.key is None:
        return "par une clé qui n’est pas la nôtre"
    if report.key.retired_at:
        return f"clé {report.key}, retirée le {date_format(report.key.retired_at, 'Y-m-d')}"
    return f"clé {report.key}, en vigueur"


def attached(report: Report) -> str:
    found = (f"{name} ({size} octets)" for name, size in report.attachments.items())
    return ", ".join(found) or "aucune"
