"""What the lines say of each other: establishments listed twice, employers that contradict."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from mutuelles.member_list.columns import HEADING_OF
from mutuelles.member_list.faults import Fault, shorten
from mutuelles.member_list.rows import EMPLOYER_FACTS, MemberRow

Letters = Mapping[str, str]


def disagreements(rows: Iterable[MemberRow], letters: Letters) -> Iterator[Fault]:
    """Compare each line with the first of its employer and of its establishment.

    A value that was refused is empty and is left out: it already has its fault. The rows may come
    from a file or from wherever they were kept; `letters` are those of the columns of the file.
    """
    employers: dict[str, MemberRow] = {}
    establishments: dict[str, MemberRow] = {}
    for row in rows:
        first = employers.setdefault(row.employer_number, row) if row.employer_number else row
        if first is not row and first.employer_facts != row.employer_facts:
            yield from _contradictions(first, row, letters)
        if row.establishment_number:
            listed = establishments.setdefault(row.establishment_number, row)
            if listed is not row:
                yield _listed_twice(listed, row, letters)


def _contradictions(first: MemberRow, row: MemberRow, letters: Letters) -> Iterator[Fault]:
    for key, before, here in zip(
        EMPLOYER_FACTS, first.employer_facts, row.employer_facts, strict=True
    ):
        if before and here and before != here:
            yield _contradiction(key, before, here, first, row, letters)


def _contradiction(
    key: str, before: str, here: str, first: MemberRow, row: MemberRow, letters: Letters
) -> Fault:
    message = _(
        "L’employeur %(number)s a ici « %(here)s », mais « %(before)s » à la ligne %(row)s."
    ) % {
        "number": row.employer_number,
        "here": shorten(here),
        "before": shorten(before),
        "row": first.row,
    }
    remedy = _("Inscrire la même valeur sur toutes les lignes de cet employeur.")
    return Fault(row.row, letters.get(key), HEADING_OF[key], shorten(here), message, remedy)


def _listed_twice(first: MemberRow, row: MemberRow, letters: Letters) -> Fault:
    key = "establishment_number"
    facts = {"row": first.row, "employer": first.employer_number}
    if first.employer_number in ("", row.employer_number) or not row.employer_number:
        message = _("Cet établissement est déjà inscrit à la ligne %(row)s.") % facts
        remedy = _("Enlever l’une des deux lignes, ou corriger le numéro d’établissement.")
    else:
        message = (
            _("Cet établissement est inscrit à la ligne %(row)s pour l’employeur %(employer)s.")
            % facts
        )
        remedy = _("Un établissement n’a qu’un employeur : corriger l’un des deux numéros.")
    value = row.establishment_number
    return Fault(row.row, letters.get(key), HEADING_OF[key], value, message, remedy)
