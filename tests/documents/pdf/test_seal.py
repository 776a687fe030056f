import hashlib
import io
import subprocess
from datetime import date, datetime

import pytest
from asn1crypto import keys, tsp
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from documents.pdf.compiler import Compiler
from documents.pdf.linker import Leaf, link
from documents.pdf.seal import Key, Known, Stamping, new_key
from documents.pdf.tail import Issued
from tests.documents.pdf.pages import apart, complaints, failures, template

FIRST_DAY = date(2020, 2, 29)
CREATED = date(2021, 12, 15)
DATA = '{"numéro": "CERT-2021-000123"}'.encode()
STAMPED_AT = datetime.fromisoformat("2021-12-15T12:00:00+00:00")

LAYOUTS = {
    "a page": ["<h1>⟦name⟧</h1>"],
    "nothing to fill": ["<p>Fixe.</p>"],
    "pages and parts": [
        "<h1>Note</h1><p>⟦name⟧</p>",
        "<h1>A</h1><h2 style='break-before: page'>B</h2>",
        "<p>⟦name⟧</p>",
    ],
}


@pytest.fixture(scope="module")
def key():
    return Key(new_key("Sceau d’essai", FIRST_DAY))


@pytest.fixture(scope="module")
def layouts(tmp_path_factory):
    folder, compiler = tmp_path_factory.mktemp("seal"), Compiler()
    return {
        name: link([Leaf(compiler.compile(template(folder, body))) for body in bodies])
        for name, bodies in LAYOUTS.items()
    }


@pytest.fixture
def layout(layouts):
    return layouts["pages and parts"]


def issued(linked, signer=None, data=DATA) -> Issued:
    settings = [part.set({"name": "Érablière Côté"}) for part in linked.parts]
    return linked.fill(settings, CREATED, data=data, signer=signer)


def authority():
    """A timestamp authority of the test: what it answers, and its certificate."""
    private = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Horloge d’essai")])
    certificate = (
        x509.CertificateBuilder(name, name, private.public_key(), 7)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2060, 1, 1))
        .add_extension(
            x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
        .sign(private, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )
    der = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    clock = DummyTimeStamper(
        Certificate.load(certificate), keys.PrivateKeyInfo.load(der), fixed_dt=STAMPED_AT
    )

    def token(signature: bytes) -> bytes:
        imprint = {
            "hash_algorithm": {"algorithm": "sha256"},
            "hashed_message": hashlib.sha256(signature).digest(),
        }
        request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint})
        return clock.request_tsa_response(request)["time_stamp_token"].dump()

    return token, certificate


def status(content: bytes, *certificates: bytes):
    """What pyHanko says of the only signature, trusting these certificates."""
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    trusted = ValidationContext(trust_roots=[Certificate.load(each) for each in certificates])
    return apart(validate_pdf_signature, signature, trusted, trusted)


def test_new_key_says_who_seals_and_for_how_long():
    pem = new_key("Sceau 2026", FIRST_DAY)

    certificate = x509.load_pem_x509_certificate(pem)

    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    days = certificate.not_valid_before_utc.date(), certificate.not_valid_after_utc.date()
    assert certificate.subject.rfc4514_string() == ("CN=Sceau 2026,O=Guichet SST (simulation),C=CA")
    assert (usage.digital_signature, usage.content_commitment) == (True, True)
    assert days == (FIRST_DAY, date(2040, 2, 28))


def test_key_signs_the_same_message_alike(key):
    message = b"Quatre-Temps"

    signatures = {key.sign(message) for _ in range(5)}

    assert [len(signature) for signature in signatures] == [64]


def test_key_refuses_a_key_of_another_kind():
    private = ec.generate_private_key(ec.SECP384R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )

    with pytest.raises(ValueError, match="P-256"):
        Key(private)


def test_key_refuses_the_certificate_of_another():
    private, _, _ = new_key("A", FIRST_DAY).partition(b"-----BEGIN CERTIFICATE")
    _, mark, certificate = new_key("B", FIRST_DAY).partition(b"-----BEGIN CERTIFICATE")

    with pytest.raises(ValueError, match="certificat"):
        Key(private + mark + certificate)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("data", [b"", DATA])
def test_fill_seals_the_whole_file(layouts, key, name, data):
    document = issued(layouts[name], key, data)

    found = status(document.content, key.certificate)

    assert (found.bottom_line, found.coverage.name) == (True, "ENTIRE_FILE")


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("data", [b"", DATA])
def test_fill_conforms_when_it_seals(layouts, key, name, data):
    content = issued(layouts[name], key, data).content

    found = failures(content), complaints(content)

    assert found == ([], "")


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("data", [b"", DATA])
def test_fill_conforms_when_nobody_seals(layouts, name, data):
    content = issued(layouts[name], None, data).content

    found = failures(content), complaints(content)

    assert found == ([], "")


def test_fill_seals_for_other_readers(layout, key, tmp_path):
    file = tmp_path / "file.pdf"
    file.write_bytes(issued(layout, key).content)

    said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, check=True).stdout

    lines = [line.strip() for line in said.decode().splitlines()]
    assert lines[-2:] == ["- Total document signed", "- Signature Validation: Signature is Valid."]


def test_fill_seals_every_byte_but_the_seal(layout, key):
    content = issued(layout, key).content
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures

    start, before, after, rest = signature.byte_range

    left_out = b"<" + signature.pkcs7_content.hex().encode() + b">"
    assert (start, after + rest, content[before:after]) == (0, len(content), left_out)


@pytest.mark.parametrize(
    "words", [b"%PDF-1.7", b"CERT-2021", b"pdf:Producer", b"(D:202112", b"/Type/Sig/", b"startxref"]
)
def test_fill_makes_a_file_that_is_refused_once_changed(layout, key, words):
    content = issued(layout, key).content
    place = content.rindex(words) + len(words) - 1
    changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    found = verdict(changed, key.certificate)

    assert found is False


def verdict(content: bytes, certificate: bytes) -> bool:
    try:
        return status(content, certificate).bottom_line
    except PdfError:
        # what is no longer read is refused
        return False


def test_fill_gives_the_same_bytes_with_the_same_key(layout, key):
    documents = [issued(layout, key) for _ in range(3)]

    hashes = {document.sha256 for document in documents}

    assert hashes == {hashlib.sha256(documents[0].content).hexdigest()}


def test_fill_gives_the_same_bytes_with_a_known_seal(layout, key):
    document = issued(layout, key)

    again = issued(layout, Known(key.certificate, document.signature))

    assert again == document


def test_fill_holds_a_timestamp(layout, key):
    token, certificate = authority()

    document = issued(layout, Stamping(key, token))

    found = status(document.content, key.certificate, certificate)
    stamped = found.timestamp_validity.timestamp
    assert (found.bottom_line, found.coverage.name, stamped) == (True, "ENTIRE_FILE", STAMPED_AT)
    assert (failures(document.content), complaints(document.content)) == ([], "")


def test_fill_gives_the_same_bytes_with_a_known_timestamp(layout, key):
    token, _ = authority()
    document = issued(layout, Stamping(key, token))

    again = issued(layout, Known(key.certificate, document.signature, document.timestamp))

    assert again == document


def test_fill_refuses_a_timestamp_wider_than_its_place(layout, key):
    signer = Stamping(key, lambda signature: bytes(20_000))

    with pytest.raises(ValueError, match="horodatage"):
        issued(layout, signer)
