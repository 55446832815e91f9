"""Blocks of lines that are an address: a name, a street, a town with its postal code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from wasat.evidence.quote import Located
from wasat.reader.leaves.layout import Run, join_near
from wasat.reader.leaves.pages import Leaf

_CITY = (
    r"[A-ZÀ-Þ][\w'’.-]+(?:[ -](?:[A-ZÀ-Þ(][\w'’.()-]*"
    r"|de|del|la|le|les|do|da|den|der|am|an|im|in|sur)){0,5}"
)
# "04229 Leipzig", "3811 CV Amersfoort", "1100-060 Lisboa"; "Bristol BS1 4DJ"; "Topeka, KS 66604".
_TOWN_AFTER = re.compile(
    r"(?<![\w.,/-])(?:[A-Z]{1,2}-)?(?P<code>\d{4} [A-Z]{2}(?= [A-Z])|\d{4,5}(?:-\d{3})?)\s+"
    rf"(?P<city>{_CITY})(?=$|[,|·•]|\s+[-–|·•])"
)
_TOWN_BEFORE = re.compile(
    r"(?:^|[,|·•]\s*)?(?P<city>[A-ZÀ-Þ][^\d,:;|·•]{1,40}?)?,?\s*(?<!\w)"
    r"(?P<code>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]{2} \d{5}(?:-\d{4})?)(?!\w)"
)
_LONGEST_LINE = 110  # characters; more are prose
_MOST_LINES = 6  # above the town
_GAP = 1.4  # line heights of empty space within an address
_ALIGNED = 3.0  # points by which its lines may begin apart
_LARGE_GAP = 1.7  # line heights between words of large print
_PARTING = re.compile(r"\s*(?:[|·•]|\s[-–]\s)\s*")
_COMMA = re.compile(r",\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters start..end of a run: one line of an address, or a part of a line."""

    run: Run
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.run.text[self.start : self.end]

    def locate(self) -> tuple[Located, ...]:
        """Tell where it stands."""
        return self.run.locate(self.start, self.end)


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """Lines around a town.

    Attributes:
        leaf: Its page.
        above: Lines above the town in order, whatever they are, up to another town; a line that
            holds more than one part of an address is cut.
        town: Postal code and town, the words around them left out.
        code: The postal code.
        city: The town; empty where only its code is written.
        below: Lines right below, which number or reach the one who lives there.
    """

    leaf: Leaf
    above: tuple[Piece, ...]
    town: Piece
    code: Piece
    city: Piece
    below: tuple[Piece, ...]


def find_blocks(leaf: Leaf) -> Iterator[AddressBlock]:
    """Find every address of a page with boxes, top down."""
    rows = [join_near(row, _LARGE_GAP) for row in leaf.rows]
    for number, row in enumerate(rows):
        for run in row:
            town = None if run.box.is_empty or len(run.text) > _LONGEST_LINE else _town(run)
            if town is not None:
                yield _block(leaf, (rows[:number], rows[number + 1 :]), run, town)


def _town(run: Run) -> re.Match[str] | None:
    match = _TOWN_AFTER.search(run.text) or _TOWN_BEFORE.search(run.text)
    return match if match is not None and match["code"] else None


def _block(
    leaf: Leaf,
    around: tuple[Sequence[Sequence[Run]], Sequence[Sequence[Run]]],
    run: Run,
    town: re.Match[str],
) -> AddressBlock:
    before, behind = around
    code = Piece(run, town.start("code"), town.end("code"))
    has_city = bool(town["city"])
    city = Piece(run, town.start("city"), town.end("city")) if has_city else Piece(run, 0, 0)
    start = min(code.start, city.start) if has_city else code.start
    own = _cut(run, 0, start)
    after = _cut(run, max(code.end, city.end), len(run.text))
    higher = list(takewhile(lambda line: _town(line) is None, _lines(before[::-1], run)))
    above = [Piece(line, 0, len(line.text)) for line in higher[::-1]]
    below = [Piece(line, 0, len(line.text)) for line in _lines(behind, run)]
    return AddressBlock(
        leaf=leaf,
        above=(*above, *own),
        town=Piece(run, start, max(code.end, city.end)),
        code=code,
        city=city,
        below=(*after, *below),
    )


def _lines(rows: Sequence[Sequence[Run]], run: Run) -> list[Run]:
    """Go from line to line in the column of a run, as long as they are close."""
    lines: list[Run] = []
    last = run
    for row in rows:
        next_one = next((other for other in row if _is_aligned(run, other)), None)
        if next_one is None:
            continue
        gap = max(last.box.top, next_one.box.top) - min(last.box.bottom, next_one.box.bottom)
        if gap > _GAP * max(last.box.height, run.box.height) or len(lines) == _MOST_LINES:
            break
        lines.append(next_one)
        last = next_one
    return lines


def _is_aligned(run: Run, other: Run) -> bool:
    left = abs(other.box.x0 - run.box.x0)
    right = abs(other.box.x1 - run.box.x1)
    middle = abs(other.box.x0 + other.box.x1 - run.box.x0 - run.box.x1) / 2
    return min(left, right, middle) <= _ALIGNED


def _cut(run: Run, start: int, end: int) -> list[Piece]:
    """Cut a part of a line at bars and dots, else at commas, empty parts left out."""
    text = run.text[:end]
    parting = _PARTING if _PARTING.search(text, start) else _COMMA
    pieces: list[Piece] = []
    for sign in parting.finditer(text, start):
        pieces.append(Piece(run, start, sign.start()))
        start = sign.end()
    pieces.append(Piece(run, start, end))
    return [piece for piece in map(_trim, pieces) if piece.text]


def _trim(piece: Piece) -> Piece:
    text = piece.text
    start = piece.start + len(text) - len(text.lstrip(" ,|·•-–"))
    return Piece(piece.run, start, start + len(text.strip(" ,|·•-–")))
