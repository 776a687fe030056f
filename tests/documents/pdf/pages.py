"""Small templates for the compiler's tests, and eyes for their pages."""

import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from documents.pdf.conformance import faults
from documents.pdf.template import Template

ROOT = Path(__file__).parents[3]
FONTS = ROOT / "static" / "fonts"

CSS = """
@font-face {{ font-family: Essai; src: url({fonts}/open-sans-400.ttf); }}
@font-face {{ font-family: Essai; font-weight: 700; src: url({fonts}/open-sans-700.ttf); }}
@page {{ size: 400px 300px; margin: 40px; font: 10px Essai;
  @bottom-right {{ content: counter(page) " de " counter(pages); width: 50% }} }}
html {{ font: 14px Essai; }}
body, p {{ margin: 0; }}
.target::after {{ content: target-counter(attr(data-target), page); }}
{more}
"""
HTML = """<!doctype html><html lang="fr-CA"><head><title>{title}</title>
<meta name="author" content="Essai"></head><body>{body}</body></html>"""


def template(folder: Path, body: str, more: str = "", title: str = "Essai") -> Template:
    css = CSS.format(fonts=FONTS.as_uri(), more=more)
    html = HTML.format(body=body, title=title)
    return Template(html, css, folder, (folder, FONTS))


def apart(call: Callable[..., Any], *arguments: Any) -> Any:
    """In a thread of its own: pyHanko wants an event loop, and Playwright keeps one in ours."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call, *arguments).result()


def text(content: bytes, *options: str) -> str:
    """The words of the file, a line for each line."""
    found = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True
    )
    return found.stdout.decode()


def pixels(content: bytes, resolution: int = 80) -> bytes:
    """Every page as a picture, with so many dots an inch."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        command = ["pdftoppm", "-r", str(resolution), file.name]
        found = subprocess.run(command, capture_output=True, check=True)
    return found.stdout


def failures(content: bytes) -> list[str]:
    """The rules of PDF/UA-1, and of the PDF/A that it says it is, that the file breaks."""
    return faults(content)


def complaints(content: bytes) -> str:
    """What qpdf says of the file's syntax, when it says anything."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        found = subprocess.run(["qpdf", "--check", file.name], capture_output=True, check=False)
    return found.stderr.decode() if found.returncode else ""
