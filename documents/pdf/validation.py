"""The seal of a file that comes from anywhere, checked without opening it as a PDF.

The hash covers every byte but the container, which stands in one hole between « < » and « > » and
may hold hexadecimal digits only. So when the hash that the key signed is that of the rest, nothing
that is read in the file has changed since, whatever its objects are.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from documents.pdf.cms import seal
from documents.pdf.seal import WORD, Known

RANGE = re.compile(rb"/ByteRange\s{0,9}\[\s{0,9}(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})")
# what is read of a range, at most
RANGE_SIZE = 80
# digits of a container: ours takes some two thousand, twenty thousand with a timestamp
LARGEST = 200_000
HEXADECIMAL = re.compile(rb"[0-9A-Fa-f]*")
# what asn1crypto and cryptography raise about bytes that are not what they should be
ODD = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)


@dataclass(frozen=True)
class SealFound:
    """The last seal of a file. `certificate` (DER) is empty when the container is not readable.

    `intact`: the certificate's key has signed these very bytes. `covers_all`: all bytes but the
    container itself, so that nothing was added later.
    """

    covers_all: bool
    intact: bool = False
    certificate: bytes = b""
    is_dated: bool = False

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.certificate).hexdigest()


@dataclass(frozen=True)
class _Hole:
    """Where the container stands, its brackets included; the rest ends at `end`."""

    start: int
    stop: int
    end: int


def seal_of(content: bytes) -> SealFound | None:
    """The seal, or None when there is nothing that looks like one. Never raises."""
    hole = _hole(content)
    if hole is None:
        return None
    covers_all = hole.end == len(content)
    try:
        return _checked(_container(content, hole), _digest(content, hole), covers_all)
    except (*ODD, InvalidSignature, UnsupportedAlgorithm):
        return SealFound(covers_all)


class Proven(Known):
    """A seal that was kept, and is checked: raises `InvalidSignature` for what it never signed."""

    def sign(self, message: bytes) -> bytes:
        r, s = (int.from_bytes(half) for half in (self.signature[:WORD], self.signature[WORD:]))
        signature = encode_dss_signature(r, s)
        _public_key(self.certificate).verify(signature, message, ec.ECDSA(hashes.SHA256()))
        return self.signature


def is_sealed(content: bytes, known: Known) -> bool:
    """Whether the key of this certificate has sealed the whole file.

    As `seal_of` says it, without parsing anything when the container is the one that we write with
    this signature: a tenth of the time.
    """
    hole = _hole(content)
    if hole is None or hole.end != len(content):
        return False
    if _is_ours(content, hole, Proven(known.certificate, known.signature, known.token)):
        return True
    found = seal_of(content)
    return bool(found and found.intact and found.certificate == known.certificate)


def _is_ours(content: bytes, hole: _Hole, proven: Proven) -> bool:
    try:
        container = seal(_digest(content, hole), proven).container
        held = _container(content, hole)
    except (*ODD, InvalidSignature):
        return False
    return held.startswith(container) and not held[len(container) :].strip(b"\0")


@lru_cache(64)
def _public_key(certificate: bytes) -> ec.EllipticCurvePublicKey:
    key = x509.load_der_x509_certificate(certificate).public_key()
    return cast(ec.EllipticCurvePublicKey, key)  # no other kind seals


def _hole(content: bytes) -> _Hole | None:
    position = content.rfind(b"/ByteRange")
    found = RANGE.match(content[position : position + RANGE_SIZE]) if position >= 0 else None
    if found is None:
        return None
    first, start, stop, rest = map(int, found.groups())
    is_sound = first == 0 < start < stop <= stop + rest <= len(content)
    is_sound = is_sound and stop - start <= LARGEST
    return _Hole(start, stop, stop + rest) if is_sound else None


def _digest(content: bytes, hole: _Hole) -> bytes:
    view = memoryview(content)
    digest = hashlib.sha256(view[: hole.start])
    digest.update(view[hole.stop : hole.end])
    return digest.digest()


def _container(content: bytes, hole: _Hole) -> bytes:
    held = content[hole.start : hole.stop]
    if held[:1] != b"<" or held[-1:] != b">" or not HEXADECIMAL.fullmatch(held[1:-1]):
        raise ValueError("more than a container between the ranges")
    return bytes.fromhex(held[1:-1].decode())


def _checked(container: bytes, digest: bytes, covers_all: bool) -> SealFound:
    signed = _signed_data(container)
    (signer,) = signed["signer_infos"]
    (chosen,) = signed["certificates"]
    certificate: bytes = chosen.chosen.dump()
    attributes = {each["type"].native: each["values"] for each in signer["signed_attrs"]}
    unsigned = [each["type"].native for each in signer["unsigned_attrs"]]
    intact = (
        _names(attributes, digest, certificate)
        and signer["signature_algorithm"]["algorithm"].native == "sha256_ecdsa"
        and _is_signed(signer, certificate)
    )
    return SealFound(covers_all, intact, certificate, "signature_time_stamp_token" in unsigned)


def _signed_data(container: bytes) -> Any:
    """What the container holds; only zeros may follow it, up to the room that was kept."""
    info = cms.ContentInfo.load(container)
    if info["content_type"].native != "signed_data":
        raise ValueError("not a signature")
    if container[len(info.dump()) :].strip(b"\0"):
        raise ValueError("something after the signature")
    return info["content"]


def _names(attributes: dict[str, Any], digest: bytes, certificate: bytes) -> bool:
    """Whether what is signed is the hash of the file, and the certificate that signs."""
    (own,) = attributes["message_digest"]
    (named,) = attributes["signing_certificate_v2"]
    expected = hashlib.sha256(certificate).digest()
    signing: bytes = named["certs"][0]["cert_hash"].native
    return (own.native, signing) == (digest, expected)


def _is_signed(signer: Any, certificate: bytes) -> bool:
    key = x509.load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    message = signer["signed_attrs"].untag().dump()
    try:
        key.verify(signer["signature"].native, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
