"""The first line of a list: which column stands where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutuelles.member_list.cells import fold
from mutuelles.member_list.columns import COLUMN_OF, COLUMNS, Column
from mutuelles.member_list.faults import Fault, column_letter, shorten

# Beyond this many columns nobody wants to read about each of them.
MAX_TITLES = 100


@dataclass(frozen=True, slots=True)
class Header:
    """The line of titles; `columns` and `places` say at which index each known column stands."""

    row: int
    titles: tuple[str, ...]
    columns: tuple[tuple[Column, int], ...]
    untitled: tuple[int, ...]

    @property
    def places(self) -> dict[str, int]:
        return {column.key: index for column, index in self.columns}

    def letter(self, key: str) -> str:
        return column_letter(self.places[key])


def recognised(titles: Sequence[str]) -> int:
    """How many different columns these titles name."""
    return len({COLUMN_OF.get(fold(title)) for title in titles[:MAX_TITLES]} - {None})


def read_header(row: int, titles: Sequence[str]) -> tuple[Header, list[Fault]]:
    """Where each column stands, whatever the order, case, accents and spaces."""
    width = max((index + 1 for index, title in enumerate(titles) if title.strip()), default=0)
    header = _find(row, titles[: min(width, MAX_TITLES)])
    if not header.columns:
        return header, [_without_titles(header)]
    if width > MAX_TITLES:
        return header, [_too_many(header, width)]
    titled = width - len(header.untitled)
    too_many = [_too_many(header, titled)] if titled > len(COLUMNS) else []
    return header, [*too_many, *_missing(header), *_odd(header)]


def _find(row: int, titles: Sequence[str]) -> Header:
    found: dict[Column, int] = {}
    for index, title in enumerate(titles):
        column = COLUMN_OF.get(fold(title))
        if column:
            found.setdefault(column, index)
    untitled = tuple(index for index, title in enumerate(titles) if not title.strip())
    return Header(row, tuple(titles), tuple(found.items()), untitled)


def _without_titles(header: Header) -> Fault:
    return Fault(
        header.row,
        None,
        "",
        shorten(" | ".join(header.titles[: len(COLUMNS)])),
        _("La première ligne ne contient aucun titre de colonne connu."),
        _(
            "Repartir du modèle à télécharger, ou copier sa première ligne en tête de la liste. "
            "D’un classeur, seule la première feuille est lue."
        ),
    )


def _too_many(header: Header, count: int) -> Fault:
    message = _("La liste a %(count)s colonnes ; elle en a %(limit)s au plus.")
    remedy = _("Enlever les colonnes qui ne sont pas dans le modèle.")
    counts = {"count": count, "limit": len(COLUMNS)}
    return Fault(header.row, None, "", str(count), message % counts, remedy)


def _missing(header: Header) -> Iterator[Fault]:
    message = _("Il manque la colonne « %(heading)s ».")
    remedy = _("Ajouter cette colonne, avec ce titre.")
    places = header.places
    for column in COLUMNS:
        if column.required and column.key not in places:
            text = message % {"heading": column.heading}
            yield Fault(header.row, None, column.heading, "", text, remedy)


def _odd(header: Header) -> Iterator[Fault]:
    """Titles that nobody knows, and titles that come twice."""
    places = header.places
    for index, title in enumerate(header.titles):
        column = COLUMN_OF.get(fold(title))
        if title.strip() and not column:
            yield _unknown(header, index)
        elif column and places[column.key] != index:
            yield _repeated(header, column, index)


def _unknown(header: Header, index: int) -> Fault:
    title = shorten(header.titles[index])
    return Fault(
        header.row,
        column_letter(index),
        title,
        title,
        _("Le titre « %(title)s » n’est pas celui d’une colonne de la liste.") % {"title": title},
        _("Enlever cette colonne, ou lui donner un titre du modèle."),
    )


def _repeated(header: Header, column: Column, index: int) -> Fault:
    return Fault(
        header.row,
        column_letter(index),
        column.heading,
        shorten(header.titles[index]),
        _("La colonne « %(heading)s » se trouve déjà en %(letter)s.")
        % {"heading": column.heading, "letter": header.letter(column.key)},
        _("Garder une seule des deux."),
    )
