"""axe-core, no rule left out, on every kind of page: with data, empty and with faults."""

import datetime as dt
from collections.abc import Iterable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import csrf, defaults
from playwright.sync_api import Page, expect

from documents.services import campaign as campaigns
from documents.services import document as documents
from documents.services import replacement
from mutuelles.models import MemberList, Mutuelle
from mutuelles.services import member_list as lists
from mutuelles.services import project as projects
from mutuelles.services import study
from portal.choices import Standing
from portal.models import OutgoingMail, SimulationClock, User
from portal.services import account
from portal.views.page import PAGES
from tests.cast import YEAR, Cast, employer, letter, mandate, member, official
from tests.mutuelles.member_list.lists import HEADINGS, as_csv, line
from tests.projects import draft, in_study
from tests.projects import member as add_member

WIDTHS = (1280, 320)
THEMES = ("light", "dark")
AXE = Axe()


@pytest.fixture
def page(page) -> Page:
    """Without transitions: axe would measure colours halfway."""
    page.emulate_media(reduced_motion="reduce")
    return page


def enter(page: Page, live_server, user: User) -> None:
    """Signed in, without the way through the form."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in both themes and at both widths."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            found += [
                f"{page.url} {width} {theme}: {rule['id']} {node['target']}"
                for rule in AXE.run(page).response["violations"]
                for node in rule["nodes"]
            ]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{page.url} {width} {theme}: wider than the window")
    return found


def faults_at(page: Page, live_server, addresses: Iterable[str]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(live_server.url + address)
        found += faults(page)
    return found


EMPTY = """
for (const form of document.forms) form.noValidate = true
for (const field of document.querySelectorAll("main input:not([type=hidden])"))
  field.type === "checkbox" ? (field.checked = false) : (field.value = "")
