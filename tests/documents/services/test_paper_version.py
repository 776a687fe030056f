"""Versions of the paper: what a release brings, drafts, publication, refusals."""

import pytest
from django.db import DatabaseError, transaction

from documents.models import PaperPart, PaperVersion
from documents.pdf import token
from documents.services import paper_samples, paper_templates, paper_version
from documents.services.paper_version import NotPrintable
from portal.errors import BusinessError, NotAllowed
from portal.models import AuditEntry
from tests.cast import Cast, letter, official
from tests.documents.pdf.pages import text

pytestmark = pytest.mark.django_db

CSS = """
@font-face { font-family: "Open Sans"; src: url(../fonts/open-sans-400.ttf); }
@page { size: letter; margin: 2cm; }
@page { @bottom-left { content: "SPÉCIMEN — simulation"; } }
html { font: 10pt "Open Sans"; }
p { margin: 0; }
img { width: 3cm; image-rendering: pixelated; }
"""
PAGE = """<!doctype html><html lang="fr-CA"><head><title>{{ title }}</title>
<meta name="author" content="Essai"></head><body>%s</body></html>"""


def shown(*names: str) -> str:
    """A paragraph for each value."""
    return "".join(f"<p>{{{{ {name} }}}}</p>" for name in names)


WHO = shown("employer_name", "identifier", "mutuelle_name")
VERIFIED = shown("words", "fingerprint_start")
# each shows what it must, and no more
NOTE = (
    "<h1>{{ title }} {{ year }}</h1>"
    + shown("number", "issued", "firm_name")
    + "{% for name in establishments %}<p>{{ name }}</p>{% endfor %}"
    + WHO
    + VERIFIED
)
CLAUSES = (
    "{% for clause in entente.clauses %}{% for sub in clause.sub_clauses %}<p>"
    "{% for piece in sub.text %}{% if not forloop.first %}1er {% endif %}{{ piece }}{% endfor %}"
    "</p>{% endfor %}{% endfor %}"
)
ENTENTE = "<h1>Entente {{ year }}</h1>" + WHO + shown("mutuelle_number", "firm_name") + CLAUSES
CERTIFICATE = (
    "<h1>Certificat {{ year }}</h1>"
    + WHO
    + shown("certificate", "issued", "mutuelle_number", "establishment_number")
    + shown("establishment_name", "establishment_address")
    + shown("words", "fingerprint_1", "fingerprint_2", "code")
    + '<img src="{{ qr }}" alt="Code QR">'
)
LETTER = (
    "<h1>{{ title }}</h1>"
    + shown("number", "issued", "employer_name", "subject")
    + "{% for text in paragraphs %}<p>{{ text.0 }}</p>{% endfor %}"
    + VERIFIED
)
# papers of a few words, quick to compile
PLAIN = {
    "note.html": PAGE % NOTE,
    "entente.html": PAGE % ENTENTE,
    "certificate.html": PAGE % CERTIFICATE,
    "letter.html": PAGE % LETTER,
    "paper.css": CSS,
}


def drafted(cast: Cast, **changed: str) -> PaperVersion:
    """A draft of plain papers; `letter="…"` is another body for one of them."""
    draft = paper_version.draft(actor=cast.odile)
    draft.sources = PLAIN | {f"{name}.html": PAGE % body for name, body in changed.items()}
    draft.save()
    return draft


def test_install_publishes_the_paper_of_the_repository():
    version = PaperVersion.objects.get()

    assert (version.number, version.is_published) == (1, True)
    assert (version.sources, version.assets) == (
        paper_templates.files(),
        paper_templates.assets_digest(),
    )


def test_install_adds_nothing_the_second_time():
    paper_version.install()

    assert PaperVersion.objects.count() == 1


def test_install_drafts_what_a_release_changed_once(monkeypatch):
    monkeypatch.setattr(paper_templates, "files", lambda: PLAIN)

    paper_version.install()
    PaperVersion.objects.filter(number=2).update(sources=PLAIN | {"paper.css": ""})
    paper_version.install()

    found = [(version.number, version.is_published) for version in PaperVersion.objects.all()]
    assert found == [(2, False), (1, True)]


def test_draft_says_what_current_version_says(cast):
    draft = paper_version.draft(actor=cast.odile)

    current = paper_version.current()
    assert (draft.number, draft.sources, draft.is_published) == (2, current.sources, False)
    assert (current.number, paper_version.changes(draft)) == (1, {})


@pytest.mark.parametrize("person", ["simon", "hubert", "maude"])
def test_refuse_draft_of_whom_may_not(cast, person):
    with pytest.raises(NotAllowed):
        paper_version.draft(actor=getattr(cast, person))


def test_tell_what_changes(cast):
    draft = paper_version.draft(actor=cast.odile)
    draft.sources["_header.html"] = draft.sources["_header.html"].replace("simulation", "essai")

    changes = paper_version.changes(draft)

    changed = {name: [line[0] for line in lines] for name, lines in changes.items()}
    assert changed == {"_header.html": ["@", " ", "-", "+", " ", " "]}


def test_publish_makes_current_and_immutable(cast):
    draft = drafted(cast)

    paper_version.publish(actor=cast.odile, version=draft)

    assert (paper_version.current(), draft.published_by) == (draft, cast.odile)
    assert AuditEntry.objects.get(verb="publish").details == {"files": sorted(PLAIN)}
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperVersion.objects.filter(pk=draft.pk).update(note="Autre")


