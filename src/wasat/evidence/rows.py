"""Rows of figures on a page: labels and values with their headers, from tables and from lines.

A line that is a label followed by figures, set apart by space, is a row whether or not it was
read as part of a table; lines of years or dates above it head it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wasat.box import Box
from wasat.documents.document import BlockKind, Page
from wasat.evidence.figures import parse_figure, years_in
from wasat.evidence.pieces import SIGNS, Piece, align, block_box, read_pieces
from wasat.evidence.quote import Located
from wasat.evidence.tabular.carried import NOTHING_CARRIED, Carried
from wasat.evidence.tabular.contents import is_contents
from wasat.evidence.tabular.heads import (
    Heading,
    Heads,
    Seen,
    is_count,
    nearest,
    over,
    part_heads,
    read_cells,
)

_LEVEL = 8.0  # points: less than a line
_LABEL_WORDS = 25  # a longer one is a sentence that ends in a number
_MARGINS = (BlockKind.HEADER, BlockKind.FOOTER)


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


def iter_rows(page: Page, carried: Carried = NOTHING_CARRIED) -> Iterator[Row]:
    """Yield the rows of all tables that are whole, then those of all other lines.

    The figures of a table of contents and of running lines are pages, and no rows; on the first
    page, what stands at the edge may be a letterhead.

    Args:
        page: Where they stand.
        carried: What names the columns of a table that goes on from the page before.
    """
    pieces = read_pieces(page)
    lines = align(pieces.loose)
    for index in pieces.whole:
        heads = carried.heads if index == carried.block else ()
        yield from _unless_contents(_table_rows(index, page, lines, heads))
    yield from _unless_contents(
        row
        for row in _line_rows(lines)
        if page.number == 1 or page.blocks[row.block].kind not in _MARGINS
    )


def _unless_contents(rows: Iterable[Row]) -> Iterator[Row]:
    found = list(rows)
    if not is_contents([" ".join((row.label, *(v.text for v in row.values))) for row in found]):
        yield from found


def _table_rows(
    index: int, page: Page, lines: Sequence[Sequence[Piece]], carried: Heads
) -> Iterator[Row]:
    block, caption = page.blocks[index], _caption(page, index)
    by_row = read_cells(block.table)
    heads, body = part_heads(by_row)
    if carried:
        heads = [list(row) for row in carried]
    elif not any(years_in(head.text) for row in heads for head in row):
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
            caption=caption,
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


def _headings_above(lines: Sequence[Sequence[Piece]], box: Box) -> list[Heading]:
    """Return the dates of the nearest line above a table, or level with its first."""
    dated = [line for line in lines if _is_heading(line) and line[0].box.top < box.top + _LEVEL]
    return _headings(dated[-1]) if dated else []


def _headings(line: Sequence[Piece]) -> list[Heading]:
    return [Heading(piece.text, piece.box) for piece in line if piece.is_date]


def _is_heading(line: Sequence[Piece]) -> bool:
    """Whether a line is dates, beside at most one other piece, such as "Year ended June 30,"."""
    dates = sum(piece.is_date for piece in line)
    return (
        dates > 0
        and len(line) - dates <= 1
        and not any(piece.is_figure and not piece.is_date for piece in line)
    )


def _value(index: int, seen: Seen, heads: Sequence[Sequence[Heading]]) -> Value:
    cell, text = seen
    names = [over(row, cell) for row in heads if row]
    header = " ".join(dict.fromkeys(name for name in names if name))
    return Value(text, parse_figure(text), header, _whole(index, seen))


def _split_cells(cells: Sequence[Seen]) -> tuple[Seen | None, list[Seen]]:
    """Part the label from the values: the first cell that is no figure names the row."""
    if is_count(cells[0].text):
        return None, list(cells)
    return cells[0], list(cells[1:])


def _whole(index: int, seen: Seen) -> Located:
    return Located(index, 0, len(seen.text), (seen.cell.row, seen.cell.column))


def _line_rows(lines: Sequence[Sequence[Piece]]) -> Iterator[Row]:
    heads: list[Heading] = []
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
    label: Sequence[Piece], values: Sequence[Piece], section: str, heads: Sequence[Heading]
) -> Row:
    return Row(
        block=label[0].located.block,
        row=-1,
        label=" ".join(piece.text for piece in label),
        section=section,
        label_located=label[0].located,
        values=tuple(
            Value(piece.text, parse_figure(piece.text), nearest(heads, piece.box), piece.located)
            for piece in values
        ),
    )