"""


def faults_of_form(page: Page, live_server, address: str, button: str) -> list[str]:
    """What axe finds once the form is sent empty, past what the browser itself would stop."""
    page.goto(live_server.url + address)
    page.evaluate(EMPTY)
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()
    expect(page.locator(".fault").first).to_be_visible()
    return faults(page)


def upload(cast: Cast, content: bytes, year: int = YEAR) -> MemberList:
    return lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=year, content=content, name="liste.csv"
    )


def address_of(member_list: MemberList, name: str = "mutuelles:member_list_detail") -> str:
    return reverse(name, args=[member_list.public_id])


def test_find_nothing_on_public_pages(cast, live_server, page):
    account.invite(actor=cast.odile, email="nora@exemple.example", name="Nora Neuve")
    invitation = (
        "/invitation/" + OutgoingMail.objects.get().body.split("/invitation/")[1].split()[0]
    )
    public = [reverse("portal:page", args=[slug]) for slug in sorted(PAGES)]
    entrance = [reverse("account_login"), reverse("account_reset_password"), invitation]
    done = [reverse("account_reset_password_done"), "/invitation/inconnue/"]

    found = faults_at(page, live_server, [*public, *entrance, *done])
    found += faults_of_form(page, live_server, reverse("account_login"), "Ouvrir une session")
    found += faults_of_form(page, live_server, invitation, "Ouvrir mon compte")

    assert found == []


def test_find_nothing_on_pages_of_employer(cast, live_server, page):
    papers = [official(cast.mutuelle, cast.bakery), letter(cast.bakery), letter(cast.bakery)]
    documents.withdraw(actor=cast.odile, document=papers[1], reason="Émis par erreur.")
    member(cast.mutuelle, cast.bakery)
    papers.append(
        replacement.replace(actor=cast.odile, document=papers[0], reason="Nom mal écrit.")
    )
    enter(page, live_server, cast.maude)
    of_papers = [reverse("documents:detail", args=[paper.public_id]) for paper in papers]
    list_ = reverse("documents:list")

    found = faults_at(page, live_server, [reverse("documents:home"), list_, *of_papers])
    found += faults_at(
        page, live_server, [f"{list_}?debut=20200101&fin=20200131", f"{list_}?debut=20211301"]
    )

    assert found == []


def test_find_nothing_on_pages_of_account(cast, live_server, page):
    mandate(cast.serge, employer(9, "Fleuriste du Marché enr."))
    enter(page, live_server, cast.serge)
    password = reverse("account_change_password")

    found = faults_at(
        page, live_server, [reverse("portal:employer_choose"), password, reverse("account_logout")]
    )
    found += faults_of_form(page, live_server, password, "Enregistrer")

    assert found == []


def lists_of_all_kinds(cast: Cast) -> list[MemberList]:
    """One poured into the project, one to confirm, one with faults, one of unknown columns."""
    sent = upload(cast, as_csv([line()]))
    lists.confirm(actor=cast.hubert, member_list=sent, revision=0)
    other = line(employer_number="1199000010", establishment_number="ETA990000009")
    titles = ["Emplacement" if each == "Ville" else each for each in HEADINGS]
    files = (
        as_csv([other]),
        as_csv([line(), line(), line(city="")]),
        as_csv([line()], headings=titles),
    )
    return [sent, *(upload(cast, file) for file in files)]


def test_find_nothing_on_pages_of_manager(cast, live_server, page):
    member(cast.mutuelle, cast.garage)
    member(cast.mutuelle, cast.bakery)
    official(cast.mutuelle, cast.bakery)
    sent, good, bad, in_doubt = lists_of_all_kinds(cast)
    enter(page, live_server, cast.hubert)
    number = cast.mutuelle.number
    form = reverse("mutuelles:member_list_upload", args=[number, YEAR])

    found = faults_at(
        page,
        live_server,
        [
            reverse("mutuelles:list"),
            reverse("documents:mutuelle", args=[number, YEAR]),
            reverse("documents:mutuelle", args=[number, YEAR - 1]),
            form,
            reverse("mutuelles:member_list_index", args=[number, YEAR]),
            *(address_of(member_list) for member_list in (good, bad, in_doubt, sent)),
            address_of(bad, "mutuelles:member_list_mend"),
            address_of(in_doubt, "mutuelles:member_list_columns"),
            reverse("mutuelles:change_list", args=[good.public_id, "inconnus"]),
        ],
    )
    found += faults_of_form(page, live_server, form, "Lire le fichier")

    assert found == []


def test_find_nothing_on_pages_of_a_project(cast, live_server, page):
    SimulationClock.objects.update(day=dt.date(YEAR - 1, 9, 12))
    enter(page, live_server, cast.hubert)
    names = ["project", "project_edit", "project_submit", "project_withdraw", "project_late"]
    detail, edit, submit, withdraw, late = (
        reverse(f"mutuelles:{name}", args=[cast.mutuelle.number, YEAR]) for name in names
    )
    new = reverse("mutuelles:project_new")

    found = faults_at(page, live_server, [detail, reverse("mutuelles:list"), new])
    found += faults_of_form(page, live_server, new, "Créer la mutuelle")
    project = draft(cast)
    found += faults_at(page, live_server, [detail, edit, submit, withdraw])
    add_member(project, cast.bakery)
    found += faults_at(page, live_server, [submit])
    page.goto(live_server.url + withdraw)
    projects.withdraw(actor=cast.hubert, project=project)
    page.get_by_role("button", name="Retirer le projet").click()
    expect(page).to_have_title("Les choses ont changé entre-temps – Guichet SST (simulation)")
    found += faults(page)
    found += faults_at(page, live_server, [detail])
    draft(cast)
    enter(page, live_server, cast.odile)
    found += faults_at(page, live_server, [detail, reverse("mutuelles:states")])
    found += faults_of_form(page, live_server, late, "Permettre ce retard")

    assert found == []


def pages_of_study(cast: Cast) -> list[str]:
    """A project with members that pass and one that does not; then one that was refused."""
    bad = employer(5, "Ferme du Cap inc.", standing=Standing.BAD)
    project = in_study(cast, bad, employer(6, "Moulin du Cap inc."), employer(7, "Scierie ltée"))
    refused = in_study(cast, cast.garage, mutuelle=cast.other_mutuelle)
    study.refuse(actor=cast.odile, project=refused, reason="Exposé trop court.")
    member = project.members.get(employer=bad)
    return [
        reverse("mutuelles:study", args=[project.public_id]),
        reverse("mutuelles:study_member", args=[project.public_id, member.pk]),
        reverse("mutuelles:study_accept", args=[project.public_id]),
        reverse("mutuelles:study_refuse", args=[project.public_id]),
        reverse("mutuelles:study", args=[refused.public_id]),
    ]


def test_find_nothing_on_pages_of_staff(cast, live_server, page):
    enter(page, live_server, cast.odile)
    empty = [reverse("mutuelles:study_list"), reverse("documents:campaign_list")]
    found = faults_at(page, live_server, empty)
    cast.garage.establishments.all().delete()
    member(cast.mutuelle, cast.garage)
    member(cast.mutuelle, cast.bakery)
    campaign = campaigns.launch(actor=cast.odile, year=YEAR, mutuelles=Mutuelle.objects.all())
    running = reverse("documents:campaign_detail", args=[campaign.public_id])
    found += faults_at(page, live_server, [running])
    campaigns.issue_slice(campaign_id=campaign.pk)
    studied = pages_of_study(cast)
    launch = reverse("documents:campaign_launch")
    document = campaign.items.get(document__isnull=False).document
    withdraw = reverse("documents:withdraw", args=[document.public_id])
    replace = reverse("documents:replace", args=[document.public_id])

    found += faults_at(page, live_server, [*empty, *studied, running, launch, withdraw, replace])
    found += faults_of_form(page, live_server, studied[1], "Enregistrer la décision")
    found += faults_of_form(page, live_server, studied[3], "Refuser le projet")
    found += faults_of_form(page, live_server, launch, "Lancer la campagne")
    found += faults_of_form(page, live_server, withdraw, "Retirer le document")
    cast.bakery.establishments.update(name="Boulangerie Cinq-Saisons")
    found += faults_of_form(page, live_server, replace, "Émettre le document corrigé")

    assert found == []


ERRORS = {
    "400": lambda request: defaults.bad_request(request, ValueError()),
    "403": lambda request: defaults.permission_denied(request, PermissionError()),
    "404": lambda request: defaults.page_not_found(request, ValueError()),
    "500": defaults.server_error,
    "csrf": csrf.csrf_failure,
}


def test_find_nothing_on_pages_of_errors(cast, live_server, page, rf: RequestFactory):
    page.goto(live_server.url)
    found = []

    for view in ERRORS.values():
        response: HttpResponse = view(rf.get("/"))
        page.set_content(response.content.decode())
        found += faults(page)

    assert found == []
