"""The container that PAdES asks for (CMS, RFC 5652; PAdES-B-B, ETSI EN 319 142-1), in DER.

Two files sealed with the same key differ by the hash, by the signature and, where there is one,
by the timestamp: everything else is written once for each certificate.

    SignedData                      digest algorithm, certificate
      SignerInfo                    issuer and serial number
        signed attributes           content type · hash of the file · hash of the certificate
        signature                   of the signed attributes
        unsigned attribute          the timestamp of the signature

There is no signing time among the attributes: PAdES has it in the dictionary of the file.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from documents.pdf.seal import WORD, Signer

INTEGER, OCTETS, OID, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x30, 0x31
FIRST, SECOND = 0xA0, 0xA1  # the tags [0] and [1]

DATA = bytes.fromhex("2a864886f70d010701")
SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("2a864886f70d010910022f")
TIMESTAMP = bytes.fromhex("2a864886f70d010910020e")
SHA256 = bytes.fromhex("608648016503040201")
ECDSA_WITH_SHA256 = bytes.fromhex("2a8648ce3d040302")

DIGEST = 32  # bytes
# two integers of 33 bytes: no signature on P-256 is longer
LONGEST = b"\xff" * (2 * WORD)
# what the token of an authority takes, with its chain of certificates (2 to 7 kB)
TIMESTAMP_ROOM = 8192


@dataclass(frozen=True)
class Sealed:
    """A container, and the two things in it that the certificate and the file do not give."""

    container: bytes
    signature: bytes
    timestamp: bytes


def der(tag: int, *content: bytes) -> bytes:
    body = b"".join(content)
    size = len(body)
    if size < 0x80:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


SIGNED_BY = der(SEQUENCE, der(OID, ECDSA_WITH_SHA256))


def seal(digest: bytes, signer: Signer) -> Sealed:
    """The container that vouches for a SHA-256."""
    mould = moulded(signer.certificate)
    attributes = mould.attributes(digest)
    signature = signer.sign(der(SET, attributes))
    token = signer.timestamp(mould.value(signature))
    return Sealed(mould.container(attributes, signature, token), signature, token)


def room(signer: Signer) -> int:
    """The bytes that a container of this signer never exceeds."""
    return moulded(signer.certificate).longest + (TIMESTAMP_ROOM if signer.stamps else 0)


class Mould:
    """A container for one certificate, with places for what each file brings."""

    def __init__(self, certificate: bytes) -> None:
        read = x509.load_der_x509_certificate(certificate)
        issuer = read.issuer.public_bytes()
        sha256 = der(SEQUENCE, der(OID, SHA256))
        self.signer = _integer(1) + der(SEQUENCE, issuer, _integer(read.serial_number)) + sha256
        self.head = (
            _integer(1) + der(SET, sha256) + der(SEQUENCE, der(OID, DATA)) + der(FIRST, certificate)
        )
        own = der(SEQUENCE, der(OCTETS, hashlib.sha256(certificate).digest()))
        # a set in DER is in the order of its members' bytes: here, the shortest first
        self.before = _attribute(CONTENT_TYPE, der(OID, DATA))
        self.after = _attribute(SIGNING_CERTIFICATE_V2, der(SEQUENCE, der(SEQUENCE, own)))
        hashed = _attribute(MESSAGE_DIGEST, der(OCTETS, bytes(DIGEST)))
        self.to_digest = self.before + hashed[:-DIGEST]
        # up to the attributes, by the length of the signature in DER
        self.starts: dict[int, bytes] = {}
        self.longest = len(self.container(self.attributes(bytes(DIGEST)), LONGEST))

    def attributes(self, digest: bytes) -> bytes:
        return self.to_digest + digest + self.after

    def container(self, attributes: bytes, signature: bytes, token: bytes = b"") -> bytes:
        value = self.value(signature)
        if token:
            return self._container(attributes, value, token)
        if len(value) not in self.starts:
            whole = self._container(attributes, value)
            self.starts[len(value)] = whole[: whole.index(attributes)]
        return b"".join((self.starts[len(value)], attributes, SIGNED_BY, der(OCTETS, value)))

    def _container(self, attributes: bytes, value: bytes, token: bytes = b"") -> bytes:
        info = der(
            SEQUENCE,
            self.signer,
            der(FIRST, attributes),
            SIGNED_BY,
            der(OCTETS, value),
            der(SECOND, _attribute(TIMESTAMP, token)) if token else b"",
        )
        signed = der(SEQUENCE, self.head, der(SET, info))
        return der(SEQUENCE, der(OID, SIGNED_DATA), der(FIRST, signed))

    def value(self, signature: bytes) -> bytes:
        """The signature as the container holds it, and as an authority dates it."""
        r, s = (int.from_bytes(word, "big") for word in (signature[:WORD], signature[WORD:]))
        return encode_dss_signature(r, s)


@lru_cache(64)
def moulded(certificate: bytes) -> Mould:
    return Mould(certificate)


def _integer(number: int) -> bytes:
    """A whole number that is not negative."""
    return der(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return der(SEQUENCE, der(OID, kind), der(SET, value))
