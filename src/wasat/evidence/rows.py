"""Rows of figures on a page: labels and values with their headers, from tables and from lines.

A line that is a label followed by figures, set apart by space, is a row whether or not it was
read as part of a table; lines of years or dates above it head it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wasat.box import NOWHERE, Box, enclose
from wasat.documents.document import Block, BlockKind, Cell, Page
from wasat.evidence.figures import is_year, parse_figure, years_in
from wasat.evidence.pieces import SIGNS, Piece, align, block_box, read_pieces
from wasat.evidence.quote import Located

_LEVEL = 8.0  # points: less than a line
_LABEL_WORDS = 25  # a longer one is a sentence that ends in a number


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
        block: Index of the block in `Page.blocks` that it begins in.
        row: Row of the table in that block; -1 if it was put together from lines.
        label: What the row is about.
        section: The label of the nearest row above that has no values.
        label_located: Where the label begins; None if there is none.
        values: In columns.
        caption: What the table is about, as the few words above or below it say.
    """

    block: int
    row: int
    label: str
    section: str
    label_located: Located | None
    values: tuple[Value, ...]
    caption: str = ""

    @property
    def text(self) -> str:
        """Caption, section, label and values as printed."""
        values = (value.text for value in self.values)
        return " ".join((self.caption, self.section, self.label, *values)).strip()

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header of a column, once."""
        return tuple(dict.fromkeys(value.header for value in self.values if value.header))


class _Seen(NamedTuple):
    """A cell and its text, joined once."""

    cell: Cell
    text: str


class _Heading(NamedTuple):
    """A header and where it stands over its figures."""

    text: str
    box: Box
    columns: range = range(0)


def iter_rows(page: Page) -> Iterator[Row]:
    """Yield the rows of all tables that are whole, then those of all other lines."""
    pieces = read_pieces(page)
    lines = align(pieces.loose)
    for index in pieces.whole:
        caption = _caption(page, index)
        for row in _table_rows(index, page.blocks[index], lines):
            yield replace(row, caption=caption)
    yield from _line_rows(lines)


def _table_rows(index: int, block: Block, lines: Sequence[Sequence[Piece]]) -> Iterator[Row]:
    by_row: dict[int, list[_Seen]] = {}
    for cell in block.table.cells if block.table is not None else ():
        if cell.lines and (text := cell.text) not in SIGNS:
            by_row.setdefault(cell.row, []).append(_Seen(cell, text))
    heads, body = _part_heads(by_row)
    if not any(years_in(head.text) for row in heads for head in row):
        heads.insert(0, _headings_above(lines, block_box(block)))
    section = ""
    for number in body:
        label, values = _split_cells(by_row[number])
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
            values=tuple(_value(index, seen, heads) for seen in values),
        )


def _caption(page: Page, index: int) -> str:
    """Return the caption beside a table, else the few words above it that are no heading."""
    beside = [page.blocks[at] for at in (index - 1, index + 1) if 0 <= at < len(page.blocks)]
    for block in beside:
        if block.kind is BlockKind.CAPTION:
            return " ".join(block.text.split())
    above = page.blocks[index - 1] if index else None
    is_short = above is not None and len(above.text.split()) <= _LABEL_WORDS
    is_told = above is not None and above.kind is BlockKind.PARAGRAPH and is_short
    return " ".join(above.text.split()) if above is not None and is_told else ""


def _part_heads(
    by_row: Mapping[int, Sequence[_Seen]],
) -> tuple[list[list[_Heading]], list[int]]:
    """Part the rows that name columns from the body: they stand first and hold no figures.

    A row without a label names columns whether the reader of the file saw that or not.
    """
    heads: list[list[_Heading]] = []
    numbers = list(by_row)
    while numbers:
        row = by_row[numbers[0]]
        beyond = [seen for seen in row if seen.cell.column > 0]
        is_marked = any(seen.cell.is_header for seen in row)
        is_unlabelled = bool(beyond) and len(beyond) == len(row)
        if not (is_marked or is_unlabelled) or any(_is_count(seen.text) for seen in beyond):
            break
        heads.append([_Heading(text, _cell_box(cell), _columns(cell)) for cell, text in row])
        numbers.pop(0)
    return heads, numbers


def _headings_above(lines: Sequence[Sequence[Piece]], box: Box) -> list[_Heading]:
    """Return the dates of the nearest line above a table, or level with its first."""
    dated = [line for line in lines if _is_heading(line) and line[0].box.top < box.top + _LEVEL]
    return _headings(dated[-1]) if dated else []


def _headings(line: Sequence[Piece]) -> list[_Heading]:
    return [_Heading(piece.text, piece.box) for piece in line if piece.is_date]


def _is_heading(line: Sequence[Piece]) -> bool:
    """Whether a line is dates, beside at most one other piece, such as "Year ended June 30,"."""
    dates = sum(piece.is_date for piece in line)
    return (
        dates > 0
        and len(line) - dates <= 1
        and not any(piece.is_figure and not piece.is_date for piece in line)
    )


def _is_count(text: str) -> bool:
    return parse_figure(text) is not None and not is_year(text)


def _value(index: int, seen: _Seen, heads: Sequence[Sequence[_Heading]]) -> Value:
    cell, text = seen
    box = _cell_box(cell) if any(heads) else NOWHERE
    names = [_over(row, _columns(cell), box) for row in heads if row]
    header = " ".join(dict.fromkeys(name for name in names if name))
    return Value(text, parse_figure(text), header, _whole(index, seen))


def _over(row: Sequence[_Heading], columns: range, box: Box) -> str:
    """Name what stands over a cell in one row of headers: what spans it, else what is nearest.

    A lone header not over the first column is over all the others.
    """
    for head in row:
        if head.columns.start < columns.stop and columns.start < head.columns.stop:
            return head.text
    beyond = [head for head in row if head.columns.stop != 1]
    return _nearest(beyond, box) if not box.is_empty or len(beyond) == 1 else ""


def _nearest(heads: Sequence[_Heading], box: Box) -> str:
    """Name the header that stands closest, by right edges or centres."""
    centre = (box.x0 + box.x1) / 2

    def distance(head: _Heading) -> float:
        return min(abs((head.box.x0 + head.box.x1) / 2 - centre), abs(head.box.x1 - box.x1))

    return min(heads, key=distance).text if heads else ""


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def _cell_box(cell: Cell) -> Box:
    if len(cell.lines) == 1 and len(cell.lines[0].words) == 1:  # nearly all cells of figures
        box = cell.lines[0].words[0].box
        return NOWHERE if box.is_empty else box
    return enclose(word.box for line in cell.lines for word in line.words)


def _split_cells(cells: Sequence[_Seen]) -> tuple[_Seen | None, list[_Seen]]:
    """Part the label from the values: the first cell that is no figure names the row."""
    if _is_count(cells[0].text):
        return None, list(cells)
    return cells[0], list(cells[1:])


def _whole(index: int, seen: _Seen) -> Located:
    return Located(index, 0, len(seen.text), (seen.cell.row, seen.cell.column))


def _line_rows(lines: Sequence[Sequence[Piece]]) -> Iterator[Row]:
    heads: list[_Heading] = []
    section = ""
    for line in lines:
        if _is_heading(line):
            heads = _headings(line)
            continue
        for label, values in _split_line(line):
            if not values:
                section = " ".join(piece.text for piece in label)
            elif label and sum(len(piece.text.split()) for piece in label) <= _LABEL_WORDS:
                yield _line_row(label, values, section, heads)


def _split_line(line: Sequence[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Part a line into labels and the figures after each."""
    label: list[Piece] = []
    values: list[Piece] = []
    for piece in line:
        if piece.text in SIGNS:
            continue
        if piece.is_figure:
            values.append(piece)
        elif values:
            yield label, values
            label, values = [piece], []
        else:
            label.append(piece)
    if label or values:
        yield label, values


def _line_row(
    label: Sequence[Piece], values: Sequence[Piece], section: str, heads: Sequence[_Heading]
) -> Row:
    return Row(
        block=label[0].located.block,
        row=-1,
        label=" ".join(piece.text for piece in label),
        section=section,
        label_located=label[0].located,
        values=tuple(
            Value(piece.text, parse_figure(piece.text), _nearest(heads, piece.box), piece.located)
            for piece in values
        ),
    )
