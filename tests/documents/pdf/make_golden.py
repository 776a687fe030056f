"""Freeze what this version of the linker writes: `python -m tests.documents.pdf.make_golden`.

To run once, when `LINKER` goes up; what earlier versions wrote is never made again.
"""

import tempfile
import zipfile
from datetime import date
from pathlib import Path

from documents.pdf import LINKER, shelf
from documents.pdf.compiler import Compiler
from documents.pdf.linker import Leaf, link
from documents.pdf.parts import Part
from documents.pdf.seal import Key, Signer, new_key
from documents.pdf.tail import Issued
from tests.documents.pdf.pages import template

GOLDEN = Path(__file__).parent / "golden"
CREATED = date(2021, 12, 15)
DATA = b'{"numero":"2022-00042-1187-01"}'
BODY = """<h1 data-bookmark="Certificat : ⟦name⟧">Certificat d’essai</h1>
<p>Pour <span>⟦name⟧</span></p><p>⟦place⟧</p>
<img class="qr" src="⟦qr⟧" alt="Code QR du certificat">"""
CSS = """.qr { display: block; margin: 20px; width: 100px; image-rendering: pixelated }
h1 { bookmark-label: attr(data-bookmark) }"""
VALUES = {
    "name": "Érablière Côté & fils inc.",
    "place": "L’Isle-aux-Coudres, « rang du Cœur »",
    "qr": f"HTTPS://GUICHET-SST.EXAMPLE/V/{'ABCD2345' * 18}",
}


def filled(part: Part, signer: Signer) -> Issued:
    """The same part twice, so that pages are counted and joined."""
    leaves = [Leaf(part, "un"), Leaf(part, "deux")]
    return link(leaves).fill([part.set(VALUES)] * 2, CREATED, data=DATA, signer=signer)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        part = Compiler().compile(template(Path(folder), BODY, CSS))
    key = Key(new_key("Sceau d’essai", CREATED))
    issued, dumped = filled(part, key), shelf.dump(part)
    with zipfile.ZipFile(GOLDEN / f"{LINKER}.zip", "x", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part", dumped.body)
        for name, blob in dumped.blobs.items():
            archive.writestr(f"blobs/{name}", blob)
        archive.writestr("certificate.der", key.certificate)
        archive.writestr("seal", issued.signature)
        archive.writestr("issued.pdf", issued.content)


if __name__ == "__main__":
    main()
