"""From a template to a part: WeasyPrint lays it out twice, and what moves becomes a plan.

This takes a second or so, at publication or before a campaign: never in a request.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import md5
from html import escape
from typing import Any

import pikepdf
import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
from weasyprint.urls import FatalURLFetchingError

from documents.pdf.authorship import check, check_page
from documents.pdf.characters import Undrawable
from documents.pdf.drawing import read_lines, read_runs
from documents.pdf.finish import correct
from documents.pdf.forms import pieces
from documents.pdf.objects import Store, stream
from documents.pdf.parts import Page, Paragraph, Part, Row, Signature
from documents.pdf.plan import Drawing, Planner, Refused
from documents.pdf.press import OwnFiles
from documents.pdf.shaping import Typeface, typeface
from documents.pdf.stand_ins import Pattern, StandIns, stand_in
from documents.pdf.steady_fonts import SteadyFonts
from documents.pdf.structure import Tree, page_words, read_bookmarks, titles
from documents.pdf.template import Template

# Latin with its accents, and the punctuation of French: a field may hold any of these
RANGES = ((0x20, 0x7F), (0xA0, 0xAD), (0xAE, 0x250), (0x1E00, 0x1F00), (0x2010, 0x2028))
PUNCTUATION = "\u202f‰′″‹›⁄€№™−"
POOL = "".join(chr(code) for span in RANGES for code in range(*span)) + PUNCTUATION
LIGATURES = "fi fl ff ffi ffl fj tt ti"
# accents for letters that Unicode does not compose with them (Yoruba, Navajo…)
ACCENTS = "".join(map(chr, (*range(0x300, 0x305), *range(0x306, 0x30D), 0x323, 0x327, 0x328)))
VARIANT = "pdf/a-2a"


@dataclass
class Laid:
    """A template laid out with its stand-ins, then drawn, its pages after `skipped` others."""

    words: StandIns
    document: Document
    skipped: int
    drawn: Document
    content: bytes

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.content))

    @cached_property
    def fonts(self) -> dict[str, Any]:
        return {font.hash: font for font in self.drawn.fonts.values()}

    @property
    def pages(self) -> list[Any]:
        return [page.obj for page in list(self.pdf.pages)[self.skipped :]]

    def drawings(self) -> list[Drawing]:
        texts = {name: font.to_unicode for name, font in self.fonts.items()}
        found = []
        for page, laid in zip(self.pages, self.document.pages, strict=True):
            operators = page.Contents.read_bytes().split(b"\n")
            runs = read_runs(operators, texts)
            found.append(Drawing(self.words, operators, runs, list(read_lines(laid))))
        return found


class Compiler:
    """One stylesheet's fonts, read once. Pango's fonts belong to one thread at a time."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.sheets: dict[tuple[str, str], CSS] = {}

    def compile(
        self, template: Template, signature: Signature = (), *, alone: bool = False
    ) -> Part:
        """The part for one signature. Raises `Refused` with a sentence for the author.

        A page with its values in, that stands `alone` in its file, has its own page numbers too:
        drawing it once is enough.
        """
        check(template)
        try:
            return self._drawn(template) if alone else self._compiled(template, signature)
        except FatalURLFetchingError as error:
            raise Refused(str(error)) from error

    def _drawn(self, template: Template) -> Part:
        words = StandIns(stretch=False, splits={}, forbidden="")
        laid = _draw(words, self._render(template, template.html, template.css))
        return _Assembly(laid, laid).part(())

    def _compiled(self, template: Template, signature: Signature) -> Part:
        narrow = self._lay_out(template, signature, stretch=False)
        wide = self._lay_out(template, signature, stretch=True)
        drawn_wide = _draw(*wide)
        pool = self._pool(_fonts_of_fields(drawn_wide))
        return _Assembly(_draw(*narrow, pool), drawn_wide).part(signature)

    def _lay_out(
        self, template: Template, signature: Signature, *, stretch: bool
    ) -> tuple[StandIns, Document]:
        html, css, words = stand_in(template, dict(signature), stretch=stretch)
        return words, self._render(template, html, css)

    def _render(self, template: Template, html: str, css: str) -> Document:
        fetcher = OwnFiles(template.folders)
        base = template.address
        if (css, base) not in self.sheets:
            self.sheets[css, base] = CSS(
                string=css, base_url=base, font_config=self.fonts, url_fetcher=fetcher
            )
        page = HTML(string=html, base_url=base, url_fetcher=fetcher)
        check_page(page.etree_element)
        sheets = [self.sheets[css, base]]
        return page.render(font_config=self.fonts, stylesheets=sheets, pdf_variant=VARIANT)

    def _pool(self, fonts: tuple[Any, ...]) -> list[Any]:
        """Pages that draw every glyph a value may need, so that the font embeds them all."""
        texts = "".join(
            f"<div style=\"font: {font.weight} 32px '{font.family}'\">{escape(_held(font, POOL))}"
            # each accent alone: what it stands for is read from its paragraph
            f" {LIGATURES}{''.join(map('<p>{}</p>'.format, _held(font, ACCENTS)))}</div>"
            for font in fonts
        )
        page = HTML(string=f"<html lang=fr><body>{texts}</body></html>")
        return list(page.render(font_config=self.fonts, pdf_variant=VARIANT).pages)


