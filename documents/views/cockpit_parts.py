"""The parts of a cockpit: its gauges, the ways into its list, its reminders, its rows."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents.filters import member as filters
from documents.services import cockpit, cockpit_words, reminding
from documents.services.cockpit import Figures, Roll
from mutuelles.choices import Decision, MembershipStatus
from mutuelles.services import reminder


@dataclass(frozen=True)
class Way:
    """Into the list of the members that stand somewhere: what they are called, and how many."""

    label: str
    count: int
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Gauge:
    """« Ententes signées : 1 174 sur 1 386 », and ways to those that are left."""

    key: str
    label: str
    done: Way
    total: int
    rest: list[Way]


@dataclass(frozen=True)
class Strip:
    """A reminder to send: to how many members, and when the last one left."""

    kind: str
    count: int
    last: dt.date | None
    is_today: bool


class Row(NamedTuple):
    """A member, ready to print."""

    name: str
    number: str  # NEQ, or employer number: what addresses name it by
    designation: str
    establishments: int
    is_active: bool
    is_excluded: bool
    status: tuple[str, str] | None  # state and words; nothing for what most members are
    declaration_key: int | None
    papers: tuple[str, str] | None
    signature: tuple[str, str] | None
    signed_on: str
    document_key: Any
    issued_on: str
    first_read_on: str


# by name in the address: the facet that it narrows, and its choices
FACETS: dict[str, tuple[str, filters.Choices]] = {
    "pieces": ("papers", filters.PAPERS),
    "signature": ("signature", filters.SIGNATURES),
    "document": ("reading", filters.ISSUES),
    "lecture": ("reading", filters.READINGS),
    "etat": ("status", filters.STATUSES),
}


def gauges(roll: Roll, figures: Figures) -> list[Gauge]:
    """Those of the season: papers of a project, then signatures, documents and readings."""
    if not figures.all:
        return []
    members = figures.of("status", cockpit.IN_FORCE)

    def gauge(label: str, name: str, done: str, rest: Iterable[str], total: int = members) -> Gauge:
        left = [way for each in rest if (way := _way(figures, name, each)).count]
        return Gauge(name, label, _way(figures, name, done), total, left)

    found = []
    if roll.project:
        rest = ("a-fournir", "a-verifier")
        found.append(gauge(_("Pièces vérifiées"), "pieces", "verifiees", rest))
    if roll.entente:
        found.append(gauge(_("Ententes signées"), "signature", "signee", ["a-signer"]))
    if not roll.is_declared:
        issued = gauge(_("Documents émis"), "document", "emis", ["a-emettre"])
        found.append(issued)
        read = _("Lus par les employeurs")
        found.append(gauge(read, "lecture", "lu", ["a-lire"], total=issued.done.count))
    return found


def _way(figures: Figures, name: str, choice: str) -> Way:
    facet, choices = FACETS[name]
    called, words = choices[choice]
    return Way(str(called), figures.of(facet, words), f"?{name}={choice}")


def ways(figures: Figures, chosen: dict[str, str]) -> list[Way]:
    """« Tous 1 386 », « À signer 212 »…; `chosen`: the criteria of the list as it is shown."""
    asked = {name: value for name, value in chosen.items() if value}
    found = [Way(_("Tous"), figures.all, "?", not asked)] if figures.all else []
    for (name, choice), label in _waiting().items():
        way = replace(_way(figures, name, choice), label=label)
        if way.count:
            found.append(replace(way, is_current=asked == {name: choice}))
    return found


def _waiting() -> dict[tuple[str, str], str]:
    return {
        ("pieces", "a-fournir"): _("Pièces à fournir"),
        ("pieces", "a-verifier"): _("Pièces à vérifier"),
        ("signature", "a-signer"): _("À signer"),
        ("lecture", "a-lire"): _("À lire"),
        ("etat", "revocation"): _("Révocation reçue"),
        ("etat", "sorti"): _("Exclus, partis ou refusés"),
    }


def strips(roll: Roll, figures: Figures, today: dt.date) -> list[Strip]:
    """What the manager may remind members of, where something is waited for."""
    waiting = {kind: figures.of(*reminding.WAITING[kind]) for kind in reminding.kinds(roll, today)}
    last = reminder.last(roll.mutuelle, roll.year) if any(waiting.values()) else {}
    return [
        Strip(kind, count, last.get(kind), last.get(kind) == today)
        for kind, count in waiting.items()
        if count
    ]


def rows(members: Iterable[Any]) -> list[Row]:
    """`members`: employers with the facets and facts of `cockpit`."""
    labels = _labels(get_language())
    return [
        Row(
            name=member.name,
            number=member.neq or member.number,
            designation=member.designation,
            establishments=member.establishment_count,
            is_active=member.status in (MembershipStatus.ACTIVE, cockpit.LEAVING),
            is_excluded=member.status == MembershipStatus.EXCLUDED,
            status=_state(
                member.status, labels, unsaid=(MembershipStatus.ACTIVE, Decision.PENDING)
            ),
            declaration_key=member.declaration_key,
            papers=_state(member.papers, labels),
            signature=_state(member.signature, labels),
            signed_on=_day(member.signed_on),
            document_key=member.document_key,
            issued_on=_day(member.issued_on),
            first_read_on=_day(member.first_read_on),
        )
        for member in members
    ]


def _state(
    word: Any, labels: dict[object, str], unsaid: Collection[str] = ()
) -> tuple[str, str] | None:
    """The state as `{% status %}` takes it; nothing where there is nothing to say."""
    if not word or word in unsaid:
        return None
    return (cockpit.Papers(word).name if isinstance(word, int) else word), labels[word]


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


@lru_cache
def _labels(language: str | None) -> dict[object, str]:
    words = (cockpit_words.STATUSES, cockpit_words.PAPERS, cockpit_words.SIGNATURES)
    return {word: str(label) for each in words for word, label in each.items()}
