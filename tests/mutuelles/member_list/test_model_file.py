import pytest

from mutuelles.member_list.model_file import csv_model, xlsx_model
from mutuelles.member_list.reading import read


@pytest.mark.parametrize("model, kind", [(csv_model, "CSV"), (xlsx_model, "XLSX")])
def test_model_is_read_back_without_fault(model, kind):
    reading = read(model(), "modele")

    assert (reading.format, reading.faults, reading.rows_read) == (kind, (), 2)
    assert [len(employer.establishments) for employer in reading.employers] == [2]


@pytest.mark.parametrize("model", [csv_model, xlsx_model])
def test_model_has_the_same_bytes_each_time(model):
    assert model() == model()


def test_csv_model_opens_in_excel():
    content = csv_model()

    assert content.startswith("\ufeffNEQ ou numéro d’employeur;Nom de l’employeur;".encode())
