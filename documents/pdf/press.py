"""A template printed by WeasyPrint alone: tagged, the same bytes each time, our own files only."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple
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
            raise FatalURLFetchingError(f"« {url} » n’est pas un fichier du papier.")
        return super().fetch(url, headers)


class Printed(NamedTuple):
    """A file, and how many pages it has."""

    content: bytes
    pages: int


class Press:
    """One stylesheet with its fonts, read once and used for every page printed.

    Pango's fonts belong to one thread at a time: hence the lock.
    """

    def __init__(self, css: str, address: str, folders: tuple[Path, ...]) -> None:
        self.lock = Lock()
        self.fonts = FontConfiguration()
        self.fetcher = OwnFiles(folders)
        self.address = address
        self.css = CSS(
            string=css, base_url=address, font_config=self.fonts, url_fetcher=self.fetcher
        )

    def print(self, html: str, identifier: bytes) -> Printed:
        page = HTML(string=html, base_url=self.address, url_fetcher=self.fetcher)
        document = page.render(
            font_config=self.fonts, stylesheets=[self.css], pdf_variant="pdf/ua-1"
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
    """What WeasyPrint alone makes of a template: the oracle that the linker is held against.

    Its dates are those of the page's `dcterms.created`, its identifier a hash: nothing comes from
    the clock or from chance.
    """
    html = template.filled(values)
    machine = press(template.css, template.address, template.folders)
    try:
        with machine.lock:
            return machine.print(html, hashlib.sha256(html.encode()).hexdigest()[:32].encode())
    except FatalURLFetchingError as error:
        # it is a BaseException on WeasyPrint's side: a worker must be able to catch it
        raise ForeignResource(str(error)) from error
