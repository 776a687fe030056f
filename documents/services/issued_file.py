"""What can be said of a PDF that is said to be ours: for those who keep the archives."""

import hashlib
import io
from dataclasses import dataclass

import pikepdf

from documents.models import Certificate, Document, SealKey, SignedCopy
from documents.pdf import conformance
from documents.pdf.validation import SealFound, seal_of


@dataclass(frozen=True)
class Report:
    """`file`: what was issued with these very bytes; `key`: ours, when it made the seal."""

    sha256: str
    file: Document | Certificate | SignedCopy | None
    seal: SealFound | None
    key: SealKey | None
    faults: list[str]
    attachments: dict[str, int]

    @property
    def is_sealed(self) -> bool:
        """By a key of ours, retired since or not, over the whole file."""
        return bool(self.seal and self.seal.intact and self.seal.covers_all and self.key)

    @property
    def is_authentic(self) -> bool:
        """The file is as the portal issued it; whether it still stands is another question."""
        return self.file is not None and self.is_sealed and not self.faults

    @property
    def document(self) -> Document | None:
        """What has a state of its own: a signed copy has none."""
        file = self.file.document if isinstance(self.file, Certificate) else self.file
        return file if isinstance(file, Document) else None


def examine(content: bytes) -> Report:
    """Whatever the bytes are: a file that cannot be opened has faults, and no attachment."""
    sha256, seal = hashlib.sha256(content).hexdigest(), seal_of(content)
    return Report(
        sha256=sha256,
        file=issued(sha256),
        seal=seal,
        key=SealKey.objects.filter(fingerprint=seal.fingerprint).first() if seal else None,
        faults=conformance.faults(content),
        attachments=_attachments(content),
    )


def issued(sha256: str) -> Document | Certificate | SignedCopy | None:
    certificates = Certificate.objects.select_related("document__replaced_by")
    documents = Document.objects.select_related("replaced_by")
    return (
        certificates.filter(sha256=sha256).first()
        or documents.filter(sha256=sha256).first()
        or SignedCopy.objects.filter(sha256=sha256).first()
    )


def _attachments(content: bytes) -> dict[str, int]:
    """The names and sizes of what is attached."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return {
                name: len(held.get_file().read_bytes()) for name, held in pdf.attachments.items()
            }
    except (pikepdf.PdfError, ValueError, KeyError):
        return {}
