"""HTML in, PDF out: tagged (PDF/UA-1), the same bytes for the same input, our own files only."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.pdf import qr
from documents.pdf.finish import finish
from documents.pdf.steady_fonts import SteadyFonts
from documents.pdf.template import Template


class ForeignResource(ValueError):
    """The page asks for a file outside the folders of the paper, or for one that is not there."""


class OwnFiles(URLFetcher):
    """Opens files of the given folders and QR codes; everything else stops the printing."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self.folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(qr.ADDRESS):
            return super().fetch(url, headers)
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        own = parts.scheme == "file" and any(path.is_relative_to(f) for f in self.folders)
        if not own or not path.is_file():
            raise FatalURLFetchingError(f"Not a file of the paper: {url}")
        return super().fetch(url, headers)


class Printed(NamedTuple):
    """A file, and how many pages it has."""

    content: bytes
    pages: int


class Press:
    """One stylesheet with its fonts and pictures, read once and used for every page printed.

    Pango's fonts belong to one thread at a time: hence the lock.
    """

    def __init__(self, css: str, address: str, folders: tuple[Path, ...]) -> None:
        self.lock = Lock()
        self.fonts = FontConfiguration()
        self.fetcher = OwnFiles(folders)
        self.pictures: dict[str, Any] = {}
        self.address = address
        self.css = CSS(
            string=css, base_url=address, font_config=self.fonts, url_fetcher=self.fetcher
        )

    def print(self, html: str, identifier: bytes) -> Printed:
        page = HTML(string=html, base_url=self.address, url_fetcher=self.fetcher)
        document = page.render(
            font_config=self.fonts,
            stylesheets=[self.css],
            cache=self.pictures,
            pdf_variant="pdf/ua-1",
        )
        document.fonts = SteadyFonts()
        content: bytes = document.write_pdf(
            finisher=finish, pdf_identifier=identifier, pdf_variant="pdf/ua-1"
        )
        return Printed(content, len(document.pages))


@lru_cache
def press(css: str, address: str, folders: tuple[Path, ...]) -> Press:
    return Press(css, address, folders)


def reference(template: Template, values: Mapping[str, str]) -> Printed:
    """What WeasyPrint alone makes of a template: the oracle that the linker is held against."""
    html = template.filled(values)
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    return _printed(html, press(template.css, template.address, template.folders), identifier)


def render(html: str, *, stylesheet: Path, folders: tuple[Path, ...], identifier: bytes) -> Printed:
    """The PDF of a page; `identifier` becomes the file's own, so nothing is drawn at random.

    Dates of the file are those that the page's `dcterms.created` gives, never the clock's.
    """
    machine = press(stylesheet.read_text(), stylesheet.as_uri(), folders)
    return _printed(html, machine, identifier)


def _printed(html: str, machine: Press, identifier: bytes) -> Printed:
    try:
        with machine.lock:
            return machine.print(html, identifier)
    except FatalURLFetchingError as error:
        # it is a BaseException on WeasyPrint's side: a worker must be able to catch it
        raise ForeignResource(str(error)) from error
