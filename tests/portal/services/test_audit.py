from portal.services import audit


def test_trail_of_two_things_the_latest_first(cast):
    for subject in (cast.bakery, cast.garage, cast.firm, cast.bakery):
        audit.record(actor=cast.odile, verb="look", subject=subject)

    trail = audit.trail(cast.bakery, cast.garage)

    assert [entry.subject for entry in trail] == [
        f"portal.employer:{employer.pk}" for employer in (cast.bakery, cast.garage, cast.bakery)
    ]
