"""The mutuelles that anyone may know of: those that have an Entente for the year."""

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mutuelles.models import Entente, Membership, Mutuelle
from portal.models.employer import sort_key_expression


def of_year(year: int) -> QuerySet[Mutuelle]:
    """With `members`, the number of its active ones and never a name, and keys to sort by."""
    ententes = Entente.objects.filter(mutuelle=OuterRef("pk"), year=year)
    members = Membership.objects.active(year).filter(mutuelle=OuterRef("pk")).order_by()
    count = members.values("mutuelle").annotate(total=Count("pk")).values("total")
    return (
        Mutuelle.objects.filter(Exists(ententes))
        .select_related("firm")
        .annotate(
            members=Coalesce(Subquery(count), 0),
            name_key=sort_key_expression("name"),
            firm_key=sort_key_expression("firm__name"),
            city_key=sort_key_expression("firm__city"),
        )
    )
