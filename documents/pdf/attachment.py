"""The same facts for a machine: a JSON file inside the document (PDF/A-3).

It is not compressed: whoever opens the file as text finds it there.
"""

import hashlib
from datetime import date

from documents.pdf.objects import day, streamed, string

NAME = string("donnees.json")
DESCRIPTION = string("Les données du document, à lire par une machine (JSON)")
FILE = b"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size %d/ModDate %s/CheckSum<%s>>>"
SPECIFICATION = (
    b"<</Type/Filespec/F %s/UF %s/Desc %s/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>"
)
# what the catalog says of it
WORDS = b"/AF[%d 0 R]/Names<</EmbeddedFiles<</Names[%s %d 0 R]>>>>"


def attached(data: bytes, created: date, number: int) -> tuple[list[bytes], bytes]:
    """Two objects, numbered from `number`, and the words of the catalog that lead to them."""
    check = hashlib.md5(data, usedforsecurity=False).hexdigest().encode()
    file = streamed(FILE % (len(data), day(created), check), data)
    specification = SPECIFICATION % (NAME, NAME, DESCRIPTION, number, number)
    return [file, specification], WORDS % (number + 1, NAME, number + 1)
