import hashlib
import io
import json
import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from documents.pdf import qr, words
from documents.pdf.bindery import Bindery
from documents.pdf.shelf import Drawer
from documents.services import paper, paper_templates
from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.entente_text.model import Edition
from tests.documents.pdf.pages import failures
from tests.json_schema import faults
from tests.paper import (
    CREATED,
    LETTER,
    SNAPSHOT,
    VERSION,
    certificate_sheet,
    document,
    named,
    official_sheets,
    replacing,
)

NAME = 'Les Entreprises <b>Saint-Jean & Fils</b> « L’Étoile d\'Or » "ltée" à l’Anse-aux-Gascons '
PLACE = "Chantier-école de Sainte-Opportune-du-Rang"
BINDERY = Bindery(Drawer())


def bound(sheets) -> bytes:
    return BINDERY.bind(sheets, CREATED).issued.content


def certificate(snapshot=SNAPSHOT) -> bytes:
    return bound([certificate_sheet(snapshot, 0)])


def letter(**changed) -> bytes:
    return bound(paper.sheets(LETTER | changed, VERSION))


def text(content: bytes, *options: str) -> str:
    """The words of the file, one space between them, as a reader would find them."""
    found = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True
    )
    return " ".join(found.stdout.decode().split())


def heard_lines(content: bytes) -> list[str]:
    """What the tags of the file say, in their order: the margins of its pages are silent."""
    found = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=content, capture_output=True, check=True
    )
    return re.findall(r'"(.*)"\n', found.stdout.decode())


def heard(content: bytes) -> str:
    return " ".join(" ".join(heard_lines(content)).split())


def pages(content: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(content)).pages)


def boxes(content: bytes) -> list[tuple[str, float, float, float]]:
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


def height(wanted: str, content: bytes) -> float:
    """Of the first such word, in points."""
    return next(round(bottom - top, 2) for word, _, top, bottom in boxes(content) if word == wanted)


@pytest.fixture(scope="module")
def official() -> bytes:
    return bound(official_sheets(SNAPSHOT))


