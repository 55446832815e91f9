"""Rows of figures on a page: labels and values with their headers, from tables and from lines.

Financial tables without rules are often read as lines of text. A line that is a label followed by
figures, set apart by space, is a row all the same, and lines of years or dates above it head it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.document import Block, BlockKind, Cell, Page, Placed, Table, flow
from wasat.evidence.figures import is_year, parse_figure
from wasat.evidence.quote import Located

_MIN_GAP = 6.0  # points between a label and the first figure: more than two spaces of small print
_SIGNS = frozenset(("$", "€", "£", "¥", "(", "$(", "-", "–", "—"))


class Value(NamedTuple):
    """A cell of a row.

    Attributes:
        text: As printed.
        number: What it says, or None if it is words.
        header: The headers above it, outermost first.
        located: Where it stands.
    """

    text: str
    number: float | None
    header: str
    located: Located


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A label and its values.

    Attributes:
        block: Index of its block in `Page.blocks`.
        row: Row of the table; -1 if it is a line of text.
        label: What the row is about.
        section: The label of the nearest row above that has no values.
        label_located: Where the label stands; None if there is none.
        values: In columns.
    """

    block: int
    row: int
    label: str
    section: str
    label_located: Located | None
    values: tuple[Value, ...]

    @property
    def text(self) -> str:
        """Section, label and values as printed."""
        return " ".join((self.section, self.label, *(value.text for value in self.values))).strip()

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header of a column, once."""
        return tuple(dict.fromkeys(value.header for value in self.values if value.header))


def iter_rows(page: Page) -> Iterator[Row]:
    """Yield the rows of all tables and of all lines that look like rows, in reading order."""
    columns: list[_Column] = []
    for index, block in enumerate(page.blocks):
        if block.table is not None:
            yield from _table_rows(index, block.table)
        elif block.kind not in (BlockKind.HEADER, BlockKind.FOOTER):
            yield from _line_rows(index, block, columns)


class _Column(NamedTuple):
    """A header over figures that stand in lines of text."""

    text: str
    box: Box


def _table_rows(index: int, table: Table) -> Iterator[Row]:
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.lines:
            by_row.setdefault(cell.row, []).append(cell)
    head_rows = _count_head_rows(by_row, table)
    headers = _headers([cell for row in range(head_rows) for cell in by_row.get(row, ())])
    section = ""
    for number, cells in by_row.items():
        if number < head_rows:
            continue
        label, values = _split_cells(cells)
        text = label.text if label else ""
        if not values:
            section = text
            continue
        yield Row(
            block=index,
            row=number,
            label=text,
            section=section,
            label_located=_whole(index, label) if label else None,
            values=tuple(_value(index, cell, headers) for cell in values),
        )


def _value(index: int, cell: Cell, headers: Mapping[int, str]) -> Value:
    text = cell.text
    header = next((headers[column] for column in _columns(cell) if column in headers), "")
    return Value(text, parse_figure(text), header, _whole(index, cell))


def _count_head_rows(by_row: Mapping[int, Sequence[Cell]], table: Table) -> int:
    """Count the rows that name columns: those marked so, or those before the first figure."""
    marked = [cell.row for cell in table.cells if cell.is_header and cell.column > 0]
    rows = range(max(marked) + 1 if marked else table.row_count)
    first = next((row for row in rows if _has_figures(by_row.get(row, ()))), None)
    if first is not None:
        return first
    return len(rows) if marked else min(1, table.row_count)


def _has_figures(cells: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in cells if cell.column > 0]
    return any(parse_figure(text) is not None and not is_year(text) for text in texts)


def _headers(heads: Sequence[Cell]) -> dict[int, str]:
    """Join what stands above each column, outermost first."""
    headers: dict[int, str] = {}
    for cell in heads:
        for column in _columns(cell):
            headers[column] = f"{headers.get(column, '')} {cell.text}".strip()
    return headers


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def _split_cells(cells: Sequence[Cell]) -> tuple[Cell | None, list[Cell]]:
    """Part the label from the values: the first cell that is no figure names the row."""
    first = cells[0].text
    if parse_figure(first) is not None and not is_year(first):
        return None, list(cells)
    return cells[0], list(cells[1:])


def _whole(index: int, cell: Cell) -> Located:
    return Located(index, 0, len(cell.text), (cell.row, cell.column))


def _line_rows(index: int, block: Block, columns: list[_Column]) -> Iterator[Row]:
    placed = flow(block.lines)[1]
    section, at = "", 0
    for line in block.lines:
        words = placed[at : at + len(line.words)]
        at += len(line.words)
        groups = _groups(words)
        heads = [group for group in groups if is_year(_join(group))]
        if len(heads) > 1 or (heads and len(groups) == len(heads)):
            columns[:] = [_Column(_join(group), _box(group)) for group in heads]
            continue
        label, values = _split_groups(groups)
        if values:
            yield _line_row(index, label, values, section, columns)
        else:
            section = _join(words)


def _line_row(
    index: int,
    label: Sequence[Placed],
    values: Sequence[Sequence[Placed]],
    section: str,
    columns: Sequence[_Column],
) -> Row:
    return Row(
        block=index,
        row=-1,
        label=_join(label),
        section=section,
        label_located=Located(index, label[0].start, label[-1].end) if label else None,
        values=tuple(
            Value(
                _join(group),
                parse_figure(_join(group)),
                _nearest(columns, _box(group)),
                Located(index, group[0].start, group[-1].end),
            )
            for group in values
        ),
    )


def _groups(words: Sequence[Placed]) -> list[list[Placed]]:
    """Part a line where space is wide; a currency sign or bracket goes with its figure."""
    groups: list[list[Placed]] = []
    for word in words:
        before = groups[-1] if groups else None
        is_apart = before is None or word.word.box.x0 - before[-1].word.box.x1 > _MIN_GAP
        if before is not None and (
            not is_apart or _join(before) in _SIGNS or word.word.text in ")%"
        ):
            before.append(word)
        else:
            groups.append([word])
    return groups


def _split_groups(
    groups: Sequence[list[Placed]],
) -> tuple[list[Placed], list[list[Placed]]]:
    """Take figures off the end of a line; what is left is the label."""
    values: list[list[Placed]] = []
    rest = list(groups)
    while rest and parse_figure(_join(rest[-1])) is not None:
        values.insert(0, rest.pop())
    label = [word for group in rest for word in group]
    has_label = any(letter.isalpha() for letter in _join(label))
    return (label, values) if values and has_label else ([], [])


def _nearest(columns: Sequence[_Column], box: Box) -> str:
    """Name the column whose header stands closest above, by right edges or centres."""
    if not columns:
        return ""
    centre = (box.x0 + box.x1) / 2

    def distance(column: _Column) -> float:
        middle = (column.box.x0 + column.box.x1) / 2
        return min(abs(middle - centre), abs(column.box.x1 - box.x1))

    return min(columns, key=distance).text


def _join(words: Sequence[Placed]) -> str:
    return " ".join(word.word.text for word in words)


def _box(words: Sequence[Placed]) -> Box:
    return enclose(word.word.box for word in words)
