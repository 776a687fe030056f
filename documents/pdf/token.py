"""The QR's signed token: what a certificate says in 144 characters, checked without a network.

    octet   size
        0      1   version: 1
        1      4   key: the first octets of its fingerprint (SHA-256 of the DER certificate)
        5      2   year            ┐
        7      4   mutuelle        │
       11      4   employer        ├ number of the certificate, 2022-00042-1187-01-R1
       15      2   rank            │
       17      1   revision or 0   ┘
       18      4   establishment, the nine digits
       22      2   first day       ┐ counted from 1 January 2000
       24      2   last day        ┘
       26     64   signature of octets 0 to 25: ECDSA, P-256, SHA-256; r then s

Numbers are unsigned, big end first. Ninety octets are 144 characters of base32 (RFC 4648: A–Z,
2–7) to the last bit: no padding, one spelling, and only letters that a QR packs closely. What a
seal signs begins with 0x31 (DER), never with 1: neither signature can be passed off as the other.
"""

import base64
import datetime as dt
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

VERSION = 1
PAYLOAD = struct.Struct(">B4sHIIHBIHH")
SIGNATURE_SIZE = 64
LENGTH = (PAYLOAD.size + SIGNATURE_SIZE) * 8 // 5
DAY_ZERO = dt.date(2000, 1, 1)

# « 2022-00042-1187-01 », « …-R1 » for what replaces it: year, mutuelle, employer, rank, revision
NUMBER = re.compile(r"(\d{4})-(\d{5})-(0|[1-9]\d*)-(\d{2}|[1-9]\d{2,4})(?:-R([1-9]\d*))?", re.ASCII)
ESTABLISHMENT = re.compile(r"ETA(\d{9})", re.ASCII)

Sign = Callable[[bytes], bytes]
KeyOf = Callable[[bytes], ec.EllipticCurvePublicKey | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a token says: number of the certificate, establishment, first and last day."""

    number: str
    establishment: str
    valid_from: dt.date
    valid_until: dt.date


class BadToken(ValueError):
    """A token that says nothing; `str(error)` is a French sentence for a person."""


MALFORMED = "Ce code n’est pas celui d’un certificat, ou il est incomplet."
OTHER_VERSION = "Ce code est d’une version que ce site ne lit pas."
UNKNOWN_KEY = "Ce code est signé d’une clé qui n’est pas la nôtre."
FORGED = "La signature de ce code ne correspond pas à ce qu’il dit."


def make(claim: Claim, sign: Sign, key_id: bytes) -> str:
    """The token of a claim. `sign` gives 64 bytes, r then s; ValueError for a number too odd."""
    try:
        payload = PAYLOAD.pack(VERSION, key_id, *_packed(claim))
    except struct.error as error:
        raise ValueError(f"Certificate {claim.number}: not to be packed ({error}).") from error
    return base64.b32encode(payload + sign(payload)).decode()


def read(token: str, key_of: KeyOf) -> Claim:
    """What a token says, once its signature is checked; BadToken otherwise."""
    octets = _octets(token)
    payload, signature = octets[: PAYLOAD.size], octets[PAYLOAD.size :]
    version, key_id, *facts = PAYLOAD.unpack(payload)
    if version != VERSION:
        raise BadToken(OTHER_VERSION)
    key = key_of(key_id)
    if key is None:
        raise BadToken(UNKNOWN_KEY)
    if not _is_signed(payload, signature, key):
        raise BadToken(FORGED)
    return _claim(*facts)


def _packed(claim: Claim) -> list[int]:
    number = NUMBER.fullmatch(claim.number)
    establishment = ESTABLISHMENT.fullmatch(claim.establishment)
    if not number or not establishment:
        raise ValueError(f"Certificate {claim.number}, {claim.establishment}: not such a number.")
    days = [(day - DAY_ZERO).days for day in (claim.valid_from, claim.valid_until)]
    return [*(int(group or 0) for group in number.groups()), int(establishment[1]), *days]


def _claim(
    year: int,
    mutuelle: int,
    employer: int,
    rank: int,
    revision: int,
    establishment: int,
    first: int,
    last: int,
) -> Claim:
    end = f"-R{revision}" if revision else ""
    return Claim(
        number=f"{year:04d}-{mutuelle:05d}-{employer}-{rank:02d}{end}",
        establishment=f"ETA{establishment:09d}",
        valid_from=DAY_ZERO + dt.timedelta(first),
        valid_until=DAY_ZERO + dt.timedelta(last),
    )


def _octets(token: str) -> bytes:
    try:
        octets = base64.b32decode(token)
    except ValueError as error:
        raise BadToken(MALFORMED) from error
    if len(token) != LENGTH:
        raise BadToken(MALFORMED)
    return octets


def _is_signed(payload: bytes, signature: bytes, key: ec.EllipticCurvePublicKey) -> bool:
    half = SIGNATURE_SIZE // 2
    r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
    try:
        key.verify(utils.encode_dss_signature(r, s), payload, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
