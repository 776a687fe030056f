"""The public pages of verification: forms, limits, lists, keys; nothing here needs a script."""

import csv
import io
from http import HTTPStatus

import pytest
from cryptography import x509
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.choices import DocumentStatus, Verdict
from documents.forms import LARGEST_FILE, LARGEST_LIST
from documents.models import Document, SealKey, Verification
from documents.services import seal_key, status
from documents.views import verification
from portal.models import clock
from tests.cast import TODAY
from tests.documents.issued import NEW_YEAR, content_of, letter, official, token_of
from tests.documents.tampering import write

REASON = "Maladie de M. Roy."


@pytest.fixture(autouse=True)
def cache(settings):
    """Limits of their own for each test."""
    backend = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(id({}))}
    settings.CACHES = {"default": backend}


@pytest.fixture
def document(cast):
    return official(cast)


@pytest.fixture
def certificate(document):
    return document.certificates.first()


def check(client, **fields):
    return client.post(reverse("documents:verification"), fields)


def upload(content: bytes, name: str = "certificat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def verdict(response) -> tuple[int, str]:
    return response.status_code, response.context["answer"].verdict


def faults(response) -> list[str]:
    found = [response.context.get(name) for name in ("code_form", "file_form", "form")]
    forms = {id(form): form for form in found if form is not None}.values()
    return [str(fault) for form in forms for each in form.errors.values() for fault in each]


def test_show_what_the_paper_says_and_no_more(client, certificate):
    response = check(client, code=certificate.code.lower())

    text = response.content.decode()
    assert verdict(response) == (HTTPStatus.OK, Verdict.NOT_YET)
    assert [name in text for name in (certificate.number, certificate.establishment.name)] == [
        True,
        True,
    ]
    assert "2022-00042" in text
    assert certificate.code not in text
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_hide_reason_of_withdrawal(client, certificate, cast):
    how = DocumentStatus.WITHDRAWN
    status.add(document=certificate.document, status=how, user=cast.odile, reason=REASON)

    response = check(client, code=certificate.code)

    assert verdict(response) == (HTTPStatus.OK, Verdict.REVOKED)
    assert REASON not in response.content.decode()


def test_affirm_nothing_of_what_the_seal_does_not_vouch_for(client, document, certificate):
    said = document.snapshot | {"employer": document.snapshot["employer"] | {"name": "Faux inc."}}
    write(Document.objects.filter(pk=document.pk), snapshot=said)

    pages = [
        check(client, code=certificate.code),
        client.get(f"/V/{token_of(certificate)}"),
        ask_list(client, f"{certificate.number} {certificate.code}"),
        ask_list(client, f"{certificate.number} {certificate.code}", csv="1"),
    ]

    texts = [page.content.decode() for page in pages]
    assert ["Faux inc." in text for text in texts] == [False] * 4
    assert ["Réponse impossible" in text for text in texts] == [True] * 4
    assert ["Fichier modifié" in text for text in texts] == [False] * 4


def test_look_the_same_for_wrong_and_malformed_code(client, certificate):
    wrong = certificate.code[:-1] + ("2" if certificate.code[-1] != "2" else "3")

    with clock.held(TODAY):
        pages = {check(client, code=code).content for code in (wrong, "x", certificate.number)}

    tokenless = {page.split(b"csrfmiddlewaretoken")[0] for page in pages}
    assert len(tokenless) == 1


def test_follow_qr(client, certificate, settings):
    settings.PORTAL_TODAY = NEW_YEAR

    response = client.get(f"/V/{token_of(certificate)}")

    assert verdict(response) == (HTTPStatus.OK, Verdict.VALID)


@pytest.mark.parametrize("token", ["A", "A" * 144, "a" * 5000, "é", "%00"])
def test_know_nothing_of_other_qr(client, certificate, token):
    response = client.get(f"/V/{token}")

    expected = HTTPStatus.BAD_REQUEST if token == "%00" else HTTPStatus.OK
    assert response.status_code == expected
    assert "2022-00042" not in response.content.decode()


def test_know_uploaded_file(client, certificate):
    response = check(client, file=upload(content_of(certificate.number)), sha256="")

    assert verdict(response) == (HTTPStatus.OK, Verdict.NOT_YET)


def test_know_hash_alone(client, certificate):
    response = check(client, sha256=certificate.sha256)

    assert (*verdict(response), response.context["upload_form"]) == (200, Verdict.NOT_YET, None)


def test_offer_upload_when_hash_is_unknown(client, certificate):
    asked = check(client, sha256="0" * 64)
    sent = check(client, file=upload(content_of(certificate.number) + b" "))

    assert asked.context["upload_form"] is not None
    assert verdict(asked) == (HTTPStatus.OK, Verdict.UNKNOWN)
    assert verdict(sent) == (HTTPStatus.OK, Verdict.ALTERED)


def test_say_letter_is_authentic_without_its_text(client, cast):
    paper = letter(cast)

    response = check(client, file=upload(content_of(paper.number)))

    text = response.content.decode()
    assert verdict(response) == (HTTPStatus.OK, Verdict.VALID)
    assert [paper.number in text, paper.title in text, "Texte fictif" in text] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"code": " "}, "Écrivez le code imprimé sous le QR."),
        ({"code": "K" * 61}, "Assurez-vous que cette valeur comporte au plus 60 caractères"),
        ({}, "Choisissez le fichier du certificat."),
        ({"sha256": "G" * 64}, "Ce n’est pas une empreinte SHA-256."),
    ],
)
def test_refuse_what_is_not_shown(client, db, fields, fault):
    response = check(client, **fields)

    assert [each[: len(fault)] for each in faults(response)] == [fault]
    assert Verification.objects.count() == 0


