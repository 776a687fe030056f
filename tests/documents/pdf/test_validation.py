"""The seal of files that come from anywhere, as pyHanko sees it too."""

import io
import time
from datetime import date

import pytest
from asn1crypto.x509 import Certificate
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from documents.pdf.compiler import Compiler
from documents.pdf.linker import Leaf, link
from documents.pdf.seal import Key, Known, Stamping, new_key
from documents.pdf.validation import SealFound, is_sealed, seal_of
from tests.documents.pdf.pages import apart, template
from tests.documents.pdf.test_seal import authority, issued

FIRST_DAY = date(2020, 1, 1)
KEY = Key(new_key("Sceau d’essai", FIRST_DAY))


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    return link([Leaf(Compiler().compile(template(tmp_path_factory.mktemp("v"), "<p>⟦name⟧</p>")))])


@pytest.fixture(scope="module")
def content(layout) -> bytes:
    return issued(layout, KEY).content


def hole(content: bytes) -> tuple[int, int]:
    """Where the container stands."""
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    _, start, stop, _ = signature.byte_range
    return start, stop


def is_intact(content: bytes) -> bool:
    found = seal_of(content)
    return found is not None and found.intact


def holding(digits: bytes) -> bytes:
    """A file that is nothing but a container, its range as it should be."""
    held = b"x<" + digits + b">"
    words = b"/ByteRange[0 1 %d %%2d]" % len(held)
    return held + words % len(words % 0)


def test_find_seal(content):
    found = seal_of(content)

    assert found == SealFound(covers_all=True, intact=True, certificate=KEY.certificate)


def test_find_seal_as_pyhanko_does(content):
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    trusted = ValidationContext(trust_roots=[Certificate.load(KEY.certificate)])
    status = apart(validate_pdf_signature, signature, trusted, trusted)

    found = seal_of(content)

    assert (found.intact, found.covers_all) == (status.bottom_line, True)
    assert found.certificate == status.signing_cert.dump()


def test_find_dated_seal(layout):
    token, _ = authority()

    found = seal_of(issued(layout, Stamping(KEY, token)).content)

    assert (found.intact, found.covers_all, found.is_dated) == (True, True, True)


def test_find_no_seal(layout):
    assert seal_of(issued(layout).content) is None


def test_tell_what_was_added(content):
    found = seal_of(content + b"\n% une ligne\n")

    assert (found.intact, found.covers_all) == (True, False)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_tell_a_changed_byte(content, share):
    place = int(len(content) * share)

    changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    assert is_intact(changed) is False


def test_know_seal_by_the_signature_of_the_row(layout):
    token, _ = authority()
    sealed = [issued(layout, signer) for signer in (KEY, Stamping(KEY, token))]

    found = [
        is_sealed(each.content, Known(KEY.certificate, each.signature, each.timestamp))
        for each in sealed
    ]

    assert found == [True, True]


def test_know_seal_without_the_signature_of_the_row(content):
    """A container that is written otherwise than today’s."""
    assert is_sealed(content, Known(KEY.certificate, bytes(64)))


def test_refuse_seal_of_another_key_over_the_same_values(layout):
    other = Key(new_key("Sceau d’essai", FIRST_DAY))
    forged = issued(layout, other)

    found = [is_sealed(forged.content, Known(KEY.certificate, s)) for s in (forged.signature, b"")]

    assert found == [False, False]


def test_refuse_signature_that_was_made_for_another_file(layout):
    known = Known(KEY.certificate, issued(layout, KEY).signature)
    again = issued(layout, known, data=b'{"numero":"un autre"}')

    assert not is_sealed(again.content, known)


@pytest.mark.parametrize("extra", [b"\n", b"%%EOF"])
def test_refuse_file_that_goes_on_after_its_seal(layout, extra):
    sealed = issued(layout, KEY)

    assert not is_sealed(sealed.content + extra, Known(KEY.certificate, sealed.signature))


def test_refuse_anything_but_digits_in_the_hole(content):
    _, stop = hole(content)

    found = seal_of(content[: stop - 5] + b"(!) " + content[stop - 1 :])

    assert found == SealFound(covers_all=True)


def test_refuse_what_follows_the_container(content):
    _, stop = hole(content)

    changed = content[: stop - 3] + b"41" + content[stop - 1 :]

    assert is_intact(changed) is False


def test_refuse_certificate_of_another_key(content):
    start, stop = hole(content)
    other = Key(new_key("Sceau d’essai", FIRST_DAY)).certificate
    container = content[start:stop].decode()
    changed = container.replace(KEY.certificate.hex(), other.hex())
    forged = content[:start] + changed.encode() + content[stop:]

    assert is_intact(forged) is False


HOSTILE = {
    "nothing": b"",
    "a range alone": b"/ByteRange[0 1 2 3]",
    "a range that goes back": b"<00>/ByteRange[0 4 1 10]" + bytes(20),
    "a range beyond the end": b"<00>/ByteRange[0 0 4 9999999999]",
    "an endless number": b"/ByteRange[" + b"9" * 1_000_000,
    "many ranges": b"/ByteRange[0 1 2 3]" * 100_000,
    "many spaces": b"/ByteRange[" + b" " * 1_000_000 + b"0 1 2 3]",
    "a wide hole": holding(b"00" * 500_000),
    "deep sequences": holding(b"3080" * 40_000),
    "half a byte": holding(b"308"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_survive_hostile_file(name):
    begin = time.monotonic()

    found = is_intact(HOSTILE[name])

    assert found is False
    assert time.monotonic() - begin < 1


@given(st.binary(max_size=400))
def test_survive_any_container(container):
    content = holding(container.hex().encode())

    found = seal_of(content)

    assert found == SealFound(covers_all=True)
