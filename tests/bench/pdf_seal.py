"""The seal as pyHanko makes it, and as it checks ours."""

import io
from dataclasses import replace

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.pdf.seal import Key
from tests.bench.pdf_ways import Ours

FIELD = "pyHanko"  # beside the empty one that the file has for its own seal


def unsealed(ours: Ours) -> Ours:
    return replace(ours, signer=None)


class PyHanko:
    """A PAdES-B-B seal by the same key, added to a file that is made."""

    def __init__(self, key: Key) -> None:
        der = key.private.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        signer = signers.SimpleSigner(
            signing_cert=x509.Certificate.load(key.certificate),
            signing_key=keys.PrivateKeyInfo.load(der),
            cert_registry=SimpleCertificateStore(),
        )
        wanted = signers.PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        self.signer = signers.PdfSigner(wanted, signer)

    def seal(self, content: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        return self.signer.sign_pdf(writer).getvalue()


def is_sealed(content: bytes, certificate: bytes) -> bool:
    """Whether pyHanko finds one seal, valid by this certificate over the whole file."""
    found = PdfFileReader(io.BytesIO(content)).embedded_signatures
    trusted = ValidationContext(trust_roots=[x509.Certificate.load(certificate)])
    statuses = [validate_pdf_signature(each, trusted) for each in found]
    return [(s.bottom_line, s.coverage) for s in statuses] == [
        (True, SignatureCoverageLevel.ENTIRE_FILE)
    ]