def test_refuse_heavy_file(client, db):
    response = check(client, file=upload(bytes(LARGEST_FILE + 1)))

    assert faults(response) == ["Ce fichier est trop lourd."]


def test_ask_for_patience_after_many_checks(client, db, monkeypatch):
    monkeypatch.setitem(verification.RATES, "check", "2/m/ip")

    codes = [check(client, code="x").status_code for _time in range(3)]
    page = client.get(reverse("documents:verification"))
    qr = client.get("/V/A")

    assert codes == [HTTPStatus.OK, HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS]
    assert (page.status_code, qr.status_code) == (HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS)
    assert (qr.templates[0].name, qr["Retry-After"]) == ("429.html", "60")
    assert Verification.objects.count() == 2


def ask_list(client, lines: str = "", **fields):
    return client.post(reverse("documents:verification_list"), {"lines": lines, **fields})


def answers(response) -> list[tuple[str, str]]:
    return [(line.number, answer.verdict) for line, answer in response.context["rows"]]


@pytest.mark.parametrize("form", ["{} {}", "{};{}", '"{}","{}"', "{}\t{}", " {} : {} ", "{1},{0}"])
def test_read_list_whatever_separates(client, certificate, form):
    line = form.format(certificate.number, certificate.code)

    response = ask_list(client, f"numéro;code\n\n{line}\n;;\n{line.lower()}")

    assert answers(response) == [
        ("", Verdict.UNKNOWN),
        (certificate.number, Verdict.NOT_YET),
        (certificate.number, Verdict.NOT_YET),
    ]


def test_read_list_of_replacements(client, document, cast):
    newer = official(cast, replaces=document)
    papers = [*document.certificates.all(), *newer.certificates.all()]

    response = ask_list(client, "\n".join(f"{each.number} {each.code}" for each in papers))

    assert answers(response) == [
        *((each.number, Verdict.REPLACED) for each in document.certificates.all()),
        *((each.number, Verdict.NOT_YET) for each in newer.certificates.all()),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_read_list_of_file(client, certificate, encoding):
    content = f"n°{certificate.number};{certificate.code};Café du coin".encode(encoding)

    response = ask_list(client, file=upload(content, "liste.csv"))

    assert answers(response) == [(certificate.number, Verdict.NOT_YET)]


def test_tell_nothing_by_numbers_alone(client, document):
    numbers = [each.number for each in document.certificates.all()]

    response = ask_list(client, "\n".join(numbers))

    assert answers(response) == [(number, Verdict.UNKNOWN) for number in numbers]


def test_give_list_as_csv_without_formulas(client, document, cast):
    official(cast, replaces=document)
    one = document.certificates.first()
    bad = ["=HYPERLINK()", "+1", "-1", "@x"]

    response = ask_list(client, "\n".join([f"{one.number} {one.code}", *bad]), csv="1")

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert rows == [
        ["Numéro", "Réponse", "Du", "Au", "Depuis le", "Remplacé par"],
        [one.number, "Remplacé", "2022-01-01", "2022-12-31", str(TODAY), f"{one.number}-R1"],
        *([f"'{cell}", "Inconnu", "", "", "", ""] for cell in bad),
    ]


@pytest.mark.parametrize(
    ("lines", "file", "fault"),
    [
        ("", b"", "Écrivez au moins un numéro et son code."),
        (" ;\n\n", b"", "Écrivez au moins un numéro et son code."),
        ("x\n" * 151, b"", "150 lignes au plus. Partagez la liste en deux."),
        ("", bytes(LARGEST_LIST + 1), "Ce fichier est trop lourd."),
    ],
)
def test_refuse_list(client, db, lines, file, fault):
    response = ask_list(client, lines, **({"file": upload(file)} if file else {}))

    assert faults(response) == [fault]
    assert Verification.objects.count() == 0


def test_publish_keys_old_and_new(client, document, cast):
    seal_key.rotate(actor=cast.odile)
    old, new = SealKey.objects.order_by("id")

    page = client.get(reverse("documents:verification_keys"))
    pem = client.get(reverse("documents:verification_key", args=[old.fingerprint])).content

    found = x509.load_pem_x509_certificate(pem)
    assert list(page.context["keys"]) == [new, old]
    assert found == x509.load_der_x509_certificate(bytes(old.certificate))


@pytest.mark.parametrize("name", ["inconnue", "../../etc/passwd", "0" * 64])
def test_publish_no_other_key(client, db, name):
    response = client.get(f"/verifier/cles/{name}.pem")

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_keep_address_of_qr_in_capitals():
    """What is issued leads there for ever."""
    assert reverse("documents:verification_qr", args=["ABC"]) == "/V/ABC"


def test_lead_to_the_page_from_the_address_that_is_printed(client, db):
    """The paper prints it without its last slash."""
    response = client.get("/verifier", follow=True)

    assert response.redirect_chain == [("/verifier/", HTTPStatus.MOVED_PERMANENTLY)]
    assert response.status_code == HTTPStatus.OK


def test_read_qr_typed_in_small_letters(client, certificate):
    response = client.get(f"/v/{token_of(certificate).lower()}")

    assert verdict(response) == (HTTPStatus.OK, Verdict.NOT_YET)


def test_say_in_csv_that_what_replaces_it_is_revoked(client, document, certificate, cast):
    newer = official(cast, replaces=document)
    status.add(document=newer, status=DocumentStatus.WITHDRAWN, user=cast.odile, reason=REASON)
    line = f"{certificate.number} {certificate.code}"

    response = client.post(reverse("documents:verification_list"), {"lines": line, "csv": "1"})

    row = response.content.decode("utf-8-sig").splitlines()[1]
    assert row.split(";")[-1] == f"{newer.certificates.first().number} (Révoqué)"
