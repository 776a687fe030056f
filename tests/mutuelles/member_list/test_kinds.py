import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuelles.member_list import kinds
from portal import identifiers
from tests.mutuelles.member_list.lists import refusal


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
    read = kinds.EMPLOYER_NUMBER.parse(value)

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
        ("1140000000", "Excel a abrégé ce numéro : ses derniers chiffres sont perdus."),
        (
            "ENL1234567",
            "Ce numéro compte 8 chiffres après ses trois lettres ; il en a perdu, il en reste 7.",
        ),
        ("ENL-A", "Un numéro d’employeur s’écrit ENL suivi de huit chiffres."),
        ("inconnu", "Ni un NEQ (dix chiffres), ni un numéro d’employeur (ENL et huit chiffres)."),
        (
            "١١٩٩٠٠٠٠٠٢",
            "Ni un NEQ (dix chiffres), ni un numéro d’employeur (ENL et huit chiffres).",
        ),
    ],
)
def test_employer_number_says_what_is_wrong(value, message):
    said = refusal(kinds.EMPLOYER_NUMBER.parse, value)

    assert said == message


def test_establishment_number_forgets_spaces():
    read = kinds.ESTABLISHMENT_NUMBER.parse("eta 990 000 001")

    assert read == "ETA990000001"


@pytest.mark.parametrize("value", ["990000001", "ETA9900000011", "ETB990000001"])
def test_establishment_number_refuses_other_forms(value):
    message = refusal(kinds.ESTABLISHMENT_NUMBER.parse, value)

    assert message == "Un numéro d’établissement s’écrit ETA suivi de neuf chiffres."


def test_establishment_number_says_that_zeros_were_lost():
    message = refusal(kinds.ESTABLISHMENT_NUMBER.parse, "ETA12")

    assert message == (
        "Ce numéro compte 9 chiffres après ses trois lettres ; il en a perdu, il en reste 2."
    )


@pytest.mark.parametrize("value", ["G1K 7E2", "g1k7e2", "G1K-7E2", "g1k  7e2"])
def test_postal_code_takes_the_usual_spellings(value):
    code = kinds.POSTAL_CODE.parse(value)

    assert code == "G1K 7E2"


@pytest.mark.parametrize("value", ["G1K 7EO", "90210", "D1K 7E2"])
def test_postal_code_refuses_what_is_none(value):
    message = refusal(kinds.POSTAL_CODE.parse, value)

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
    read = kinds.PROVINCE.parse(value)

    assert read == province


def test_province_refuses_another_country():
    message = refusal(kinds.PROVINCE.parse, "Vermont")

    assert message == "Cette province n’est pas reconnue."


def test_email_is_kept_in_lower_case():
    address = kinds.EMAIL.parse("Maude.Tremblay@Trois-Saules.Example")

    assert address == "maude.tremblay@trois-saules.example"


@pytest.mark.parametrize(
    "value", ["maude", "maude@", "a@b.example; c@d.example", "Maude <a@b.example>"]
)
def test_email_refuses_what_is_not_one_address(value):
    message = refusal(kinds.EMAIL.parse, value)

    assert message == "Ce n’est pas une adresse de courriel."


@pytest.mark.parametrize(
    "value, paper",
    [
        ("Résolution", "RESOLUTION"),
        ("PROCURATION", "PROCURATION"),
        ("Power of attorney", "PROCURATION"),
    ],
)
def test_paper_is_kept_by_its_key(value, paper):
    read = kinds.PAPER.parse(value)

    assert read == paper


def test_paper_refuses_anything_else():
    message = refusal(kinds.PAPER.parse, "Résolution ou procuration")

    assert message == "La pièce qui nomme le signataire est une résolution ou une procuration."


def test_employer_name_refuses_that_of_the_model():
    message = refusal(kinds.EMPLOYER_NAME.parse, kinds.EXAMPLE_NAME)

    assert message == "C’est encore le nom de l’exemple du modèle."


NEQS = st.from_regex(r"\A(11|22|33|88)[0-9]{8}\Z")
NEARLY = {
    "EMPLOYER_NUMBER": NEQS
    | NEQS.map(lambda neq: identifiers.neq_with_check_digit(neq[:9]))
    | st.from_regex(r"\AE?NL[0-9]{7,9}\Z"),
    "ESTABLISHMENT_NUMBER": st.from_regex(r"\AETA[0-9]{8,10}\Z"),
    "POSTAL_CODE": st.from_regex(r"\A[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]\Z"),
    "EMAIL": st.from_regex(r"\A[a-zA-Z0-9_.-]{1,9}@[a-z0-9.-]{1,12}\.[a-z]{1,4}\Z"),
    "EMPLOYER_NAME": st.just(kinds.EXAMPLE_NAME) | st.just("Scierie"),
}


@pytest.mark.parametrize("kind", NEARLY)
@given(st.data())
def test_taken_says_what_parse_would_leave_as_it_is(kind, data):
    value = data.draw(NEARLY[kind])
    parse, taken = getattr(kinds, kind)

    sound = taken([value])

    assert not sound or parse(value) == value


def test_taken_knows_numbers_with_a_right_check_digit():
    neqs = [identifiers.neq_with_check_digit(f"11{number:07d}") for number in range(0, 9999, 7)]
    wrong = [f"{neq[:9]}{(int(neq[9]) + 1) % 10}" for neq in neqs]

    assert kinds.EMPLOYER_NUMBER.taken([*neqs, "ENL12345678"])
    assert not any(kinds.EMPLOYER_NUMBER.taken([neq]) for neq in wrong)
