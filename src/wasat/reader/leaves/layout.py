"""A page as it looks: runs of words on visual lines, whichever block or cell they belong to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from wasat.box import Box, enclose
from wasat.documents.document import Block, Line, Page, flow
from wasat.evidence.quote import Located

_GAP = 1.0  # line heights of empty space that part a label from its value
_WIDE = 2.0  # characters of the word before; boxes of scanned words are as low as their letters
_SAME_LINE = 0.4  # of the lower line's height by which two middles may differ
_LEAST_HEIGHT = 0.5  # of the page's middle line height; boxes of skewed words may be flat


@dataclass(frozen=True, slots=True)
class Spot:
    """A word, its box, and its place in the running text of its block or cell."""

    text: str
    box: Box
    block: int
    cell: tuple[int, int] | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand close together on one visual line.

    Attributes:
        page: From 1.
        row: Number of the visual line on the page, top down.
        spots: At least one, left to right.
        text: Words with single spaces.
        box: Around all of them.
    """

    page: int
    row: int
    spots: tuple[Spot, ...]
    text: str
    box: Box

    def locate(self, start: int, end: int) -> tuple[Located, ...]:
        """Tell where characters start..end of the text stand, one place a block or cell."""
        places: list[Located] = []
        at = 0
        for spot in self.spots:
            if at < end and at + len(spot.text) > start:
                last = places[-1] if places else None
                if last is not None and (last.block, last.cell) == (spot.block, spot.cell):
                    places[-1] = last._replace(
                        start=min(last.start, spot.start), end=max(last.end, spot.end)
                    )
                else:
                    places.append(Located(spot.block, spot.start, spot.end, spot.cell))
            at += len(spot.text) + 1
        return tuple(places)


@dataclass(frozen=True, slots=True)
class Unit:
    """The running text of one block or cell; places in it count from its first character."""

    page: int
    block: int
    cell: tuple[int, int] | None
    text: str

    def locate(self, start: int, end: int) -> tuple[Located, ...]:
        """Tell where characters start..end of the text stand."""
        return (Located(self.block, start, end, self.cell),)


def iter_units(page: Page) -> Iterator[Unit]:
    """Read blocks and cells one by one, in reading order."""
    for index, cell, lines in _iter_texts(page.blocks):
        if lines:
            yield Unit(page.number, index, cell, flow(lines)[0])


def lay_out(page: Page) -> list[list[Run]]:
    """Group the words of a page into visual lines, and each line into runs, left to right.

    In formats without boxes every printed line is a visual line, and every row of a table.
    """
    rows = _rows_by_box(page) if page.width > 0 else _rows_by_order(page)
    return [
        [_run(page.number, number, spots) for spots in runs] for number, runs in enumerate(rows)
    ]


def join_near(row: Sequence[Run], gap: float) -> list[Run]:
    """Join the runs of a line that are at most so many line heights apart."""
    joined: list[Run] = []
    for run in row:
        last = joined[-1] if joined else None
        if last is not None and run.box.x0 - last.box.x1 <= gap * last.box.height:
            joined[-1] = _run(run.page, run.row, (*last.spots, *run.spots))
        else:
            joined.append(run)
    return joined


def _run(page: int, row: int, spots: Sequence[Spot]) -> Run:
    text = " ".join(spot.text for spot in spots)
    return Run(page, row, tuple(spots), text, enclose(spot.box for spot in spots))


def _iter_texts(
    blocks: Sequence[Block],
) -> Iterator[tuple[int, tuple[int, int] | None, tuple[Line, ...]]]:
    for index, block in enumerate(blocks):
        if block.table is None:
            yield index, None, block.lines
        else:
            for cell in block.table.cells:
                yield index, (cell.row, cell.column), cell.lines


def _spots(index: int, cell: tuple[int, int] | None, lines: tuple[Line, ...]) -> list[Spot]:
    placed = flow(lines)[1]
    return [
        Spot(word.word.text, word.word.box, index, cell, word.start, word.end) for word in placed
    ]


def _rows_by_box(page: Page) -> list[list[list[Spot]]]:
    fragments = [part for text in _iter_texts(page.blocks) for part in _fragments(*text)]
    placed = [(enclose(spot.box for spot in part), part) for part in fragments]
    placed.sort(key=lambda entry: (entry[0].top + entry[0].bottom, entry[0].x0))
    least = _LEAST_HEIGHT * median_low([box.height for box, _ in placed] or [0.0])
    rows: list[tuple[Box, list[Spot]]] = []
    for box, part in placed:
        if rows and _is_beside(rows[-1][0], box, least):
            rows[-1][1].extend(part)
        else:
            rows.append((box, list(part)))
    return [_split(sorted(row, key=lambda spot: spot.box.x0)) for _, row in rows]


def _fragments(
    index: int, cell: tuple[int, int] | None, lines: tuple[Line, ...]
) -> Iterator[list[Spot]]:
    """Cut a text into its printed lines."""
    spots = iter(_spots(index, cell, lines))
    for line in lines:
        yield [next(spots) for _ in line.words]


def _is_beside(row: Box, other: Box, least: float) -> bool:
    distance = abs(row.top + row.bottom - other.top - other.bottom) / 2
    return distance < _SAME_LINE * max(least, min(row.height, other.height))


def _split(row: Sequence[Spot]) -> list[list[Spot]]:
    runs: list[list[Spot]] = []
    for spot in row:
        last = runs[-1][-1] if runs else None
        if last is not None and spot.box.x0 - last.box.x1 <= _widest_space(last):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    return runs


def _widest_space(spot: Spot) -> float:
    return max(_GAP * spot.box.height, _WIDE * spot.box.width / max(1, len(spot.text)))


def _rows_by_order(page: Page) -> list[list[list[Spot]]]:
    rows: list[list[list[Spot]]] = []
    for index, block in enumerate(page.blocks):
        if block.table is None:
            rows.extend([part] for part in _fragments(index, None, block.lines))
            continue
        lines: dict[int, list[list[Spot]]] = {}
        for cell in block.table.cells:
            if cell.lines:
                found = _spots(index, (cell.row, cell.column), cell.lines)
                lines.setdefault(cell.row, []).append(found)
        rows.extend(lines.values())
    return rows
