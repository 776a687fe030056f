"""The cockpit of a mutuelle's year: figures, filters, pages, reminders, files, and who sees it."""

import csv
import datetime as dt
from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO, StringIO

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mutuelles.choices import Decision, MembershipStatus, PaperStatus, ProjectStatus
from mutuelles.models import Entente, Membership, Reminder
from portal.models import AuditEntry, Employer, OutgoingMail, clock
from tests import members as state
from tests import projects
from tests.cast import ISSUED_ON, TODAY, YEAR, employer, letter, member, neq, official

NBSP = "\N{NO-BREAK SPACE}"
# day, session, person, mandate and firms of the shell; four of the timeline; mutuelle, project,
# Entente, figures, rows, right, reminders
QUERIES = 5 + 4 + 7
Ask = Callable[..., HttpResponse]


def url(name: str = "mutuelle", *args: str) -> str:
    return reverse(f"documents:{name}", args=["MUT00042", YEAR, *args])


@pytest.fixture
def ask(client, cast) -> Ask:
    """The cockpit as Hubert gets it, for some criteria."""
    client.force_login(cast.hubert)
    return lambda query="": client.get(url() + query)


@pytest.fixture
def four(cast) -> dict[str, Membership]:
    """Signed and read, signed and not read, signed by nobody, excluded; in the order of names."""
    names = ["Atelier Un", "Boulangerie Deux", "Chocolaterie Trois", "Décor Quatre"]
    members = [member(cast.mutuelle, employer(10 + n, name)) for n, name in enumerate(names)]
    state.signed(cast.maude, members[0], on=TODAY - dt.timedelta(2))
    state.signed(cast.maude, members[1], on=TODAY - dt.timedelta(9))
    state.read(cast.maude, *state.delivered(*members[:3])[:1])
    Membership.objects.filter(pk=members[3].pk).update(status=MembershipStatus.EXCLUDED)
    return {each.employer.name: each for each in members}


def names(response: HttpResponse) -> list[str]:
    return [row.name.split()[0] for row in response.context["rows"]]


def told(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def ways(response: HttpResponse) -> dict[str, int]:
    return {way.label: way.count for way in response.context["ways"]}


# ---- the page


@pytest.mark.parametrize("count", [1, 3])
def test_draw_any_number_of_members_with_same_queries(ask, cast, django_assert_num_queries, count):
    project = projects.submitted(cast, status=ProjectStatus.ACCEPTED, decided_by=cast.odile)
    for rank in range(count):
        each = employer(10 + rank, f"Atelier {rank}")
        projects.paper(projects.member(project, each, status=Decision.ACCEPTED))
        state.delivered(member(cast.mutuelle, each))

    with django_assert_num_queries(QUERIES):
        response = ask()

    assert len(response.context["rows"]) == count


def test_show_each_member_in_words(ask, four):
    rows = ask().context["rows"]

    assert [(row.status, row.signature, row.signed_on, row.first_read_on) for row in rows] == [
        (None, ("PORTAL", "Sur le portail"), "2021-12-14", "2021-12-16"),
        (None, ("PORTAL", "Sur le portail"), "2021-12-07", ""),
        (None, ("TO_SIGN", "À signer"), "", ""),
        (("EXCLUDED", "Exclu"), None, "", ""),
    ]
    assert [row.issued_on for row in rows] == [ISSUED_ON.isoformat()] * 3 + [""]


def test_lead_from_each_figure_to_what_it_counts(ask, four):
    page = ask()

    gauges = page.context["gauges"]
    assert [(gauge.label, gauge.done.count, gauge.total) for gauge in gauges] == [
        ("Ententes signées", 2, 3),
        ("Documents émis", 3, 3),
        ("Lus par les employeurs", 1, 3),
    ]
    found = [way for gauge in gauges for way in (gauge.done, *gauge.rest)]
    found += page.context["ways"]
    assert [len(names(ask(way.url))) for way in found] == [way.count for way in found]
    assert ways(page) == {"Tous": 4, "À signer": 1, "À lire": 2, "Exclus, partis ou refusés": 1}


def test_show_papers_of_a_project_that_is_prepared(ask, cast):
    project = projects.draft(cast)
    projects.member(project, cast.bakery)
    theirs = projects.member(project, cast.garage)
    projects.paper(theirs, status=PaperStatus.RECEIVED)

    page = ask()

    (gauge,) = page.context["gauges"]
    assert (gauge.done.count, gauge.total) == (0, 2)
    assert [(way.label, way.count) for way in gauge.rest] == [("À fournir", 1), ("À vérifier", 1)]
    assert [row.papers for row in page.context["rows"]] == [
        ("MISSING", "Pièce manquante"),
        ("RECEIVED", "Reçues, à vérifier"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?recherche=chocolat", ["Chocolaterie"]),
        ("?recherche=décor", ["Décor"]),
        (f"?recherche={neq(11)}", ["Boulangerie"]),
        ("?signature=signee&lecture=a-lire", ["Boulangerie"]),
        ("?signature=papier", []),
        ("?document=a-emettre", []),
        ("?etat=membre", ["Atelier", "Boulangerie", "Chocolaterie"]),
        ("?personne=aucune&etat=sorti", ["Décor"]),
        ("?signature=nimporte", []),
    ],
)
def test_narrow_to_criteria(ask, four, query, found):
    assert names(ask(query)) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("nom", "ABCD"),
        ("-nom", "DCBA"),
        ("signature", "BACD"),  # the day, then the name; who has not signed comes last
        ("-signature", "DCAB"),
        ("lecture", "ABCD"),
        ("-lecture", "DCBA"),
        ("nimporte", "ABCD"),
    ],
)
def test_sort_by_column(ask, four, sort, found):
    assert [name[0] for name in names(ask(f"?tri={sort}"))] == list(found)


