"""Pages without counting or offsets: rows after or before a known row."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet


@dataclass(frozen=True)
class KeysetPage:
    """Rows in the order asked for, and whether there are some on either side."""

    rows: list[Any] = field(default_factory=list)
    has_before: bool = False
    has_after: bool = False

    def links(self) -> dict[str, str | None]:
        """Addresses of the pages on either side, for lists that show keys."""
        return {
            "newer_url": f"?avant={self.rows[0].pk}" if self.has_before else None,
            "older_url": f"?apres={self.rows[-1].pk}" if self.has_after else None,
        }


def keyset_page(
    queryset: QuerySet[Any],
    *,
    order: str,
    size: int,
    after: Model | None = None,
    before: Model | None = None,
) -> KeysetPage:
    """`size` rows by `order` (`issued_on`, `-issued_on`…), ties by id in the same direction.

    One row more than the page is fetched: that tells whether another page follows.
    """
    sign, name = ("-", order[1:]) if order.startswith("-") else ("", order)
    unfiltered, backwards, anchor = queryset, before is not None, before or after
    descending = bool(sign) != backwards
    if anchor is not None:
        queryset = queryset.filter(_beyond(name, anchor, descending=descending))
    minus = "-" if descending else ""
    rows = list(queryset.order_by(f"{minus}{name}", f"{minus}id")[: size + 1])
    if anchor is not None and not rows:
        # the anchor has moved to the end, or stood there: begin again
        return keyset_page(unfiltered, order=order, size=size)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        return KeysetPage(rows[::-1], has_before=more, has_after=True)
    return KeysetPage(rows, has_before=anchor is not None, has_after=more)


def _beyond(name: str, anchor: Model, *, descending: bool) -> Q:
    """`(name, id)` beyond the anchor's, written so that an index on both can serve."""
    value, step = getattr(anchor, name), "lt" if descending else "gt"
    tie = Q(**{name: value, f"id__{step}": anchor.pk})
    return Q(**{f"{name}__{step}e": value}) & (Q(**{f"{name}__{step}": value}) | tie)