def test_issue_on_the_version_published_last(cast):
    old = letter(cast.bakery)
    paper_version.publish(actor=cast.odile, version=drafted(cast))

    new = letter(cast.bakery)

    assert (old.paper.number, new.paper.number) == (1, 2)


@pytest.mark.parametrize("person", ["simon", "hubert", "maude"])
def test_refuse_publication_of_whom_may_not(cast, person):
    draft = drafted(cast)

    with pytest.raises(NotAllowed):
        paper_version.publish(actor=getattr(cast, person), version=draft)


REFUSED = {
    "a name without value": ("{{ nam }}", "letter.html : « nam » n’a pas de valeur"),
    "a file that is not there": (
        '{% include "paper/absent.html" %}',
        "le fichier « paper/absent.html » n’existe pas.",
    ),
    "a picture from elsewhere": (
        '<img src="file:///etc/passwd" alt="">',
        "« file:///etc/passwd » n’est pas un fichier du papier.",
    ),
    "a loop without end": (
        '{% include "paper/letter.html" %}',
        "la page se répète sans fin",
    ),
    "a character of no font": (
        "<p>\U0001f469</p>",
        "Aucune police ne dessine « \U0001f469 ».",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuse_publication_with_a_sentence(cast, name):
    body, sentence = REFUSED[name]
    draft = drafted(cast, letter=body)

    with pytest.raises(NotPrintable) as refusal:
        paper_version.publish(actor=cast.odile, version=draft)

    draft.refresh_from_db()
    assert (str(refusal.value), draft.is_published) == (f"Lettre : {sentence}", False)


def test_refuse_publication_of_what_cannot_be_compiled(cast):
    draft = drafted(cast, certificate="<p style='text-align: justify'>{{ establishment_name }}</p>")

    with pytest.raises(NotPrintable, match="ni justification"):
        paper_version.publish(actor=cast.odile, version=draft)


def test_refuse_publication_without_its_essentials(cast):
    draft = drafted(cast, certificate=CERTIFICATE.replace("{{ code }}", ""))

    with pytest.raises(NotPrintable) as refusal:
        paper_version.publish(actor=cast.odile, version=draft)

    said = "certificate.html\u00a0: la page ne montre pas\u00a0: code du certificat."
    assert str(refusal.value) == f"Information officielle\u00a0: {said}"


def test_shelve_what_is_published_only(cast):
    draft = drafted(cast, certificate=f"<p>Essai</p>{CERTIFICATE}", letter="")
    before = set(PaperPart.objects.values_list("key", flat=True))

    with pytest.raises(NotPrintable):
        paper_version.publish(actor=cast.odile, version=draft)

    assert set(PaperPart.objects.values_list("key", flat=True)) == before


def test_issue_on_what_publication_compiled(cast, monkeypatch):
    paper_version.publish(actor=cast.odile, version=drafted(cast, note=f"<p>Neuf</p>{NOTE}"))
    before = PaperPart.objects.count()

    official(cast.mutuelle, cast.garage)

    assert PaperPart.objects.count() == before


def test_refuse_to_publish_twice(cast):
    draft = drafted(cast)
    paper_version.publish(actor=cast.odile, version=draft)

    with pytest.raises(BusinessError, match="déjà publiée"):
        paper_version.publish(actor=cast.odile, version=draft)


def test_refuse_draft_that_a_newer_version_has_passed(cast):
    late = drafted(cast)
    paper_version.publish(actor=cast.odile, version=drafted(cast))

    with pytest.raises(BusinessError, match="plus récente"):
        paper_version.publish(actor=cast.odile, version=late)


def test_refuse_draft_that_changed_meanwhile(cast):
    draft = drafted(cast)
    PaperVersion.objects.filter(pk=draft.pk).update(sources=PLAIN | {"_other.html": ""})

    with pytest.raises(BusinessError, match="modifié"):
        paper_version.publish(actor=cast.odile, version=draft)


def test_preview_document_and_keep_nothing(cast):
    document = official(cast.mutuelle, cast.bakery)
    draft = drafted(cast, certificate="<h1>Aperçu</h1><p>{{ establishment_name }}</p>")
    before = PaperPart.objects.count()

    found = paper_version.preview(draft, document)

    assert text(found).count("Aperçu") == cast.bakery.establishments.count()
    assert (PaperPart.objects.count(), b"/ByteRange" in found) == (before, False)


def test_preview_gives_nothing_to_verify(cast):
    snapshot = official(cast.mutuelle, cast.bakery).snapshot

    shown = paper_samples.disarmed(snapshot)

    secrets = [{(each["number"], each["code"]) for each in shown["certificates"]}]
    assert secrets == [{("APERÇU", "0000-0000-0000")}]
    assert {each["token"] for each in shown["certificates"]} == {"A" * token.LENGTH}
    assert (shown["number"], shown["title"]) == ("APERÇU", f"APERÇU\u00a0: {snapshot['title']}")


def test_samples_say_what_documents_say(cast):
    real = official(cast.mutuelle, cast.bakery).snapshot, letter(cast.bakery).snapshot

    samples = paper_samples.official(), paper_samples.letter()

    assert [shape(sample) for sample in samples] == [shape(snapshot) for snapshot in real]


def shape(thing: object) -> object:
    """The names of what is said, at every depth."""
    if isinstance(thing, dict):
        return {name: shape(held) for name, held in thing.items()}
    return shape(thing[0]) if isinstance(thing, list) and thing else None