@pytest.mark.parametrize("sort", ["nom", "-nom", "signature", "-signature", "lecture", "-lecture"])
def test_turn_pages_there_and_back(ask, four, monkeypatch, sort):
    monkeypatch.setattr("documents.views.mutuelle.PAGE_SIZE", 2)
    whole = names(ask(f"?tri={sort}&etat="))[:2]

    first = ask(f"?tri={sort}")
    second = ask(first.context["older_url"])
    back = ask(second.context["newer_url"])

    assert names(first) == names(back) == whole
    assert sorted(names(first) + names(second)) == [
        "Atelier",
        "Boulangerie",
        "Chocolaterie",
        "Décor",
    ]


def test_go_on_after_a_member_that_signed_meanwhile(ask, cast, four, monkeypatch):
    monkeypatch.setattr("documents.views.mutuelle.PAGE_SIZE", 1)
    for each in range(2):
        member(cast.mutuelle, employer(20 + each, f"Zinguerie {each}"))
    first = ask("?signature=a-signer")

    state.signed(cast.maude, four["Chocolaterie Trois"])

    assert [row.name for row in ask(first.context["older_url"]).context["rows"]] == ["Zinguerie 0"]


def test_show_the_year_asked_for(client, cast, four):
    client.force_login(cast.hubert)

    response = client.get(reverse("documents:mutuelle", args=["MUT00042", 2019]))

    assert (response.context["rows"], response.context["years"]) == ([], [2019, 2021, 2022])


# ---- who


@pytest.mark.parametrize("who", ["hubert", "simon", "odile"])
def test_show_same_members_to_manager_and_staff(client, cast, four, who):
    client.force_login(getattr(cast, who))

    response = client.get(url())

    assert len(response.context["rows"]) == 4
    assert bool(response.context["strips"]) == (who == "hubert")


@pytest.mark.parametrize("name", ["mutuelle", "mutuelle_export", "mutuelle_remind"])
@pytest.mark.parametrize("who", ["maude", "rita", "serge"])
def test_hide_it_from_everybody_else(client, cast, four, who, name):
    client.force_login(getattr(cast, who))
    args = ["csv"] if name == "mutuelle_export" else []

    send = client.post if name == "mutuelle_remind" else client.get

    assert send(url(name, *args)).status_code == HTTPStatus.NOT_FOUND


