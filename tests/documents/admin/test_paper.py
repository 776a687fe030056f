"""Versions of the paper in the admin: drafts are edited, previewed, published; the rest is read."""

import pytest
from django.urls import reverse

from documents.models import PaperVersion
from documents.services import paper_version
from tests.cast import Cast, letter, official
from tests.documents.pdf.pages import text
from tests.documents.services.test_paper_version import PLAIN, drafted


def page(name: str, version: PaperVersion) -> str:
    return reverse(f"admin:documents_paperversion_{name}", args=[version.pk])


def typed(version: PaperVersion, **changed: str) -> dict[str, str]:
    """What the form of a draft sends, with other ends of lines as a browser does."""
    sources = version.sources | {f"{name}.html": text for name, text in changed.items()}
    fields = {f"source:{name}": text.replace("\n", "\r\n") for name, text in sources.items()}
    return fields | {"note": "Autre titre"}


@pytest.fixture
def odile(cast: Cast, client):
    client.force_login(cast.odile)
    return client


def test_add_draft_then_open_it(odile):
    answer = odile.post(reverse("admin:documents_paperversion_add"))

    draft = PaperVersion.objects.get(published_at=None)
    assert answer.url == page("change", draft)
    assert draft.sources == paper_version.current().sources


def test_edit_draft_line_for_line(cast, odile):
    draft = drafted(cast)

    answer = odile.post(page("change", draft), typed(draft, letter="<p>a</p>\n<p>b</p>\n"))

    draft.refresh_from_db()
    assert (answer.status_code, draft.note) == (302, "Autre titre")
    assert draft.sources == PLAIN | {"letter.html": "<p>a</p>\n<p>b</p>\n"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"letter": "{% now 'Y' %}"}, "source:letter.html"),
        ({"letter": ""}, "source:letter.html"),
        ({"autre": "<p>a</p>"}, "__all__"),
    ],
)
def test_refuse_what_is_no_template(cast, odile, changed, field):
    draft = drafted(cast)

    answer = odile.post(page("change", draft), typed(draft, **changed))

    draft.refresh_from_db()
    assert list(answer.context["adminform"].errors) == [field]
    assert draft.sources == PLAIN


def test_show_published_version_to_read(cast, odile):
    version = paper_version.current()

    answer = odile.get(page("change", version))

    assert answer.context["has_change_permission"] is False
    assert answer.content.count(b'<pre class="source"') == len(version.sources)


def test_refuse_to_edit_published_version(odile):
    version = paper_version.current()

    answer = odile.post(page("change", version), typed(version, letter="<p>a</p>"))

    assert (answer.status_code, paper_version.current().sources) == (403, version.sources)


def test_preview_newest_document_without_keeping_it(cast, odile):
    draft = drafted(cast, letter="<h1>Essai</h1><p>{{ number }}</p>")
    letter(cast.bakery)

    answer = odile.get(page("preview", draft))

    caching = answer["Cache-Control"].split(", ")[0]
    assert (answer["Content-Type"], caching) == ("application/pdf", "no-store")
    assert text(answer.content).split() == ["Essai", "APERÇU", "SPÉCIMEN", "—", "simulation"]


def test_preview_chosen_document(cast, odile):
    draft = drafted(cast, note="<h1>Note</h1><p>{{ mutuelle_number }}</p>")
    document = official(cast.mutuelle, cast.bakery)
    letter(cast.bakery)

    answer = odile.get(page("preview", draft), {"document": document.number})

    assert text(answer.content).split()[:2] == ["Note", cast.mutuelle.number]


def test_preview_made_up_document_when_none_was_issued(cast, odile):
    answer = odile.get(page("preview", drafted(cast, note="<p>{{ number }}</p>")))

    assert text(answer.content).split()[0] == "APERÇU"


@pytest.mark.parametrize(
    ("query", "body", "sentence"),
    [
        ({"document": "2022-1"}, "<p>a</p>", "Aucun document ne porte ce numéro."),
        ({}, "{% include 'paper/z.html' %}", "Aperçu : le fichier « paper/z.html » n’existe pas."),
    ],
)
def test_tell_why_there_is_no_preview(cast, odile, query, body, sentence):
    draft = drafted(cast, note=body)

    answer = odile.get(page("preview", draft), query, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [sentence]


def test_publish_after_telling_what_changes(cast, odile):
    draft = drafted(cast)

    asked = odile.get(page("publish", draft))
    answer = odile.post(page("publish", draft))

    draft.refresh_from_db()
    assert list(asked.context["changes"]) == sorted(PLAIN)
    assert (answer.url, draft.is_published) == (page("change", draft), True)


def test_refuse_publication_on_its_page(cast, odile):
    draft = drafted(cast, letter="<p>{{ inconnu }}</p>")

    answer = odile.post(page("publish", draft), follow=True)

    draft.refresh_from_db()
    sentences = [str(message) for message in answer.context["messages"]]
    assert sentences == ["Lettre : letter.html : « inconnu » n’a pas de valeur"]
    assert draft.is_published is False
    assert answer.request["PATH_INFO"] == page("publish", draft)
