import pytest

from mutuelles.member_list.columns import EXAMPLES
from mutuelles.member_list.model_file import csv_model, xlsx_model
from mutuelles.member_list.reading import read
from tests.mutuelles.member_list.lists import as_csv, faults_of, line


@pytest.mark.parametrize("model, kind", [(csv_model, "CSV"), (xlsx_model, "XLSX")])
def test_model_has_titles_that_are_read_and_examples_that_are_not(model, kind):
    reading = read(model(), "modele")

    assert (reading.format, reading.rows, len(reading.places)) == (kind, (), 16)
    assert len(reading.faults) == 1
    assert reading.faults[0].message.endswith("ne contient aucun membre.")


def test_model_is_read_once_it_is_filled():
    content = csv_model() + as_csv([line()], headings=[])

    reading = read(content, "modele.csv")

    assert (reading.faults, [row.row for row in reading.rows]) == ((), [5])


def test_model_is_read_where_an_example_was_replaced():
    filled = csv_model().replace(
        "Exemple à effacer (Menuiserie des Trois Saules inc.)".encode(), b"Menuiserie", 1
    )

    reading = read(filled, "modele.csv")

    assert [(row.row, row.employer_name) for row in reading.rows] == [(2, "Menuiserie")]


def test_model_s_name_is_refused_on_other_lines():
    name = EXAMPLES[0]["employer_name"]

    faults = faults_of(line(employer_name=name, capacity="Secrétaire"))

    assert [(fault.row, fault.column, fault.message) for fault in faults] == [
        (2, "B", "C’est encore le nom de l’exemple du modèle.")
    ]


@pytest.mark.parametrize("model", [csv_model, xlsx_model])
def test_model_has_the_same_bytes_each_time(model):
    assert model() == model()


def test_csv_model_opens_in_excel():
    content = csv_model()

    assert content.startswith("\ufeffNEQ ou numéro d’employeur;Nom de l’employeur;".encode())