def test_open_to_manager_what_was_issued_for_the_mutuelle_and_no_more(client, cast):
    """The state shows for all; of contents, only the « Information officielle » of the mutuelle."""
    member(cast.mutuelle, cast.bakery)
    theirs, private = official(cast.mutuelle, cast.bakery), letter(cast.bakery)
    client.force_login(cast.hubert)

    page = client.get(url()).content.decode()
    answers = [
        client.get(reverse(name, args=[document.public_id]) + "?o=marque").status_code
        for document in (theirs, private)
        for name in ("documents:detail", "documents:pdf")
    ]

    assert answers == [200, 200, 404, 404]
    assert (str(theirs.public_id) in page, str(private.public_id) in page) == (True, False)
    theirs.refresh_from_db()
    assert theirs.status == "TO_CONSULT"  # a manager's reading is not the employer's


# ---- reminders


def remind(client, kind: str) -> HttpResponse:
    return client.post(url("mutuelle_remind"), {"rappel": kind})


def test_remind_whom_the_button_counts(client, cast, four):
    client.force_login(cast.hubert)
    state.speaks(cast.maude, four["Boulangerie Deux"].employer, four["Chocolaterie Trois"].employer)

    strips = {strip.kind: strip.count for strip in client.get(url()).context["strips"]}
    answers = [remind(client, kind) for kind in ("SIGN", "READ", "READ")]

    assert strips == {"SIGN": 1, "READ": 2}
    assert [told(answer)[-1] for answer in answers] == [
        f"1{NBSP}membre est rappelé.",
        f"2{NBSP}membres sont rappelés.",
        f"Aucun rappel n’est parti. 2{NBSP}l’avaient déjà été aujourd’hui.",
    ]
    assert Reminder.objects.count() == 3
    assert {mail.recipient for mail in OutgoingMail.objects.all()} == {"maude@pain.example"}


def test_say_who_could_not_be_reminded(client, cast, four):
    client.force_login(cast.hubert)

    answer = remind(client, "READ")

    assert told(answer) == [
        f"Aucun rappel n’est parti. 2{NBSP}n’ont personne à qui écrire{NBSP}:"
        f" filtrez «{NBSP}Aucune au portail{NBSP}» pour les voir."
    ]
    narrowed = client.get(url() + "?personne=aucune&lecture=a-lire")
    assert names(narrowed) == ["Boulangerie", "Chocolaterie"]


def test_show_day_of_last_reminder(client, cast, four):
    client.force_login(cast.hubert)
    state.speaks(cast.maude, four["Chocolaterie Trois"].employer)
    with clock.held(TODAY - dt.timedelta(7)):
        Reminder.objects.create(
            membership=four["Chocolaterie Trois"], kind="SIGN", on=clock.today(), by=cast.hubert
        )

    strips = client.get(url()).context["strips"]

    assert [(strip.kind, strip.last) for strip in strips] == [
        ("SIGN", TODAY - dt.timedelta(7)),
        ("READ", None),
    ]


def test_remind_of_papers_while_they_can_be_given(client, cast):
    project = projects.draft(cast)
    projects.past(cast.mutuelle, cast.bakery)
    projects.member(project, cast.bakery)
    client.force_login(cast.hubert)

    kinds = [[strip.kind for strip in client.get(url()).context["strips"]]]
    answers = [remind(client, kind) for kind in ("PAPERS", "SIGN")]

    assert kinds == [["PAPERS"]]
    assert [told(answer)[-1] for answer in answers] == [
        f"1{NBSP}membre est rappelé.",
        f"Ce rappel n’a plus d’objet{NBSP}: rien ne peut plus être fait.",
    ]


