"""The line of titles: which one it is, and which column stands where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutuelles.member_list.cells import fold
from mutuelles.member_list.columns import COLUMN_OF, COLUMNS, Column
from mutuelles.member_list.faults import FAULTS_TITLE, Fault, column_letter, shorten

# Beyond this many columns nobody wants to read about each of them.
MAX_TITLES = 100
# A title of the sheet, a date, a blank line may come before the titles of the columns.
FIRST_LINES = 20
# A line of members may happen to hold one or two words that are titles too.
SURELY_TITLES = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The line of titles; `columns` and `places` say at which index each known column stands.

    In a `strict` list nothing may stand under no title; a person who says where each column is
    leaves the others out.
    """

    row: int
    titles: tuple[str, ...]
    columns: tuple[tuple[Column, int], ...]
    strict: bool = True

    @property
    def places(self) -> dict[str, int]:
        return {column.key: index for column, index in self.columns}

    @property
    def letters(self) -> dict[str, str]:
        return {column.key: column_letter(index) for column, index in self.columns}

    @property
    def untitled(self) -> list[int]:
        return [index for index, title in enumerate(self.titles) if not title.strip()]

    @property
    def width(self) -> int:
        return max([len(self.titles), *(index + 1 for _column, index in self.columns)])

    def letter(self, key: str) -> str:
        return column_letter(self.places[key])


def recognised(titles: Sequence[str]) -> int:
    """How many different columns these titles name."""
    return len({COLUMN_OF.get(fold(title)) for title in titles[:MAX_TITLES]} - {None})


def find_titles(lines: Sequence[Sequence[str]]) -> int:
    """Which of the first lines holds the titles; where none surely does, the first wide one."""
    known = [recognised(line) for line in lines]
    most = max(known)
    if most >= SURELY_TITLES:
        return known.index(most)
    widths = [sum(map(bool, map(str.strip, line))) for line in lines]
    return next(place for place, width in enumerate(widths) if 2 * width >= max(widths))


def read_header(
    row: int, titles: Sequence[str], mapping: Mapping[str, int] | None = None
) -> tuple[Header, list[Fault]]:
    """Where each column stands, whatever the order, case, accents and spaces of the titles.

    With a `mapping`, from keys to indices, it says so instead of the titles.
    """
    width = max((index + 1 for index, title in enumerate(titles) if title.strip()), default=0)
    shown = tuple(titles[: min(width, MAX_TITLES)])
    if mapping is not None:
        header = Header(row, shown, _told(mapping), strict=False)
        return header, list(_missing(header))
    header = Header(row, shown, _found(shown))
    if not header.columns:
        return header, [_without_titles(header)]
    if width > MAX_TITLES:
        return header, [_too_many(header, width)]
    titled = sum(bool(title.strip()) and not is_of_faults(title) for title in shown)
    too_many = [_too_many(header, titled)] if titled > len(COLUMNS) else []
    return header, [*too_many, *_missing(header), *_odd(header)]


def is_of_faults(title: str) -> bool:
    """The column that `annotated` adds: what a list says of itself when it comes back."""
    return fold(title).startswith(fold(FAULTS_TITLE))


def _told(mapping: Mapping[str, int]) -> tuple[tuple[Column, int], ...]:
    return tuple(
        (column, mapping[column.key])
        for column in COLUMNS
        if 0 <= mapping.get(column.key, -1) < MAX_TITLES
    )


def _found(titles: Sequence[str]) -> tuple[tuple[Column, int], ...]:
    found: dict[Column, int] = {}
    for index, title in enumerate(titles):
        column = COLUMN_OF.get(fold(title))
        if column:
            found.setdefault(column, index)
    return tuple(found.items())


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
    for column in missing_columns(header):
        text = message % {"heading": column.heading}
        yield Fault(header.row, None, column.heading, "", text, remedy)


def missing_columns(header: Header) -> list[Column]:
    places = header.places
    return [column for column in COLUMNS if column.required and column.key not in places]


def odd_titles(header: Header) -> Iterator[tuple[int, Column | None]]:
    """Where nobody knows a title (None), and where one comes again (its column)."""
    places = header.places
    for index, title in enumerate(header.titles):
        column = COLUMN_OF.get(fold(title))
        if column and places[column.key] != index:
            yield index, column
        elif title.strip() and not column and not is_of_faults(title):
            yield index, None


def _odd(header: Header) -> Iterator[Fault]:
    for index, column in odd_titles(header):
        yield _repeated(header, column, index) if column else _unknown(header, index)


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