def test_fingerprint_is_the_hash_of_the_snapshot_however_it_is_ordered():
    shuffled = json.loads(json.dumps(dict(reversed(SNAPSHOT.items()))))

    result = paper.fingerprint(shuffled)

    spelled = json.dumps(SNAPSHOT, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert result == hashlib.sha256(spelled.encode()).hexdigest()


# ---- the whole document


def test_sheets_are_the_same_for_the_same_facts():
    kept = json.loads(json.dumps(SNAPSHOT))

    again = paper.sheets(kept, VERSION, Edition.from_json(EDITION.to_json()))

    assert again == official_sheets(SNAPSHOT)


def test_sheets_give_note_entente_and_certificates_in_order(official):
    with pikepdf.open(io.BytesIO(official)).open_outline() as outline:
        bookmarks = [item.title for item in outline.root]

    assert bookmarks == [
        "Information officielle - Mutuelle de prévention",
        "Entente 2022",
        "Certificat\u00a0: Comptoir de la rue des Érables",
        "Certificat\u00a0: Atelier de cuisson",
    ]


def test_sheets_conform_to_the_standards(official):
    faults = failures(official)

    assert faults == []


def test_sheets_say_specimen_on_every_page(official):
    total = pages(official)

    marked = [
        "SPÉCIMEN — simulation" in text(official, "-f", str(number), "-l", str(number))
        for number in range(1, total + 1)
    ]

    assert marked == [True] * total


def test_sheets_list_what_the_document_contains(official):
    note = text(official, "-raw", "-l", "1")

    contents = note[note.index("Ce document contient") : note.index(" Imprimez")]

    assert contents == (
        "Ce document contient 1 Entente relative au regroupement d’employeurs aux fins de "
        "l’assujettissement à des taux personnalisés et au calcul de ces taux page 2 "
        "2 Certificats d’appartenance Comptoir de la rue des Érables page 15 "
        "3 Atelier de cuisson page 16"
    )


def test_sheets_list_six_certificates_on_the_first_page():
    snapshot = replacing(certificates=6)
    snapshot["certificates"][0]["establishment"]["name"] = f"{PLACE} et de ses environs immédiats"

    note = text(bound(official_sheets(snapshot)), "-l", "1")

    # the Entente comes second, and the last line of the note stands before it
    assert re.findall(r"page 2\b|page 20|Document fictif", note) == [
        "page 2",
        "page 20",
        "Document fictif",
    ]


def test_sheets_tell_what_they_replace():
    content = text(bound(official_sheets(replacing())))

    said = re.findall(r"Remplace .*? 2021", content)

    # note, two certificates
    assert said == ["Remplace le nº 2022-00042-1187 du 1er décembre 2021"] * 3


def test_sheets_of_a_first_document_replace_nothing(official):
    content = text(official)

    said = re.findall("Remplace", content)

    assert said == []


def test_sheets_tell_a_screen_reader_their_numbers_and_that_they_are_made_up(official):
    content = heard(official)

    said = re.findall(
        r"(?:Certificat nº|Nº) [\d-]+|Document fictif, sans valeur officielle", content
    )

    assert said == [
        "Nº 2022-00042-1187",
        "Document fictif, sans valeur officielle",
        "Certificat nº 2022-00042-1187-01",
        "Document fictif, sans valeur officielle",
        "Certificat nº 2022-00042-1187-02",
        "Document fictif, sans valeur officielle",
    ]


def test_sheets_say_how_to_verify_the_document(official):
    note = text(official, "-raw", "-l", "1")
    digest = paper.fingerprint(SNAPSHOT)

    check = note[note.index("Déposez") : note.index(" …") + 2]

    assert check == (
        "Déposez ce fichier PDF sur guichet-sst.example/verifier et comparez quatre "
        f"mots : {' · '.join(words.four(digest))} Nº 2022-00042-1187 · empreinte des données : "
        f"{digest[:4]} {digest[4:8]} {digest[8:12]} …"
    )


def test_sheets_give_the_coordinates_of_the_manager_in_12_1(official):
    content = text(official)

    section = content[content.index("12.1 Le gestionnaire est") : content.index("12.2 La")]

    assert re.findall(r"(?<=[a-e]\) )[^;]*?(?= ?;|\. Empreinte|\.$|\. $)", section)[:4] == [
        "nom : Gestion Prévaction inc.",
        "adresse : 1250, boulevard des Forges, Trois-Rivières (Québec) G8Y 1Z1",
        "personne à joindre : Geneviève Lefrançois",
        "téléphone : 819 555-0142",
    ]


def test_sheets_mark_what_changed_this_year(official):
    content = text(official, "-f", "2", "-l", "2")

    marks = re.findall(r"(?:8\.1 )?modifiée en 2022", content)

    assert marks == ["modifiée en 2022", "modifiée en 2022", "8.1 modifiée en 2022"]


def test_sheets_take_the_templates_of_their_version():
    sources = VERSION.sources | {"_header.html": "<div class='header'><p>Autre papier</p></div>"}
    version = replace(VERSION, sources=sources)

    (sheet,) = paper.certificate_sheets(SNAPSHOT, version, "2022-00042-1187-01")

    assert text(bound([sheet])).count("Autre papier") == 1


def test_sheets_are_few_for_names_of_one_scale():
    names = ["Garage Roy", "Fournil de la Côte-du-Sud inc.", "9404-1234 Québec inc."]

    templates = {sheet.template for name in names for sheet in official_sheets(document(name))}

    # note, Entente, certificate
    assert len(templates) == 3


def test_sheets_with_another_text_are_refused():
    other = Edition(2022, EDITION.clauses[:-1])

    with pytest.raises(paper.WrongEdition):
        paper.sheets(SNAPSHOT, VERSION, other)


def test_sheets_without_their_text_are_refused():
    snapshot = SNAPSHOT

    with pytest.raises(paper.WrongEdition):
        paper.sheets(snapshot, VERSION)


# ---- certificates


def test_certificate_prints_the_one_that_is_named():
    sheets = paper.certificate_sheets(SNAPSHOT, VERSION, "2022-00042-1187-02")

    found = re.findall(r"ETA\d+|K7QM-\S+|1 de 1", text(bound(sheets)))

    assert found == ["ETA004120872", "K7QM-2T4X-9RV3", "1 de 1"]


def test_certificate_is_titled_by_its_year_establishment_and_employer():
    pdf = pikepdf.open(io.BytesIO(certificate()))

    title = pdf.open_metadata()["dc:title"]

    assert title == (
        "Certificat d’appartenance 2022, Comptoir de la rue des Érables, "
        "Boulangerie Quatre-Temps inc."
    )


def test_certificate_prints_the_fingerprint_in_groups_of_four_and_its_words():
    digest = paper.fingerprint(SNAPSHOT)

    content = text(certificate())

    printed = "".join(re.findall(r"\b[0-9a-f]{4}\b(?= |$)", content.split("(SHA-256)")[1]))
    compared = re.search(r"à comparer (.*) Empreinte", content)[1]
    assert (printed, compared.split(" · ")) == (digest, list(words.four(digest)))


def test_certificate_holds_its_token_in_the_code():
    expected = f"HTTPS://GUICHET-SST.EXAMPLE/V/{SNAPSHOT['certificates'][0]['token']}"

    pdf = pikepdf.open(io.BytesIO(certificate()))
    pictures = [picture.read_bytes() for picture in pdf.pages[0].get_images().values()]

    assert pictures == [qr.bits(expected)]


def test_certificate_with_an_unknown_number_is_not_found():
    number = "2022-00042-1187-99"

    with pytest.raises(LookupError):
        paper.certificate_sheets(SNAPSHOT, VERSION, number)


def test_certificate_escapes_names():
    content = text(certificate(named(NAME)))

    # a hyphen at the end of a line is read as one that hyphenation put there
    plain = content.replace("\u00a0", " ").replace("-", "")
    spelled = plain.count(NAME.strip().replace("-", ""))

    # employer, establishment, mutuelle, firm
    assert spelled == 4


@pytest.mark.parametrize("length", [1, 32, 33, 50, 84, 104, 200])
@pytest.mark.parametrize(
    "name", [NAME, "Établissementsansaucuneespace", "W", "GARAGE DES ÉRABLES "]
)
def test_certificate_never_cuts_or_covers_a_name(name, length):
    long = (name * 200)[:length].strip()
    snapshot = named(long, address=long)

    content = certificate(snapshot)

    found = boxes(content)
    (display,) = [bottom for word, _, _, bottom in found if word == "travailleurs."]
    # the code stands above the words to compare
    foot = min(top for word, _, top, _ in found if word in {"Émis", "SHA-256"})
    assert pages(content) == 1
    assert display < foot - 4
    # 612 points less a margin of 17.5 mm
    assert max(right for _, right, _, _ in found) < 563


@pytest.mark.parametrize("name", [PLACE, f"{PLACE} et son annexe"])
def test_certificate_sets_a_long_name_on_two_lines_before_all_are_smaller(name):
    snapshot = document("Rénovation Lebel et Fils inc.")
    snapshot["certificates"][0]["establishment"]["name"] = name

    short, long = (certificate(document("Rénovation Lebel et Fils inc.")), certificate(snapshot))

    assert height("Lebel", long) == height("Lebel", short)


@pytest.mark.parametrize(
    ("length", "points"), [(29, 22.0), (55, 22.0), (75, 20.0), (110, 20.0), (180, 18.0)], ids=str
)
def test_certificate_reads_from_afar_whatever_the_name_of_the_employer(length, points):
    name = ("Rénovation Lebel et Fils, associés et entrepreneurs du Québec " * 3)[:length].strip()

    content = certificate(document(name))

    # an em of this font stands 1.362 high
    assert round(height("Rénovation", content) / 1.362, 1) == points


def test_certificate_of_another_keeps_its_own_scale():
    snapshot = document(certificates=2)
    snapshot["certificates"][1]["establishment"]["name"] = f"{PLACE} et des environs " * 3

    content = certificate(snapshot)

    assert height("Quatre-Temps", content) == height("Quatre-Temps", certificate(document()))


def test_certificate_prints_the_employer_number_where_there_is_no_neq():
    employer = SNAPSHOT["employer"] | {"neq": None, "number": "ENL12345678"}

    content = text(certificate(SNAPSHOT | {"employer": employer}))

    assert ("None" in content, content.count("ENL12345678")) == (False, 1)


@pytest.mark.parametrize(
    ("day", "written"), [("2021-12-01", "1er décembre 2021"), ("2022-01-11", "11 janvier 2022")]
)
def test_certificate_writes_its_date(day, written):
    snapshot = SNAPSHOT | {"issued_on": day}

    content = text(certificate(snapshot))

    assert re.search(r"Émis et scellé le (.*?20\d\d)", content)[1] == written


# ---- letters


def test_letter_fits_one_page_and_conforms():
    content = letter()

    faults = failures(content)

    assert (pages(content), faults) == (1, [])


def test_letter_prints_paragraphs_and_table():
    content = text(letter())

    start = content.index("La décision")

    assert content[start : content.index(" Service de la")] == (
        "La décision prend effet le 1er janvier 2022 : conservez-la. Taux < 2 % ? "
        "Unité Taux 34410 – Boulangerie 2,14 $"
    )


def test_letter_without_table_prints_none():
    content = text(letter(table=None))

    found = "Unité" in content

    assert not found


def test_letter_keeps_the_lines_of_its_contact():
    address = "Case postale 555, succursale Simulation\nQuébec (Québec) G0X 0X0"
    contact = LETTER["contact"] | {"address": address}

    lines = heard_lines(letter(contact=contact))

    start = lines.index(contact["name"])
    assert lines[start + 1 : start + 3] == [
        "Case postale 555, succursale Simulation",
        "Québec (Québec) G0X\u00a00X0",
    ]


def test_letter_tells_its_date_with_no_space_around_it():
    lines = heard_lines(letter(issued_on="2021-10-15"))

    found = lines[lines.index("Date") + 1]

    assert found == "15\u00a0octobre\u00a02021"


def test_letter_tells_a_screen_reader_its_number_and_that_it_is_made_up():
    content = heard(letter())

    said = re.findall(r"Nº [\d-]+|Document fictif, sans valeur officielle", content)

    assert said == ["Nº 2021-417", "Document fictif, sans valeur officielle"]


def test_letter_prints_what_looks_like_a_mark():
    content = text(letter(paragraphs=["Champ ⟨number⟩ ou [number]", "<b>&amp;</b>"]))

    start = content.index("Champ")

    assert content[start : content.index(" Unité")] == "Champ ⟨number⟩ ou [number] <b>&amp;</b>"


# ---- data


def test_data_of_a_certificate_say_what_it_says():
    said = json.loads(paper.data(SNAPSHOT, "2022-00042-1187-02"))

    assert said == {
        "$schema": "https://guichet-sst.example/static/paper/document-1.schema.json",
        "genre": "certificat",
        "numero": "2022-00042-1187-02",
        "titre": "Certificat d’appartenance à une mutuelle de prévention",
        "emis_le": "2021-12-15",
        "employeur": {
            "nom": "Boulangerie Quatre-Temps inc.",
            "neq": "1199404477",
            "numero": "ENL00411208",
        },
        "annee": 2022,
        "mutuelle": {"numero": "MUT00042", "nom": "Mutuelle Boulange et pâtisserie"},
        "validite": {"du": "2022-01-01", "au": "2022-12-31"},
        "empreinte": paper.fingerprint(SNAPSHOT),
        "code": "K7QM-2T4X-9RV3",
        "jeton": SNAPSHOT["certificates"][1]["token"],
        "etablissement": {
            "numero": "ETA004120872",
            "nom": "Atelier de cuisson",
            "adresse": "12, rue X",
        },
    }


def test_data_tell_what_is_replaced():
    snapshot = replacing()

    whole, alone = paper.data(snapshot), paper.data(snapshot, "2022-00042-1187-01")

    replaced = {"numero": "2022-00042-1187", "emis_le": "2021-12-01"}
    assert [json.loads(said)["remplace"] for said in (whole, alone)] == [replaced, replaced]


def test_data_of_a_document_list_its_certificates():
    said = json.loads(paper.data(SNAPSHOT))

    numbers = [found["numero"] for found in said["certificats"]]

    assert (said["numero"], numbers) == (
        "2022-00042-1187",
        ["2022-00042-1187-01", "2022-00042-1187-02"],
    )


@pytest.mark.parametrize(
    "content",
    [
        paper.data(SNAPSHOT),
        paper.data(SNAPSHOT, "2022-00042-1187-01"),
        paper.data(replacing()),
        paper.data(LETTER),
        paper.data(LETTER | {"employer": LETTER["employer"] | {"neq": None}}),
    ],
    ids=["official", "certificate", "replacing", "letter", "no NEQ"],
)
def test_data_follow_the_published_schema(content):
    said, schema = (
        json.loads(content),
        json.loads((paper_templates.PAPER / paper.SCHEMA).read_text()),
    )

    assert faults(said, schema) == []
