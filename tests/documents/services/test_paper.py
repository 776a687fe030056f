import hashlib
import io
import json
import re
import subprocess
from copy import deepcopy

import page
import pikepdf
import pytest

from documents.services import paper
from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.entente_text.model import Edition

NAME = 'Les Entreprises <b>Saint-Jean & Fils</b> « L’Étoile d\'Or » "ltée" à l’Anse-aux-Gascons '

SNAPSHOT = {
    "kind": "information-officielle",
    "number": "2022-00042-1187",
    "title": "Information officielle - Mutuelle de prévention",
    "year": 2022,
    "issued_on": "2021-12-15",
    "employer": {
        "name": "Boulangerie Quatre-Temps inc.",
        "neq": "1199404477",
        "number": "ENL00411208",
        "address": "214, rue des Érables, Saint-Télesphore-du-Lac (Québec) G0X 1A9",
    },
    "mutuelle": {"number": "MUT00042", "name": "Mutuelle Boulange et pâtisserie"},
    "firm": {
        "name": "Gestion Prévaction inc.",
        "address": "1250, boulevard des Forges, Trois-Rivières (Québec) G8Y 1Z1",
        "phone": "819 555-0142",
        "email": "mutuelles@prevaction.example",
        "contact": "Geneviève Lefrançois",
    },
    "edition": {"year": 2022, "sha256": EDITION.sha256()},
    "certificates": [
        {
            "number": f"2022-00042-1187-0{rank}",
            "code": f"K7QM-2T4X-9RV{rank}",
            "establishment": {"number": f"ETA00412087{rank}", "name": name, "address": "12, rue X"},
        }
        for rank, name in enumerate(["Comptoir de la rue des Érables", "Atelier de cuisson"], 1)
    ],
}

LETTER = {
    "kind": "lettre",
    "number": "2021-417",
    "title": "Décision de classification",
    "subject": "Classification",
    "issued_on": "2021-10-01",
    "employer": SNAPSHOT["employer"],
    "paragraphs": ["La décision prend effet le 1er janvier 2022 : conservez-la.", "Taux < 2 % ?"],
    "table": {"head": ["Unité", "Taux"], "rows": [["34410 – Boulangerie", "2,14 $"]]},
    "contact": {
        "name": "Service de la tarification (simulation)",
        "address": "1, rue de l’Exemple, Québec (Québec) G1A 0A0",
        "phone": "418 555-0100",
        "email": "tarification@guichet-sst.example",
    },
}


def named(name: str, address: str = "12, rue X") -> dict:
    """The same document, with one name wherever a name stands."""
    snapshot = deepcopy(SNAPSHOT)
    for owner in (snapshot["employer"], snapshot["mutuelle"], snapshot["firm"]):
        owner["name"] = name
    for certificate in snapshot["certificates"]:
        certificate["establishment"] |= {"name": name, "address": address}
    return snapshot


def text(content: bytes, *options: str) -> str:
    """The words of the file, one space between them, as a reader would find them."""
    found = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True
    )
    return " ".join(found.stdout.decode().split())


def pages(content: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(content)).pages)


def words(content: bytes) -> list[tuple[str, float, float, float]]:
    """Word, right edge, top and bottom in points, without the header of the page."""
    found = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True
    )
    number = r'"([\d.]+)"'
    pattern = rf"yMin={number} xMax={number} yMax={number}>([^<]*)<"
    return [
        (word, float(right), float(top), float(bottom))
        for top, right, bottom, word in re.findall(pattern, found.stdout.decode())
        if float(top) > 90
    ]


@pytest.fixture(scope="module")
def official() -> bytes:
    return paper.render(SNAPSHOT, EDITION).content


