import pytest

from mutuelles.member_list import cells


def refusal(parse, value):
    with pytest.raises(cells.Refused) as caught:
        parse(value)
    return caught.value.message


@pytest.mark.parametrize(
    "raw, value",
    [
        ("  Les  Scieries\tdu Nord ", "Les Scieries du Nord"),
        ("12, rue\u00a0Haute\nbureau 3", "12, rue Haute bureau 3"),
        ("E\u0301loi\u0308se", "Éloïse"),
        ("\ufeffa@b.example\u200b", "a@b.example"),
    ],
)
def test_clean_leaves_one_space_and_composed_letters(raw, value):
    cleaned = cells.clean(raw)

    assert cleaned == value


@pytest.mark.parametrize(
    "odd, code",
    [
        ("\x07", "0007"),
        ("\x1c", "001C"),
        ("\u202e", "202E"),
        ("\ufdd0", "FDD0"),
        ("\ue000", "E000"),
    ],
)
def test_clean_refuses_what_does_not_print(odd, code):
    message = refusal(cells.clean, f"Scierie{odd} inc.")

    assert message == f"Un caractère qui ne s’imprime pas (U+{code}) se trouve dans cette cellule."


@pytest.mark.parametrize(
    "garbled", ["QuÃ©bec", "Lâ€™Entrepôt", "Qu\N{REPLACEMENT CHARACTER}bec", "NoÃ«l"]
)
def test_clean_refuses_damaged_accents(garbled):
    message = refusal(cells.clean, garbled)

    assert message == "Les accents de ce texte ont été abîmés par une conversion."


@pytest.mark.parametrize(
    "value, number",
    [
        ("1199000002", "1199000002"),
        ("1199 000 002", "1199000002"),
        ("1199-000-002", "1199000002"),
        ("enl 1234 5678", "ENL12345678"),
    ],
)
def test_employer_number_forgets_spaces_and_dashes(value, number):
    read = cells.employer_number(value)

    assert read == number


@pytest.mark.parametrize(
    "value, message",
    [
        ("119900000", "Un NEQ compte dix chiffres ; celui-ci en a perdu, il en reste 9."),
        ("11990000021", "Un NEQ compte dix chiffres ; celui-ci en a 11."),
        ("4499000002", "Un NEQ commence par 11, 22, 33 ou 88 ; celui-ci commence par 44."),
        ("1199000003", "Ce NEQ n’existe pas : son dernier chiffre ne va pas avec les autres."),
        ("1,2E+09", "Excel a abrégé ce numéro : ses derniers chiffres sont perdus."),
        ("1.199E+09", "Excel a abrégé ce numéro : ses derniers chiffres sont perdus."),
        ("ENL1234567", "Un numéro d’employeur s’écrit ENL suivi de huit chiffres."),
        ("inconnu", "Ni un NEQ (dix chiffres), ni un numéro d’employeur (ENL et huit chiffres)."),
        (
            "١١٩٩٠٠٠٠٠٢",
            "Ni un NEQ (dix chiffres), ni un numéro d’employeur (ENL et huit chiffres).",
        ),
    ],
)
def test_employer_number_says_what_is_wrong(value, message):
    said = refusal(cells.employer_number, value)

    assert said == message


def test_establishment_number_forgets_spaces():
    read = cells.establishment_number("eta 990 000 001")

    assert read == "ETA990000001"


@pytest.mark.parametrize("value", ["990000001", "ETA99000001", "ETA9900000011", "ETB990000001"])
def test_establishment_number_refuses_other_forms(value):
    message = refusal(cells.establishment_number, value)

    assert message == "Un numéro d’établissement s’écrit ETA suivi de neuf chiffres."


@pytest.mark.parametrize("value", ["G1K 7E2", "g1k7e2", "G1K-7E2", "g1k  7e2"])
def test_postal_code_takes_the_usual_spellings(value):
    code = cells.postal_code(value)

    assert code == "G1K 7E2"


@pytest.mark.parametrize("value", ["G1K 7EO", "90210", "D1K 7E2"])
def test_postal_code_refuses_what_is_none(value):
    message = refusal(cells.postal_code, value)

    assert message == "Ce n’est pas un code postal canadien."


@pytest.mark.parametrize(
    "value, province",
    [
        ("QC", "Québec"),
        ("quebec", "Québec"),
        ("(Québec)", "Québec"),
        ("P.Q.", "Québec"),
        ("Ontario", "ON"),
        ("N.-B.", "NB"),
        ("Î.-P.-É.", "PE"),
        ("nouvelle-écosse", "NS"),
    ],
)
def test_province_knows_its_spellings(value, province):
    read = cells.province(value)

    assert read == province


def test_province_refuses_another_country():
    message = refusal(cells.province, "Vermont")

    assert message == "Cette province n’est pas reconnue."


def test_email_is_kept_in_lower_case():
    address = cells.email("Maude.Tremblay@Trois-Saules.Example")

    assert address == "maude.tremblay@trois-saules.example"


@pytest.mark.parametrize(
    "value", ["maude", "maude@", "a@b.example; c@d.example", "Maude <a@b.example>"]
)
def test_email_refuses_what_is_not_one_address(value):
    message = refusal(cells.email, value)

    assert message == "Ce n’est pas une adresse de courriel."


@pytest.mark.parametrize(
    "value, paper", [("Résolution", "RESOLUTION"), ("PROCURATION", "PROCURATION")]
)
def test_paper_is_kept_by_its_key(value, paper):
    read = cells.paper(value)

    assert read == paper


def test_paper_refuses_anything_else():
    message = refusal(cells.paper, "Résolution ou procuration")

    assert message == "La pièce qui nomme le signataire est une résolution ou une procuration."