def _draw(words: StandIns, document: Document, pool: Sequence[Any] = ()) -> Laid:
    """The pages after those of the pool, which are drawn for their glyphs only."""
    drawn = document.copy([*pool, *document.pages])
    drawn.fonts = SteadyFonts()
    content = drawn.write_pdf(
        finisher=_finish, pdf_identifier=b"0", pdf_variant=VARIANT, uncompressed_pdf=True
    )
    missing = {chr(code) for font in drawn.fonts.values() for code in font.missing}
    if missing:
        raise Undrawable("".join(sorted(missing)))
    return Laid(words, document, len(pool), drawn, content)


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    correct(pdf)


def _fonts_of_fields(laid: Laid) -> tuple[Any, ...]:
    """The fonts that draw stand-ins, in a steady order."""
    names = {
        run.font
        for drawing in laid.drawings()
        for run in drawing.runs
        if laid.words.codes_within(run.text)
    }
    return tuple(laid.fonts[name] for name in sorted(names))


def _held(font: Any, characters: str) -> str:
    """Those that the font has: another font would draw the rest."""
    own = typeface(get_hb_object_data(font.hb_face), (), "").unicodes
    return "".join(character for character in characters if ord(character) in own)


class _Assembly:
    """A part being put together from its two drawings."""

    def __init__(self, narrow: Laid, wide: Laid) -> None:
        if len(narrow.document.pages) != len(wide.document.pages):
            raise Refused("Une valeur plus longue change le nombre de pages.")
        self.narrow, self.wide = narrow, wide
        self.tree = Tree(narrow.pdf, narrow.skipped)
        self.pictures = self._pictures()
        self.store = Store(self.tree.names)
        fields = _fonts_of_fields(narrow)
        self.faces = {font.hash: _typeface(font) for font in fields}
        self.paragraphs: list[Paragraph] = []
        self.rows: list[Row] = []

    def part(self, signature: Signature) -> Part:
        pdf, words, metadata = self.narrow.pdf, self.narrow.words, self.narrow.document.metadata
        outlines = pdf.Root.get("/Outlines")
        title = words.pattern(metadata.title or "")
        bookmarks = read_bookmarks(outlines, self.tree, words) if outlines is not None else ()
        pages = self._pages()
        elements = tuple(
            self.tree.element_words(element, self.store) for element in self.tree.elements
        )
        self._check_seen([title, *titles(bookmarks)])
        return Part(
            pages=pages,
            elements=elements,
            roots=self.tree.roots(),
            paragraphs=tuple(self.paragraphs),
            rows=tuple(self.rows),
            bookmarks=bookmarks,
            anchors=self._anchors(),
            typefaces=self.faces,
            title=title,
            intents=self.store.value(pdf.Root.OutputIntents),
            language=str(pdf.Root.Lang),
            author=", ".join(metadata.authors),
            created=metadata.created or "",
            signature=signature,
            pictures=self.pictures,
            objects=self.store.bodies,
        )

    def _check_seen(self, others: Iterable[Pattern]) -> None:
        """Each field is in a text of the pages, or in one of the others given."""
        patterns = [*others, *(paragraph.pattern for paragraph in self.paragraphs)]
        seen = {piece for pattern in patterns for piece in pattern}
        for meaning in self.narrow.words.meanings.values():
            if not meaning.slot.automatic and meaning.slot not in seen:
                raise Refused(f"« {meaning.slot.field} » n’est pas dessiné.")

    def _pages(self) -> tuple[Page, ...]:
        drawings = zip(self.narrow.drawings(), self.wide.drawings(), strict=True)
        return tuple(
            self._page(page, *pair) for page, pair in zip(self.narrow.pages, drawings, strict=True)
        )

    def _page(self, page: Any, narrow: Drawing, wide: Drawing) -> Page:
        if "/Annots" in page:
            raise Refused("Ni lien ni champ de formulaire dans une partie, pour l’instant.")
        plan = Planner(narrow, wide, self.faces, first=len(self.paragraphs)).plan()
        self.paragraphs += plan.paragraphs
        self.rows += plan.rows
        return Page(
            words=page_words(page, self.store, pictured=bool(self.pictures)),
            owners=self.tree.owner_words(page),
            pieces=tuple(
                self.store.add(stream(piece)) if isinstance(piece, bytes) else piece
                for piece in pieces(narrow.operators, plan.changed)
            ),
        )

    def _pictures(self) -> dict[str, str]:
        """The fields of the pictures found among the resources, and a name for each."""
        found: dict[str, str] = {}
        # WeasyPrint gives the same resources to all pages
        resources = self.narrow.pages[0].Resources
        for name, address in self.narrow.words.pictures.items():
            rank = f"picture {len(found)}"
            self.tree.names[_picture(name, address, resources).objgen] = rank
            found[rank] = name
        return found

    def _anchors(self) -> dict[str, int]:
        """The page where each named box starts."""
        found: dict[str, int] = {}
        for rank, page in enumerate(self.narrow.document.pages):
            found = dict.fromkeys(page.anchors, rank) | found
        return found


def _picture(name: str, address: str, resources: Any) -> Any:
    """The picture that WeasyPrint drew for an address, which it names by its hash."""
    drawn = f"/i{md5(address.encode(), usedforsecurity=False).hexdigest()}"
    if f"{drawn}1" in resources.XObject:
        raise Refused(f"« {name} » : il manque à l’image « image-rendering: pixelated ».")
    if f"{drawn}0" not in resources.XObject:
        raise Refused(f"« {name} » : l’image n’est pas dessinée, ou l’est dans un groupe.")
    return resources.XObject[f"{drawn}0"]


def _typeface(font: Any) -> Typeface:
    characters = "".join(sorted(set("".join(font.to_unicode.values()))))
    widths = tuple(sorted(font.widths.items()))
    return typeface(get_hb_object_data(font.hb_face), widths, characters)
