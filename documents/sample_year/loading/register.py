"""Firms, mutuelles, employers, establishments."""

from documents.sample_year.invented.employers import PlannedEmployer
from documents.sample_year.invented.places import Place, draw_place
from documents.sample_year.invented.trades import FIRMS, TRADES
from documents.sample_year.sizes import Say, Size
from mutuelles.models import Firm, Mutuelle
from portal.models import Employer, Establishment


def load(size: Size, say: Say) -> None:
    _load_mutuelles(size)
    planned = size.employers()
    employers = Employer.objects.bulk_create(map(_employer, planned))
    establishments = Establishment.objects.bulk_create(
        Establishment(employer=employer, number=one.number, name=one.name, **_address(one.place))
        for employer, plan in zip(employers, planned, strict=True)
        for one in plan.establishments
    )
    say(f"{len(employers)} employeurs, {len(establishments)} établissements")


def _load_mutuelles(size: Size) -> None:
    rng = size.rng("firms")
    firms = Firm.objects.bulk_create(
        Firm(
            name=name,
            contact=contact,
            phone=f"1\u00a0800\u00a0555-{digits}",
            email=f"mutuelles@{mailbox}.example",
            **_address(draw_place(rng)),
        )
        for name, contact, mailbox, digits in FIRMS
    )
    Mutuelle.objects.bulk_create(
        Mutuelle(number=trade.mutuelle, name=trade.mutuelle_name, firm=firms[trade.firm])
        for trade in TRADES
    )


def _employer(plan: PlannedEmployer) -> Employer:
    return Employer(
        neq=plan.neq,
        number=plan.number,
        name=plan.name,
        rating_mode=plan.rating_mode,
        standing=plan.standing,
        account_kind=plan.account_kind,
        **_address(plan.place),
    )


def _address(place: Place) -> dict[str, str]:
    return {"street": place.street, "city": place.city, "postal_code": place.postal_code}
