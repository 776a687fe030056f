"""The Entente of a mutuelle for a year: concluded, compared with the last one, closed."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mutuelles.access import may_close_signatures, may_study
from mutuelles.choices import Step
from mutuelles.entente_text.comparison import ClauseChange, compare, filled
from mutuelles.entente_text.model import Edition
from mutuelles.entente_text.typography import typeset
from mutuelles.models import Entente, EntenteEdition, Mutuelle
from mutuelles.services import calendar
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import Employer, User, clock
from portal.services import audit

Facts = Mapping[str, str]

SPACES = re.compile(r"[ \t\r\n\f]+")
# what each fact is to a person, in the order of the text; the years change every year
NAMES = {
    "mutuelle_name": gettext_lazy("Nom de la mutuelle"),
    "firm_name": gettext_lazy("Gestionnaire"),
    "firm_address": gettext_lazy("Adresse du gestionnaire"),
    "firm_contact": gettext_lazy("Personne à joindre"),
    "firm_phone": gettext_lazy("Téléphone"),
    "firm_email": gettext_lazy("Courriel"),
}


# ---- concluding


def conclude(mutuelle: Mutuelle, year: int, *, due_on: dt.date | None = None) -> Entente:
    """The Entente of the year, on the last text published for it or before.

    Its facts are those of this day; signed and returned by the date of the calendar, unless staff
    granted a longer delay (seed 001).
    """
    edition = EntenteEdition.objects.filter(year__lte=year).first()
    if edition is None:
        raise BusinessError(_("Aucun texte de l’Entente n’est publié pour cette année."))
    facts = facts_of(mutuelle, year)
    entente, _created = Entente.objects.get_or_create(
        mutuelle=mutuelle,
        year=year,
        defaults={
            "edition": edition,
            "concluded_on": clock.today(),
            "due_on": due_on or calendar.dates(year)[Step.SIGNATURE],
            "facts": facts,
            "text_sha256": edition.text.filled(facts).sha256(),
        },
    )
    return entente


def facts_of(mutuelle: Mutuelle, year: int) -> dict[str, str]:
    """What fills the places of the text, spelled as the paper spells it."""
    firm = mutuelle.firm
    named = {
        "mutuelle_name": mutuelle.name,
        "mutuelle_number": mutuelle.number,
        "firm_name": firm.name,
        "firm_address": firm.address,
        "firm_contact": firm.contact,
        "firm_phone": firm.phone,
        "firm_email": firm.email,
    }
    return {name: _spelled(value) for name, value in named.items()} | _years(year)


def _years(year: int) -> dict[str, str]:
    return {"year": str(year), "previous_year": str(year - 1), "next_year": str(year + 1)}


def _spelled(value: str) -> str:
    """Composed accents, single spaces, those of French: one spelling, one hash."""
    return typeset(SPACES.sub(" ", unicodedata.normalize("NFC", value)).strip())


def exact_text(entente: Entente) -> Edition:
    """The text that the members sign, word for word. Raises BusinessError if it is not whole."""
    text = entente.text
    if text.sha256() != entente.text_sha256:
        raise BusinessError(_("Le texte de cette Entente n’est plus celui qui a été conclu."))
    return text


def of_employer(employer: Employer) -> set[tuple[int, int]]:
    """Mutuelle (its key) and year of the Ententes that an employer is or was a member of."""
    rows = Entente.objects.filter(
        mutuelle__memberships__employer=employer, mutuelle__memberships__year=F("year")
    )
    return set(rows.values_list("mutuelle", "year"))


# ---- comparing


@dataclass(frozen=True)
class FactChange:
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """What an Entente changes of the one before it: its text, and the facts of its mutuelle.

    `before` and `after` are both texts, filled.
    """

    year: int
    before: Edition
    after: Edition
    clauses: tuple[ClauseChange, ...]
    facts: list[FactChange]


def changes(entente: Entente) -> Changes | None:
    """Against the mutuelle's last Entente or, if it had none, the text before; None for a first."""
    found = _last_of(entente) or _text_before(entente)
    if found is None:
        return None
    year, edition, facts = found
    clauses = compare(edition.text, entente.edition.text)
    return Changes(
        year=year,
        before=edition.text.filled(facts),
        after=exact_text(entente),
        clauses=filled(clauses, facts, entente.facts),
        facts=[
            FactChange(str(name), facts[key], entente.facts[key])
            for key, name in NAMES.items()
            if facts[key] != entente.facts[key]
        ],
    )


def _last_of(entente: Entente) -> tuple[int, EntenteEdition, Facts] | None:
    last = Entente.objects.filter(mutuelle=entente.mutuelle_id, year__lt=entente.year)
    found = last.select_related("edition").order_by("-year").first()
    return (found.year, found.edition, found.facts) if found else None


def _text_before(entente: Entente) -> tuple[int, EntenteEdition, Facts] | None:
    """As this mutuelle would have signed it that year."""
    found = EntenteEdition.objects.filter(year__lt=entente.edition.year).first()
    return (found.year, found, entente.facts | _years(found.year)) if found else None


# ---- closing


@transaction.atomic
def close(*, actor: User, entente: Entente) -> None:
    """No signature after this: by staff, or by the manager once every member has signed.

    One conditional UPDATE, which waits for those who are signing (`mutuelles_check_signature`).
    """
    if not may_close_signatures(actor, entente.mutuelle):
        raise NotAllowed(_("Seuls le personnel d’étude et le gestionnaire closent les signatures."))
    open = Entente.objects.filter(pk=entente.pk, closed_on=None)
    if not open.update(closed_on=clock.today(), closed_by=actor):
        raise Conflict(what_happened(entente))
    if not may_study(actor) and entente.members.filter(signature=None).exists():
        raise BusinessError(
            _("Des membres n’ont pas signé : seul le personnel d’étude clôt avant eux.")
        )
    entente.refresh_from_db(fields=["closed_on", "closed_by"])
    audit.record(actor=actor, verb="close", subject=entente)


def what_happened(entente: Entente) -> str:
    """Who closed the signatures, and when: for whoever comes after."""
    found = Entente.objects.select_related("closed_by").get(pk=entente.pk)
    message = _("Les signatures de cette Entente sont closes depuis le %(day)s (%(by)s).")
    return message % {"day": found.closed_on, "by": found.closed_by}
