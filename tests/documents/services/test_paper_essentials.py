"""What a certificate, a note, an Entente and a letter must show to be published."""

import pytest

from documents.services import paper_samples, paper_version
from documents.services.paper_essentials import NAMES
from documents.services.paper_version import NotPrintable
from tests.documents.services.test_paper_version import (
    CERTIFICATE,
    CSS,
    ENTENTE,
    LETTER,
    NOTE,
    drafted,
)

pytestmark = pytest.mark.django_db

BODIES = {"certificate": CERTIFICATE, "entente": ENTENTE, "letter": LETTER, "note": NOTE}
LEFT_OUT = [
    *(("certificate", name) for name in ("certificate", "issued", "employer_name", "identifier")),
    *(("certificate", name) for name in ("establishment_number", "establishment_name")),
    *(("certificate", name) for name in ("mutuelle_number", "mutuelle_name", "code", "words")),
    ("certificate", "fingerprint_2"),
    *(("entente", name) for name in ("employer_name", "firm_name")),
    *(("note", name) for name in ("number", "employer_name", "words", "fingerprint_start")),
    *(("letter", name) for name in ("number", "employer_name", "words")),
]


@pytest.fixture(autouse=True)
def samples(monkeypatch):
    """One of each kind is enough to see what is missing."""
    few = [("Essai", paper_samples.distinct()), ("Essai", paper_samples.letter())]
    monkeypatch.setattr(paper_samples, "everything", lambda: few)


def refusal(draft) -> str:
    with pytest.raises(NotPrintable) as refused:
        paper_version.prove(draft)
    return str(refused.value)


def said(template: str, missing: str) -> str:
    return f"Essai\u00a0: {template}.html\u00a0: la page ne montre pas\u00a0: {missing}."


@pytest.mark.parametrize(("template", "name"), LEFT_OUT)
def test_refuse_a_template_that_leaves_a_value_out(cast, template, name):
    body = BODIES[template].replace(f"{{{{ {name} }}}}", "–")

    sentence = refusal(drafted(cast, **{template: body}))

    assert sentence == said(template, str(NAMES[name.replace("_", " ")]))


HIDDEN = {
    "beyond the paper": 'style="position: absolute; left: -99cm; width: 9cm"',
    "too small": 'style="font-size: 1px"',
}


@pytest.mark.parametrize("how", HIDDEN)
def test_refuse_a_value_that_nobody_sees(cast, how):
    body = CERTIFICATE.replace("<p>{{ code }}", f"<p {HIDDEN[how]}>{{{{ code }}}}")

    sentence = refusal(drafted(cast, certificate=body))

    assert sentence == said("certificate", "code du certificat")


def test_refuse_certificate_without_its_qr(cast):
    sentence = refusal(drafted(cast, certificate=CERTIFICATE.partition("<img")[0]))

    assert sentence == said("certificate", "code QR")


def test_refuse_certificate_of_two_pages(cast):
    body = f'{CERTIFICATE}<p style="break-before: page">Suite</p>'

    sentence = refusal(drafted(cast, certificate=body))

    counted = "un certificat tient sur une page, et il en prend 2."
    assert sentence == f"Essai\u00a0: certificate.html\u00a0: {counted}"


def test_refuse_entente_without_a_clause(cast):
    body = ENTENTE.replace("<p>{% for piece", '{% if sub.number != "4.1" %}<p>{% for piece')
    body = body.replace("{% endfor %}</p>", "{% endfor %}</p>{% endif %}")

    sentence = refusal(drafted(cast, entente=body))

    assert sentence == said("entente", "clause 4.1")


def test_refuse_pages_that_do_not_say_specimen(cast):
    draft = drafted(cast)
    draft.sources = draft.sources | {"paper.css": CSS.replace("SPÉCIMEN — ", "")}

    sentence = refusal(draft)

    assert sentence == said("note", "le mot «\u00a0SPÉCIMEN\u00a0»")


def test_take_templates_that_show_it_all(cast):
    draft = drafted(cast, note=f"<p>Essentiel</p>{NOTE}")

    tray = paper_version.prove(draft)

    assert tray.bodies != {}


def test_take_the_paper_of_the_repository(cast):
    tray = paper_version.prove(paper_version.draft(actor=cast.odile))

    assert isinstance(tray, paper_version.Tray)
