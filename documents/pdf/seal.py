"""Who seals: a key that signs, or a signature that was kept.

A seal is an ECDSA signature on P-256, 64 bytes `r ‖ s`, drawn from the message and the key alone
(RFC 6979): the same file sealed twice is the same bytes, and a file made again from its values
takes its seal from the row, without the private key. `cms` makes of it what a reader of PDF
expects, `signature` puts that in the file.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

ORGANISATION = "Guichet SST (simulation)"
YEARS = 20
WORD = 32  # bytes of r, and of s
ALGORITHM = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


class Signer(Protocol):
    @property
    def certificate(self) -> bytes:
        """X.509, DER."""

    @property
    def stamps(self) -> bool:
        """Whether a timestamp follows the signature: the file keeps more room."""

    def sign(self, message: bytes) -> bytes:
        """The signature of the message's SHA-256: `r ‖ s`."""

    def timestamp(self, signature: bytes) -> bytes:
        """The RFC 3161 token of a signature written in DER; nothing when it does not stamp."""


class Key:
    """A private key with its certificate, as `new_key` gives them."""

    stamps = False

    def __init__(self, pem: bytes) -> None:
        key = serialization.load_pem_private_key(pem, None)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
            raise ValueError("La clé du sceau n’est pas une clé P-256.")
        certificate = x509.load_pem_x509_certificate(pem)
        if certificate.public_key() != key.public_key():
            raise ValueError("Le certificat du sceau n’est pas celui de sa clé.")
        self.private = key
        self.certificate = certificate.public_bytes(serialization.Encoding.DER)

    def sign(self, message: bytes) -> bytes:
        r, s = decode_dss_signature(self.private.sign(message, ALGORITHM))
        return r.to_bytes(WORD, "big") + s.to_bytes(WORD, "big")

    def timestamp(self, signature: bytes) -> bytes:
        return b""


class Stamping:
    """A signer whose signatures a timestamp authority dates: `ask` takes one, gives its token."""

    stamps = True

    def __init__(self, signer: Signer, ask: Callable[[bytes], bytes]) -> None:
        self.signer, self.ask = signer, ask
        self.certificate = signer.certificate

    def sign(self, message: bytes) -> bytes:
        return self.signer.sign(message)

    def timestamp(self, signature: bytes) -> bytes:
        return self.ask(signature)


class Known:
    """A seal that was kept: it gives back what was given, whatever it is asked to sign."""

    def __init__(self, certificate: bytes, signature: bytes, timestamp: bytes = b"") -> None:
        self.certificate = certificate
        self.signature = signature
        self.token = timestamp
        self.stamps = bool(timestamp)

    def sign(self, message: bytes) -> bytes:
        return self.signature

    def timestamp(self, signature: bytes) -> bytes:
        return self.token


def new_key(name: str, not_before: date) -> bytes:
    """A P-256 key and its self-signed certificate, valid from that day for twenty years: PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key.public_key(), name, not_before).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(
    key: ec.EllipticCurvePublicKey, name: str, not_before: date
) -> x509.CertificateBuilder:
    start = datetime.combine(not_before, time(), UTC)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CA"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    return (
        x509.CertificateBuilder(subject, subject, key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start.replace(year=start.year + YEARS, day=min(start.day, 28)))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(USAGE, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


USAGE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,  # what used to be called non-repudiation
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