def test_fingerprint_is_the_hash_of_the_snapshot_however_it_is_ordered():
    shuffled = json.loads(json.dumps(dict(reversed(SNAPSHOT.items()))))

    result = paper.fingerprint(shuffled)

    spelled = json.dumps(SNAPSHOT, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert result == hashlib.sha256(spelled.encode()).hexdigest()


def test_render_conforms_to_pdf_ua(official):
    report = page.validate_pdf_bytes(official, profile="ua1")

    failures = [(failure.rule_id, failure.message) for failure in report.failures]

    assert failures == []


def test_render_twice_gives_the_same_bytes(official):
    kept = json.loads(json.dumps(SNAPSHOT))

    again = paper.render(kept, Edition.from_json(EDITION.to_json())).content

    assert again == official


def test_render_orders_note_entente_and_certificates(official):
    with pikepdf.open(io.BytesIO(official)).open_outline() as outline:
        bookmarks = [item.title for item in outline.root]

    assert bookmarks == [
        "Information officielle - Mutuelle de prévention",
        "Entente 2022",
        "Certificat\u00a0: Comptoir de la rue des Érables",
        "Certificat\u00a0: Atelier de cuisson",
    ]


def test_render_says_specimen_on_every_page(official):
    total = pages(official)

    marked = [
        "SPÉCIMEN — simulation" in text(official, "-f", str(number), "-l", str(number))
        for number in range(1, total + 1)
    ]

    assert marked == [True] * total


def test_render_gives_the_coordinates_of_the_manager_in_12_1(official):
    content = text(official)

    section = content[content.index("12.1 Le gestionnaire est") : content.index("12.2 La")]

    assert re.findall(r"(?<=[a-e]\) )[^;]*?(?= ?;|\. Empreinte|\.$|\. $)", section)[:4] == [
        "nom : Gestion Prévaction inc.",
        "adresse : 1250, boulevard des Forges, Trois-Rivières (Québec) G8Y 1Z1",
        "personne à joindre : Geneviève Lefrançois",
        "téléphone : 819 555-0142",
    ]


def test_render_marks_what_changed_this_year(official):
    content = text(official, "-f", "2", "-l", "2")

    marks = re.findall(r"(?:8\.1 )?modifiée en 2022", content)

    assert marks == ["modifiée en 2022", "modifiée en 2022", "8.1 modifiée en 2022"]


def test_render_with_another_text_is_refused():
    other = Edition(2022, EDITION.clauses[:-1])

    with pytest.raises(paper.WrongEdition):
        paper.render(SNAPSHOT, other)


def test_render_without_its_text_is_refused():
    snapshot = SNAPSHOT

    with pytest.raises(paper.WrongEdition):
        paper.render(snapshot)


def test_render_prints_nothing_that_complains(caplog):
    caplog.set_level("WARNING", logger="weasyprint")

    paper.render(named(NAME), EDITION)

    assert caplog.messages == []


def test_render_certificates_prints_one_page_for_each():
    content = paper.render_certificates(SNAPSHOT).content

    codes = re.findall(r"K7QM-2T4X-9RV\d", text(content))

    assert (pages(content), codes) == (2, ["K7QM-2T4X-9RV1", "K7QM-2T4X-9RV2"])


def test_render_certificates_prints_the_one_that_is_named():
    content = paper.render_certificates(SNAPSHOT, ["2022-00042-1187-02"]).content

    found = re.findall(r"ETA\d+|1 de 1", text(content))

    assert found == ["ETA004120872", "1 de 1"]


def test_render_certificates_prints_the_fingerprint_in_groups_of_four():
    digest = paper.fingerprint(SNAPSHOT)

    content = text(paper.render_certificates(SNAPSHOT, ["2022-00042-1187-01"]).content)

    printed = "".join(re.findall(r"\b[0-9a-f]{4}\b(?= |$)", content.split("(SHA-256)")[1]))
    assert printed == digest


def test_render_certificates_with_an_unknown_number_finds_nothing():
    numbers = ["2022-00042-1187-99"]

    with pytest.raises(LookupError):
        paper.render_certificates(SNAPSHOT, numbers)


def test_render_certificates_escapes_names():
    content = text(paper.render_certificates(named(NAME), ["2022-00042-1187-01"]).content)

    spelled = content.replace("\u00a0", " ").count(NAME.strip())

    # employer, establishment, mutuelle, firm
    assert spelled == 4


@pytest.mark.parametrize("length", [1, 32, 33, 60, 95, 200])
@pytest.mark.parametrize(
    "name", [NAME, "Établissementsansaucuneespace", "W", "GARAGE DES ÉRABLES "]
)
def test_render_certificates_never_cuts_or_covers_a_name(name, length):
    long = (name * 200)[:length].strip()
    snapshot = named(long, address=long)

    content = paper.render_certificates(snapshot, ["2022-00042-1187-01"]).content

    found = words(content)
    (display,) = [bottom for word, _, _, bottom in found if word == "travailleurs."]
    foot = min(top for word, _, top, _ in found if word in {"Émis", "Code"})
    assert pages(content) == 1
    assert display < foot
    # 612 points less a margin of 17.5 mm
    assert max(right for _, right, _, _ in found) < 563


def test_render_letter_fits_one_page_and_conforms():
    content = paper.render(LETTER).content

    report = page.validate_pdf_bytes(content, profile="ua1")

    assert (pages(content), report.failures) == (1, [])


def test_render_letter_prints_paragraphs_and_table():
    content = text(paper.render(LETTER).content)

    start = content.index("La décision")

    assert content[start : content.index(" Service de la")] == (
        "La décision prend effet le 1er janvier 2022 : conservez-la. Taux < 2 % ? "
        "Unité Taux 34410 – Boulangerie 2,14 $"
    )


def test_render_letter_without_table_prints_none():
    letter = {key: value for key, value in LETTER.items() if key != "table"}

    content = text(paper.render(letter).content)

    assert "Unité" not in content


def test_print_employer_number_where_there_is_no_neq():
    employer = SNAPSHOT["employer"] | {"neq": None, "number": "ENL12345678"}
    snapshot = SNAPSHOT | {"employer": employer}

    content = text(paper.render_certificates(snapshot, ["2022-00042-1187-01"]).content)

    assert ("None" in content, "ENL12345678" in content) == (False, True)
