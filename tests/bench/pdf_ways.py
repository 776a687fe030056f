"""Three ways from an employer's snapshot to its PDF: ours, WeasyPrint's alone, and typst's.

Each is given what it needs to be at its fastest: layouts compiled and linked before, fonts and
style sheets read once. Ours seals and attaches data; the other two do not.
"""

import datetime as dt
import json
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from documents.models import PaperVersion
from documents.pdf import qr
from documents.pdf.bindery import Bound, Sheet
from documents.pdf.seal import Signer
from documents.pdf.steady_fonts import SteadyFonts
from documents.pdf.template import Template
from documents.services import paper, printing
from mutuelles.entente_text.edition_2022 import EDITION
from tests.bench.population import Snapshot

BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
LIGHT = 255  # of a pixel
SOURCES = settings.BASE_DIR / "tests" / "bench" / "typst"


def first_certificate(snapshot: Snapshot) -> str:
    return snapshot["certificates"][0]["number"]


@dataclass
class Ours:
    """The portal's own way (documents/services/printing.py), the bytes written to a file."""

    version: PaperVersion
    signer: Signer | None
    sink: IO[bytes] = field(default_factory=TemporaryFile)

    def certificate(self, snapshot: Snapshot) -> Bound:
        number = first_certificate(snapshot)
        return self._written(
            printing.print_certificate(snapshot, self.version, number, self.signer)
        )

    def official(self, snapshot: Snapshot) -> Bound:
        return self._written(printing.print_document(snapshot, self.version, self.signer))

    def entente(self, snapshot: Snapshot) -> Bound:
        digest = paper.fingerprint(snapshot)
        sheet = paper.entente(snapshot, self.version, EDITION, digest=digest)
        created = dt.date.fromisoformat(snapshot["issued_on"])
        data = paper.data(snapshot, digest=digest)
        return self._written(printing.BINDERY.bind([sheet], created, data=data, signer=self.signer))

    def _written(self, bound: Bound) -> Bound:
        buffers = [*bound.issued.chunks, bound.issued.tail]
        os.pwritev(self.sink.fileno(), buffers, 0)
        return bound


@dataclass
class Plain:
    """WeasyPrint on the same pages with their values: fonts, styles and pictures read once.

    `steady` to compare pages with: WeasyPrint rounds the width of a glyph at the size where it
    first draws it, so that a page of its own differs by a hair from the same page drawn after
    another (documents/pdf/steady_fonts.py).
    """

    version: PaperVersion
    steady: bool = False
    fonts: FontConfiguration = field(default_factory=FontConfiguration)
    styles: dict[str, CSS] = field(default_factory=dict)
    pictures: dict[str, Any] = field(default_factory=dict)

    def certificate(self, snapshot: Snapshot) -> bytes:
        number = first_certificate(snapshot)
        return self.printed(paper.certificate_sheets(snapshot, self.version, number))

    def official(self, snapshot: Snapshot) -> bytes:
        return self.printed(paper.sheets(snapshot, self.version, EDITION))

    def printed(self, sheets: list[Sheet]) -> bytes:
        template = sheets[0].template
        page = HTML(string=merged(sheets), base_url=template.address)
        document = page.render(
            font_config=self.fonts,
            stylesheets=[self._style(template)],
            cache=self.pictures,
            pdf_variant="pdf/ua-1",
        )
        if self.steady:
            document.fonts = SteadyFonts()
        return document.write_pdf(pdf_variant="pdf/ua-1")

    def _style(self, template: Template) -> CSS:
        if template.css not in self.styles:
            self.styles[template.css] = CSS(
                string=template.css, base_url=template.address, font_config=self.fonts
            )
        return self.styles[template.css]


def merged(sheets: list[Sheet]) -> str:
    """One page of HTML with the bodies of all sheets, each under its anchor."""
    pages = [sheet.template.filled(sheet.values) for sheet in sheets]
    bodies = [BODY.search(page)[1] for page in pages]
    named = [
        body.replace('<section class="', f'<section id="{sheet.anchor}" class="', 1)
        for body, sheet in zip(bodies, sheets, strict=True)
    ]
    return BODY.sub(lambda _: f"<body>{''.join(named)}</body>", pages[0])


class Typst:
    """The same texts in typst, in this process, its fonts and sources warm: tagged PDF/UA-1."""

    def certificate(self, snapshot: Snapshot) -> bytes:
        certificate = snapshot["certificates"][0]
        address = f"{snapshot['site']}/V/{certificate['token']}".upper()
        pixels = [LIGHT * (not dark) for row in qr.matrix(address) for dark in row]
        digest = paper.fingerprint(snapshot)
        return self._compiled(
            self._certificate,
            snapshot,
            title=f"Certificat d’appartenance, {snapshot['employer']['name']}",
            certificate=certificate,
            issued="15 décembre 2021",
            words=" · ".join(paper.words.four(digest)),
            fingerprint=[digest[:32], digest[32:]],
            qr=pixels,
        )

    def entente(self, snapshot: Snapshot) -> bytes:
        edition = EDITION.filled(text_values(snapshot))
        return self._compiled(
            self._entente,
            snapshot,
            title=f"Entente, {snapshot['employer']['name']}",
            clauses=edition.to_json()["clauses"],
            start=snapshot["edition"]["sha256"][:12],
        )

    @cached_property
    def _certificate(self) -> Any:
        return compiler("certificate.typ")

    @cached_property
    def _entente(self) -> Any:
        return compiler("entente.typ")

    def _compiled(self, compiler: Any, snapshot: Snapshot, **more: Any) -> bytes:
        day = dt.datetime.fromisoformat(snapshot["issued_on"]).replace(tzinfo=dt.UTC)
        return compiler.compile(
            sys_inputs={"d": json.dumps(snapshot | more)}, pdf_standards=["ua-1"], timestamp=day
        )


def compiler(source: str) -> Any:
    import typst  # an optional peer (pyproject.toml)

    return typst.Compiler(
        input=SOURCES / source,
        root=settings.BASE_DIR,
        font_paths=[settings.BASE_DIR / "static" / "fonts"],
        ignore_system_fonts=True,
    )


def text_values(snapshot: Snapshot) -> dict[str, str]:
    """What the text of the Entente asks for."""
    year, mutuelle, firm = snapshot["year"], snapshot["mutuelle"], snapshot["firm"]
    years = {"year": year, "previous_year": year - 1, "next_year": year + 1}
    return (
        {name: str(value) for name, value in years.items()}
        | {f"mutuelle_{key}": value for key, value in mutuelle.items()}
        | {f"firm_{key}": value for key, value in firm.items()}
    )
