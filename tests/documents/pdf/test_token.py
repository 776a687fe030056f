"""The signed token of the QR: what it says comes back, and nothing else is believed."""

import base64
import datetime as dt
import re

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from documents.pdf import token
from documents.pdf.token import BadToken, Claim

KEY = ec.derive_private_key(20220101, ec.SECP256R1())
OTHER_KEY = ec.derive_private_key(20230101, ec.SECP256R1())
KEY_ID = bytes.fromhex("0badcafe")
CLAIM = Claim("2022-00042-1187-01", "ETA000001001", dt.date(2022, 1, 1), dt.date(2022, 12, 31))

days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
claims = st.builds(
    Claim,
    number=st.builds(
        "{:04d}-{:05d}-{}-{:02d}{}".format,
        st.integers(2000, 2099),
        st.integers(0, 99_999),
        st.integers(0, 2**32 - 1),
        st.integers(1, 65_535),
        st.one_of(st.just(""), st.integers(1, 255).map("-R{}".format)),
    ),
    establishment=st.integers(0, 999_999_999).map("ETA{:09d}".format),
    valid_from=days,
    valid_until=days,
)


def sign(message: bytes, key: ec.EllipticCurvePrivateKey = KEY) -> bytes:
    r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def key_of(key_id: bytes) -> ec.EllipticCurvePublicKey | None:
    return KEY.public_key() if key_id == KEY_ID else None


def why_refused(text: str) -> str:
    with pytest.raises(BadToken) as refused:
        token.read(text, key_of)
    return str(refused.value)


@given(claims)
def test_read_gives_back_what_was_made(claim):
    text = token.make(claim, sign, KEY_ID)

    read = token.read(text, key_of)

    assert (read, len(text)) == (claim, token.LENGTH)


def test_make_uses_only_letters_that_a_qr_packs():
    text = token.make(CLAIM, sign, KEY_ID)

    assert re.fullmatch("[A-Z2-7]{144}", text)


@pytest.mark.parametrize(
    "claim",
    [
        Claim("", *("ETA000001001", dt.date(2022, 1, 1), dt.date(2022, 12, 31))),
        Claim("2022-00042-1187-1", *("ETA000001001", dt.date(2022, 1, 1), dt.date(2022, 12, 31))),
        Claim("2022-00042-1187-01", *("ÉTA1", dt.date(2022, 1, 1), dt.date(2022, 12, 31))),
        Claim(f"2022-00042-{2**32}-01", *("ETA000001001", *[dt.date(2022, 1, 1)] * 2)),
        Claim("2022-00042-1187-01-R256", *("ETA000001001", *[dt.date(2022, 1, 1)] * 2)),
        Claim("2022-00042-1187-01", *("ETA000001001", *[dt.date(1999, 12, 31)] * 2)),
    ],
)
def test_make_refuses_what_cannot_be_packed(claim):
    with pytest.raises(ValueError, match="Certificate"):
        token.make(claim, sign, KEY_ID)


def test_read_refuses_any_other_bit():
    octets = base64.b32decode(token.make(CLAIM, sign, KEY_ID))

    refusals = set()
    for bit in range(len(octets) * 8):
        damaged = bytearray(octets)
        damaged[bit // 8] ^= 1 << bit % 8
        refusals.add(why_refused(base64.b32encode(damaged).decode()))

    assert refusals == {token.OTHER_VERSION, token.UNKNOWN_KEY, token.FORGED}


def test_read_refuses_signature_of_another_key():
    text = token.make(CLAIM, lambda message: sign(message, OTHER_KEY), KEY_ID)

    assert why_refused(text) == token.FORGED


@pytest.mark.parametrize("damage", [str.lower, lambda text: text[:-8], lambda text: text + "A" * 8])
def test_read_refuses_another_spelling(damage):
    text = token.make(CLAIM, sign, KEY_ID)

    assert why_refused(damage(text)) == token.MALFORMED


@given(st.one_of(st.text(), st.binary(min_size=90, max_size=90).map(base64.b32encode)))
def test_read_refuses_noise(noise):
    text = noise.decode() if isinstance(noise, bytes) else noise

    assert why_refused(text) in {token.MALFORMED, token.OTHER_VERSION, token.UNKNOWN_KEY}


@given(st.binary(min_size=21, max_size=21), st.binary(min_size=64, max_size=64))
def test_read_gives_claim_for_any_payload_that_is_signed_and_no_other(facts, signature):
    payload = bytes([token.VERSION]) + KEY_ID + facts
    signed = base64.b32encode(payload + sign(payload)).decode()
    unsigned = base64.b32encode(payload + signature).decode()

    claim = token.read(signed, key_of)

    assert isinstance(claim, Claim)
    assert why_refused(unsigned) == token.FORGED
