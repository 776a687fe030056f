import json

import pytest

from mutuelles.entente_text.model import (
    Clause,
    Edition,
    SubClause,
    UnknownPlaceholder,
    fill,
)

EDITION = Edition(
    2022,
    (
        Clause(1, "Objet", (SubClause("1.1", "Année {year}.", ("a de {name}",), changed=True),)),
        Clause(2, "Durée", (), changed=True),
    ),
)


def test_from_json_gives_back_the_edition_that_a_json_column_kept():
    stored = json.dumps(EDITION.to_json())

    result = Edition.from_json(json.loads(stored))

    assert result == EDITION


def test_sha256_ignores_the_order_of_keys():
    data = EDITION.to_json()
    shuffled = {key: data[key] for key in reversed(list(data))}

    result = Edition.from_json(shuffled).sha256()

    assert result == EDITION.sha256()


def test_sha256_changes_with_one_letter():
    data = EDITION.to_json()
    data["clauses"][0]["title"] = "Objets"

    result = Edition.from_json(data).sha256()

    assert result != EDITION.sha256()


def test_filled_replaces_placeholders_in_texts_and_items():
    values = {"year": "2022", "name": "Tôlerie d’en bas"}

    result = EDITION.filled(values).clauses[0].sub_clauses[0]

    assert result == SubClause("1.1", "Année 2022.", ("a de Tôlerie d’en bas",), changed=True)


def test_filled_with_a_missing_value_says_which():
    values = {"year": "2022"}

    with pytest.raises(UnknownPlaceholder) as caught:
        EDITION.filled(values)

    assert str(caught.value) == ("The text of the Entente asks for {name}, which has no value.")


def test_fill_never_reads_a_value_again():
    values = {"name": "Métaux {secret} & {0.__class__} ltée"}

    result = fill("Chez {name}", values)

    assert result == "Chez Métaux {secret} & {0.__class__} ltée"