@pytest.mark.parametrize("change", [{"closed_on": TODAY}, {"due_on": TODAY - dt.timedelta(1)}])
def test_remind_nobody_to_sign_what_is_closed(client, cast, four, change):
    Entente.objects.update(closed_by=cast.odile, **change)
    client.force_login(cast.hubert)

    strips = client.get(url()).context["strips"]
    remind(client, "SIGN")

    assert ([strip.kind for strip in strips], Reminder.objects.count()) == (["READ"], 0)


def test_refuse_unknown_reminder(client, cast, four):
    client.force_login(cast.hubert)

    assert told(remind(client, "TOUT"))[-1] == "Ce rappel n’existe pas."


@pytest.mark.parametrize("who", ["simon", "odile"])
def test_let_no_staff_remind(client, cast, four, who):
    client.force_login(getattr(cast, who))

    assert remind(client, "READ").status_code == HTTPStatus.FORBIDDEN


# ---- files

HEADINGS = [
    *("Membre", "NEQ", "Numéro d’employeur", "Ville", "Adhésion", "Pièces", "Signature"),
    *("Signée le", "Document émis le", "Première lecture"),
]


def export(client, format: str, query: str = "") -> list[list[str]]:
    """The cells, dates as text, as a spreadsheet would read them."""
    response = client.get(url("mutuelle_export", format) + query)
    content = b"".join(response.streaming_content)
    if format == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_export_what_the_list_shows(client, cast, four, format):
    client.force_login(cast.hubert)

    rows = export(client, format, "?etat=membre&tri=-nom")

    theirs = Employer.objects.get(name="Chocolaterie Trois").neq
    assert rows[0] == HEADINGS
    assert [row[0] for row in rows[1:]] == ["Chocolaterie Trois", "Boulangerie Deux", "Atelier Un"]
    assert rows[1] == [
        *("Chocolaterie Trois", theirs, "", "Lévis", "Membre", "", "À signer"),
        *("", "2021-12-15", ""),
    ]
    assert rows[3][5:] == ["", "Sur le portail", "2021-12-14", "2021-12-15", "2021-12-16"]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_export_every_page(client, cast, four, monkeypatch, format):
    monkeypatch.setattr("documents.views.mutuelle.PAGE_SIZE", 1)
    client.force_login(cast.odile)

    assert len(export(client, format, f"?apres={four['Atelier Un'].employer_id}")) == 5


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1"])
def test_export_no_formula(client, cast, name):
    member(cast.mutuelle, employer(30, name))
    client.force_login(cast.hubert)

    found = {format: export(client, format)[1][0] for format in ("csv", "xlsx")}

    assert found == {"csv": f"'{name}", "xlsx": name}


def test_write_no_formula_in_the_sheet(client, cast):
    member(cast.mutuelle, employer(30, "=HYPERLINK(1)"))
    client.force_login(cast.hubert)
    response = client.get(url("mutuelle_export", "xlsx"))
    workbook = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))

    assert workbook.get_sheet_by_index(0).to_python()[1][0] == "=HYPERLINK(1)"


def test_export_in_language_of_reader(client, cast, four):
    client.force_login(cast.hubert)
    client.cookies["django_language"] = "en"

    rows = export(client, "csv")

    assert (rows[0][3], rows[1][4]) == ("City", "Member")


def test_leave_a_line_in_the_trail_for_each_file(client, cast, four):
    client.force_login(cast.odile)

    export(client, "csv", "?signature=a-signer")

    entry = AuditEntry.objects.get(verb="export")
    assert (entry.actor, entry.subject, entry.details) == (
        cast.odile,
        f"mutuelles.mutuelle:{cast.mutuelle.pk}",
        {"file": "membres-MUT00042-2022.csv", "criteria": {"signature": "a-signer"}},
    )


def test_export_no_other_format(client, cast, four):
    client.force_login(cast.hubert)

    answer = client.get(url("mutuelle_export", "pdf"))

    assert (answer.status_code, AuditEntry.objects.filter(verb="export").count()) == (404, 0)
