"""The rows of a table that name its columns, and which name stands over a cell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wasat.box import NOWHERE, Box, enclose
from wasat.documents.document import Cell, Table
from wasat.evidence.figures import is_year, parse_figure
from wasat.evidence.pieces import SIGNS


class Seen(NamedTuple):
    """A cell and its text, joined once."""

    cell: Cell
    text: str


class Heading(NamedTuple):
    """A header and where it stands over its figures."""

    text: str
    box: Box
    columns: range = range(0)


Heads = Sequence[Sequence[Heading]]


def read_cells(table: Table | None) -> dict[int, list[Seen]]:
    """Return the cells with words in them by their row; lone signs are none."""
    by_row: dict[int, list[Seen]] = {}
    for cell in table.cells if table is not None else ():
        if cell.lines and (text := cell.text) not in SIGNS:
            by_row.setdefault(cell.row, []).append(Seen(cell, text))
    return by_row


def part_heads(by_row: Mapping[int, Sequence[Seen]]) -> tuple[list[list[Heading]], list[int]]:
    """Part the rows that name columns from the body: they stand first and hold no figures.

    A row without a label names columns whether the reader of the file saw that or not.
    """
    heads: list[list[Heading]] = []
    numbers = list(by_row)
    while numbers:
        row = by_row[numbers[0]]
        beyond = [seen for seen in row if seen.cell.column > 0]
        is_marked = any(seen.cell.is_header for seen in row)
        is_unlabelled = bool(beyond) and len(beyond) == len(row)
        if not (is_marked or is_unlabelled) or any(is_count(seen.text) for seen in beyond):
            break
        heads += _levels(row)
        numbers.pop(0)
    return heads, numbers


def is_count(text: str) -> bool:
    """Whether a text is a number and no lone year."""
    return parse_figure(text) is not None and not is_year(text)


def over(row: Sequence[Heading], cell: Cell) -> str:
    """Name what stands over a cell in one row of headers: what spans it, else what is nearest.

    A lone header not over the first column is over all the others.
    """
    columns = columns_of(cell)
    for head in row:
        if head.columns.start < columns.stop and columns.start < head.columns.stop:
            return head.text
    beyond = [head for head in row if head.columns.stop != 1]
    box = cell_box(cell)
    return nearest(beyond, box) if not box.is_empty or len(beyond) == 1 else ""


def nearest(heads: Sequence[Heading], box: Box) -> str:
    """Name the header that stands closest, by right edges or centres."""
    centre = (box.x0 + box.x1) / 2

    def distance(head: Heading) -> float:
        return min(abs((head.box.x0 + head.box.x1) / 2 - centre), abs(head.box.x1 - box.x1))

    return min(heads, key=distance).text if heads else ""


def columns_of(cell: Cell) -> range:
    """Return the columns a cell covers."""
    return range(cell.column, cell.column + cell.column_span)


def cell_box(cell: Cell) -> Box:
    """Return the box around a cell's words."""
    if len(cell.lines) == 1 and len(cell.lines[0].words) == 1:  # nearly all cells of figures
        box = cell.lines[0].words[0].box
        return NOWHERE if box.is_empty else box
    return enclose(word.box for line in cell.lines for word in line.words)


def _levels(row: Sequence[Seen]) -> Iterator[list[Heading]]:
    """Yield one row of headers; as two where names above names were read as one row.

    "2022 | Europe 2021 | 2022 | Asia 2021" is "Europe | Asia" above "2022 | 2021 | 2022 | 2021":
    the lower names come round again, once under each of the upper ones.
    """
    beyond = [seen for seen in row if seen.cell.column > 0]
    lower = [_lines(seen)[-1] for seen in beyond]
    upper = [(at, _lines(seen)[:-1]) for at, seen in enumerate(beyond) if len(seen.cell.lines) > 1]
    size = len(beyond) // len(upper) if len(upper) > 1 else 0
    is_even = size > 1 and size * len(upper) == len(beyond)
    comes_round = is_even and lower == lower[:size] * len(upper) and len(set(lower[:size])) == size
    if not comes_round or any(at // size != group for group, (at, _) in enumerate(upper)):
        yield [Heading(text, cell_box(cell), columns_of(cell)) for cell, text in row]
        return
    first = [seen for seen in row if seen.cell.column == 0]
    yield [
        Heading(" ".join(lines), NOWHERE, _reach(beyond[group * size : (group + 1) * size]))
        for group, (_, lines) in enumerate(upper)
    ]
    named = [(seen.cell, seen.text) for seen in first]
    named += [(seen.cell, text) for seen, text in zip(beyond, lower, strict=True)]
    yield [Heading(text, cell_box(cell), columns_of(cell)) for cell, text in named]


def _lines(seen: Seen) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in seen.cell.lines]


def _reach(group: Sequence[Seen]) -> range:
    return range(columns_of(group[0].cell).start, columns_of(group[-1].cell).stop)
