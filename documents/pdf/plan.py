"""The plan of a page: drawn twice with stand-ins of two widths, what changed and by how much.

narrow   Employeur   'ijlIj'                  page 'ijlIl' de 'ijlli'
wide     Employeur   'ijlIj.'           page 'ijlIl..' de 'ijlli...'
                     ↑ stays (left)     ↑ moves by −1 × what the line widened (right)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from documents.pdf.case import PANGO_UNITS
from documents.pdf.drawing import Line, Run
from documents.pdf.parts import Move, Paragraph, Row, Shift, Show
from documents.pdf.shaping import Typeface
from documents.pdf.stand_ins import StandIns

# how exactly a run must follow what it follows, in pixels
EXACT = 0.005
# a raised « er » belongs to the line whose baseline is this near
SAME_LINE = 8.0


class Refused(ValueError):
    """The template breaks a rule of authorship; the sentence says which and where."""


@dataclass(frozen=True)
class Drawing:
    """A page as WeasyPrint drew it."""

    words: StandIns
    operators: list[bytes]
    runs: list[Run]
    lines: list[Line]

    def run_of(self) -> dict[str, int]:
        """Rank of the run that draws each stand-in, by its code."""
        return {
            code: rank
            for rank, run in enumerate(self.runs)
            for code in self.words.codes_within(run.text)
        }


@dataclass
class Draft:
    """A paragraph found in the boxes: its texts, one for each of its lines, and their runs."""

    texts: list[Any] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)


@dataclass
class Plan:
    paragraphs: list[Paragraph]
    rows: list[Row]
    changed: dict[int, Move | Show]


class Planner:
    """Compares two drawings of one page. `first` is the number of its first paragraph."""

    def __init__(
        self, narrow: Drawing, wide: Drawing, faces: Mapping[str, Typeface], first: int
    ) -> None:
        self.narrow, self.wide, self.faces, self.first = narrow, wide, faces, first
        if len(narrow.runs) != len(wide.runs):
            raise Refused("Une valeur plus longue ajoute ou retire des lignes de texte.")
        self.drawn = narrow.run_of()
        self.drafts = self._drafts()
        self.widths = self._widths(narrow)
        self.widened = {
            member: width - self.widths[member] for member, width in self._widths(wide).items()
        }

    def plan(self) -> Plan:
        changed = dict(self._changes())
        self._check_the_rest(changed)
        paragraphs = [self._paragraph(number) for number in range(len(self.drafts))]
        return Plan(paragraphs, list(self._rows()), changed)

    def _drafts(self) -> list[Draft]:
        """The paragraphs: one for each text of a single line, one for a block of several."""
        blocks: dict[int, list[Line]] = {}
        for line in self.narrow.lines:
            blocks.setdefault(line.block, []).append(line)
        drafts = []
        for lines in blocks.values():
            found = [(text, line) for line in lines for text in _inked(line)]
            held = [(text, line) for text, line in found if self._codes(text)]
            if held and len(lines) > 1:
                drafts.append(self._prose(found, len(lines)))
            else:
                drafts += [Draft([text], [line], [self._drawn(text)]) for text, line in held]
        return drafts

    def _prose(self, found: list[tuple[Any, Line]], lines: int) -> Draft:
        texts = [text for text, _ in found]
        held = [text for text in texts if self._codes(text)]
        start = self._drawn(held[0])
        runs = [self._drawn(text) if text in held else self._near(text, start) for text in texts]
        types = {(self.narrow.runs[run].font, self.narrow.runs[run].size) for run in runs}
        manners = {(str(text.style["color"]), _spacing(text.style)) for text in texts}
        if len(found) != lines or len(types) > 1 or len(manners) > 1:
            raise Refused(f"{self._names(held[0])} : plusieurs lignes en plusieurs caractères.")
        return Draft(texts, [line for _, line in found], runs)

    def _codes(self, text: Any) -> list[str]:
        return self.narrow.words.codes_within(text.text)

    def _drawn(self, text: Any) -> int:
        """The run that draws a text with a stand-in."""
        code = self._codes(text)[0]
        if code not in self.drawn:
            raise Refused(f"{self._names(text)} : le texte n’est pas dessiné.")
        return self.drawn[code]

    def _near(self, text: Any, start: int) -> int:
        """The run that draws another line of the same block."""
        ranks = [rank for rank, run in enumerate(self.narrow.runs) if _same(run.text, text.text)]
        if not ranks:
            raise Refused(f"« {text.text} » n’est pas dessiné comme il est écrit.")
        return min(ranks, key=lambda rank: abs(rank - start))

    def _names(self, text: Any) -> str:
        meanings = self.narrow.words.within(text.text)
        return "Champ " + ", ".join(f"« {meaning.slot.field} »" for meaning in meanings)

    def _widths(self, drawing: Drawing) -> dict[tuple[int, int], float]:
        """Those of each line of each paragraph."""
        return {
            (number, line): self._width(drawing, run, text)
            for number, draft in enumerate(self.drafts)
            for line, (run, text) in enumerate(zip(draft.runs, draft.texts, strict=True))
        }

    def _width(self, drawing: Drawing, rank: int, text: Any) -> float:
        run = drawing.runs[rank]
        return self.faces[run.font].shape(run.text, run.size, _spacing(text.style)).width

    # ---- what changed

    def _changes(self) -> Iterator[tuple[int, Move | Show]]:
        shows = {
            run: Show(self.first + number, line)
            for number, draft in enumerate(self.drafts)
            for line, run in enumerate(draft.runs)
        }
        for rank, (narrow, wide) in enumerate(zip(self.narrow.runs, self.wide.runs, strict=True)):
            if narrow.y != wide.y or narrow.size != wide.size:
                raise Refused(f"« {narrow.text} » monte ou descend quand une valeur s’allonge.")
            if rank in shows:
                yield narrow.show, shows[rank]
            if abs(wide.x - narrow.x) > EXACT / 2:
                y = self.narrow.operators[narrow.matrix].split()[5]
                rates = self._rates(rank)
                start = narrow.x - sum(rate * self.widths[member] for member, rate in rates.items())
                shifts = [
                    Shift(self.first + number, line, rate)
                    for (number, line), rate in rates.items()
                    if rate
                ]
                yield narrow.matrix, Move(start, y, tuple(shifts))

    def _rates(self, rank: int) -> dict[tuple[int, int], float]:
        """What a run follows: aligned left, centre or right, with the texts of one line."""
        here = self.narrow.runs[rank]
        moved = self.wide.runs[rank].x - here.x
        for members in self._members(here):
            for aligned in (0.0, 0.5, 1.0):
                rates = {member: (self._place(member) < here.x) - aligned for member in members}
                followed = sum(rate * self.widened[member] for member, rate in rates.items())
                if abs(followed - moved) < EXACT:
                    return rates
        raise Refused(f"« {here.text} » suit un texte qui n’est pas sur sa ligne.")

    def _members(self, run: Run) -> list[list[tuple[int, int]]]:
        """The lines with stand-ins near a run, nearest first: (paragraph, line) of each."""
        lines: dict[int, list[tuple[int, int]]] = {}
        for number, draft in enumerate(self.drafts):
            for rank, line in enumerate(draft.lines):
                lines.setdefault(id(line), []).append((number, rank))
        near = [
            (abs(self.narrow.runs[self.drafts[members[0][0]].runs[members[0][1]]].y - run.y), rank)
            for rank, members in enumerate(lines.values())
        ]
        every = list(lines.values())
        return [every[rank] for distance, rank in sorted(near) if distance < SAME_LINE]

    def _place(self, member: tuple[int, int]) -> float:
        number, line = member
        return self.narrow.runs[self.drafts[number].runs[line]].x

    def _check_the_rest(self, changed: Mapping[int, Move | Show]) -> None:
        """Everything but the moved and shown runs must be drawn alike."""
        if len(self.narrow.operators) != len(self.wide.operators):
            raise Refused("Une valeur plus longue change ce qui est dessiné autour d’elle.")
        for rank, (narrow, wide) in enumerate(
            zip(self.narrow.operators, self.wide.operators, strict=True)
        ):
            if narrow != wide and rank not in changed:
                before = narrow.decode("latin-1")[:60]
                raise Refused(f"Un tracé suit la longueur d’une valeur : « {before} ».")

    # ---- paragraphs and rows

    def _paragraph(self, number: int) -> Paragraph:
        draft = self.drafts[number]
        text, line = draft.texts[0], draft.lines[0]
        held = next(text for text in draft.texts if self._codes(text))
        self._check(draft)
        whole = self._whole(draft)
        run = self.narrow.runs[draft.runs[0]]
        return Paragraph(
            pattern=self.narrow.words.pattern(whole),
            occurrence=max(found.occurrence for found in self.narrow.words.within(whole)),
            typeface=run.font,
            size=run.size,
            spacing=_spacing(text.style),
            room=line.room - self._taken(line) - _after(text.style),
            lines=len(draft.texts),
            automatic=self.narrow.words.meanings[self._codes(held)[0]].slot.automatic,
            alone=all(len(_inked(line)) == 1 for line in draft.lines),
        )

    def _whole(self, draft: Draft) -> str:
        """The text before it was cut: at a space, after a hyphen, or inside one value."""
        whole = str(draft.texts[0].text)
        for before, after in pairwise(draft.texts):
            inside = {found.occurrence for found in self.narrow.words.within(before.text)} & {
                found.occurrence for found in self.narrow.words.within(after.text)
            }
            cut = "" if inside or before.text.endswith("-") else " "
            whole = whole.rstrip(" ") + cut + str(after.text)
        return whole

    def _check(self, draft: Draft) -> None:
        held = [text for text in draft.texts if self._codes(text)]
        names, style = self._names(held[0]), held[0].style
        meanings = [found for text in held for found in self.narrow.words.within(text.text)]
        if len({found.slot.automatic for found in meanings}) > 1:
            raise Refused(f"{names} : un numéro de page est dans le même texte.")
        if style["word_spacing"] or style["text_align_all"] == "justify":
            raise Refused(f"{names} : ni justification ni espacement des mots.")
        if len(held) < len(draft.texts) and style["text_align_all"] not in {"left", "start"}:
            raise Refused(f"{names} : un texte de plusieurs lignes s’aligne à gauche.")
        rooms = {line.room for line in self._wide_lines(held[0])}
        if any(abs(room - draft.lines[0].room) > EXACT for room in rooms):
            raise Refused(f"{names} : la boîte s’élargit avec son texte.")

    def _wide_lines(self, text: Any) -> Iterator[Line]:
        occurrences = {found.occurrence for found in self.narrow.words.within(text.text)}
        for line in self.wide.lines:
            for found in line.texts:
                meanings = self.wide.words.within(found.text)
                if occurrences & {meaning.occurrence for meaning in meanings}:
                    yield line

    def _rows(self) -> Iterator[Row]:
        shared: dict[int, list[int]] = {}
        for number, draft in enumerate(self.drafts):
            shared.setdefault(id(draft.lines[0]), []).append(number)
        for numbers in shared.values():
            if len(numbers) > 1:
                line = self.drafts[numbers[0]].lines[0]
                paragraphs = tuple(self.first + number for number in numbers)
                yield Row(paragraphs, line.room - self._taken(line))

    def _taken(self, line: Line) -> float:
        """The width of the texts without a value on a line that holds one."""
        if line.siblings > 1:
            return 0.0
        return sum(float(text.width) for text in line.texts if not self._codes(text))


def _spacing(style: Any) -> int:
    return int(_after(style) * PANGO_UNITS)


def _after(style: Any) -> float:
    """WeasyPrint counts one letter-spacing more than Pango, after the line."""
    return 0.0 if style["letter_spacing"] == "normal" else float(style["letter_spacing"])


def _inked(line: Line) -> list[Any]:
    """The texts that are seen: spaces that the page's source leaves at an end do not count."""
    return [text for text in line.texts if text.text.strip()]


def _same(drawn: str, text: str) -> bool:
    """Spaces of one kind may be drawn as another."""
    return " ".join(drawn.split()) == " ".join(text.split())
