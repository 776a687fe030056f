"""Invented employers: plausible, well numbered, and the same each time."""

import random

import pytest

from documents.sample_year.invented.employers import SCENE_NAME, SCENE_NEQ, plan_employers
from documents.sample_year.invented.trades import TRADES
from documents.sample_year.sizes import FULL
from portal.identifiers import EMPLOYER_NUMBER, ESTABLISHMENT_NUMBER, is_neq, postal_code


@pytest.fixture(scope="module")
def employers():
    return FULL.employers()


def test_plan_gives_the_same_for_the_same_seed(employers):
    assert FULL.employers() == employers


def test_plan_gives_400_employers_of_one_to_four_establishments(employers):
    sizes = {len(employer.establishments) for employer in employers}

    assert len(employers) == 400
    assert sizes == {1, 2, 3, 4}


def test_plan_gives_well_formed_numbers(employers):
    neqs = [employer.neq for employer in employers if employer.neq]
    establishments = [one.number for employer in employers for one in employer.establishments]

    assert [neq for neq in neqs if not is_neq(neq) or not neq.startswith("1199")] == []
    assert [e.number for e in employers if not EMPLOYER_NUMBER.fullmatch(e.number)] == []
    assert [n for n in establishments if not ESTABLISHMENT_NUMBER.fullmatch(n)] == []
    assert len(set(neqs)) == len(neqs)
    assert len(set(establishments)) == len(establishments)


def test_plan_gives_real_postal_codes(employers):
    codes = {employer.place.postal_code for employer in employers}

    assert {code for code in codes if postal_code(code) != code} == set()


def test_plan_gives_names_and_addresses_once(employers):
    names = {employer.name for employer in employers}
    emails = {employer.contact.email for employer in employers}

    assert len(names) == len(employers)
    assert [email for email in emails if not email.endswith(".example")] == []


def test_plan_puts_the_scene_first(employers):
    scene = employers[0]

    assert (scene.name, scene.neq) == (SCENE_NAME, SCENE_NEQ)
    assert len(scene.establishments) == 2


def test_plan_of_a_share_keeps_two_members_of_each_trade():
    employers = plan_employers(random.Random(0), 0.01)

    members = [employer.trade.code for employer in employers if employer.is_member]
    assert members == [trade.code for trade in TRADES for _ in range(2)]
