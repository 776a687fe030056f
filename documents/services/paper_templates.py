"""Templates of the paper: a version of it in, pages with marks out, each rendered once.

A version holds the texts of its files, so that what was published is what is printed, whatever the
files of the repository become.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple, Protocol

from django.conf import settings

from documents.pdf.template import Template
from documents.services.entente_page import page_of
from documents.services.paper_language import PaperEngine, rendered
from mutuelles.entente_text.model import Edition

TEMPLATES = settings.BASE_DIR / "templates" / "paper"
PAPER = settings.BASE_DIR / "static" / "paper"
FONTS = settings.BASE_DIR / "static" / "fonts"
STYLESHEET = "paper.css"

FIELDS = (
    *("number", "issued", "words", "fingerprint 1", "fingerprint 2", "fingerprint start"),
    *("employer name", "employer address", "identifier", "numbers"),
    *("mutuelle number", "mutuelle name"),
    *("firm name", "firm address", "firm contact", "firm phone", "firm email"),
    *("establishment number", "establishment name", "establishment address"),
    *("certificate", "code", "qr"),
    *("replaced number", "replaced issued"),
)


class Version(Protocol):
    """A version of the paper: the texts of its files, and the fonts that it was made with."""

    @property
    def sources(self) -> Mapping[str, str]: ...
    @property
    def assets(self) -> str: ...


@dataclass(frozen=True)
class Text:
    """An edition of the Entente, known by its hash."""

    sha256: str
    edition: Edition = field(compare=False)


class Variant(NamedTuple):
    """What the renderings of one template differ by, besides the values of its marks."""

    title: str
    site: str
    first_of_month: bool
    year: int | None = None
    level: str = ""
    certificates: int = 0
    text: Text | None = None
    replaces: bool = False
    replaced_on_first: bool = False


def files() -> dict[str, str]:
    """The paper of the repository, by file name: what a new version is made of."""
    paths = [*sorted(TEMPLATES.glob("*.html")), PAPER / STYLESHEET]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@cache
def assets_digest() -> str:
    """SHA-256 of the pictures and fonts of the paper: part of what is printed."""
    paths = sorted([*PAPER.glob("*.svg"), *FONTS.glob("*.ttf")], key=lambda path: path.name)
    hashes = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in paths]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


class Paper(NamedTuple):
    """A version of the paper as a key: drafts change."""

    sources: tuple[tuple[str, str], ...]
    assets: str

    @classmethod
    def of(cls, version: Version) -> "Paper":
        return cls(tuple(sorted(version.sources.items())), version.assets)

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        return rendered(_engine(self), f"{name}.html", context)

    def template(self, html: str) -> Template:
        css = dict(self.sources)[STYLESHEET]
        return Template(html, css, PAPER, (PAPER, FONTS), edition=self.assets)


@lru_cache(16)
def _engine(paper: Paper) -> PaperEngine:
    return PaperEngine(dict(paper.sources))


@lru_cache(256)
def marked(paper: Paper, name: str, variant: Variant) -> Template:
    """A template with its marks, rendered once for all documents."""
    context = variant._asdict() | context_of({field: f"⟦{field}⟧" for field in FIELDS})
    ranks = range(1, variant.certificates + 1)
    context["establishments"] = [f"⟦establishment {rank} name⟧" for rank in ranks]
    if variant.text:
        context["entente"] = _entente(variant.text, context)
    return paper.template(paper.render(name, context))


def _entente(text: Text, marks: Mapping[str, Any]) -> dict[str, Any]:
    year = text.edition.year
    years = {"year": str(year), "previous_year": str(year - 1), "next_year": str(year + 1)}
    return page_of(text.edition.filled({**marks, **years}), text.sha256)


def context_of(values: Mapping[str, str]) -> dict[str, Any]:
    """Fields under the names that a template can spell: `employer_name`."""
    return {name.replace(" ", "_"): value for name, value in values.items()}
