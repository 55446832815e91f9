"""Rows of pieces to the cells of a table."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from wasat.box import enclose
from wasat.documents.document import Cell, Line, Table
from wasat.documents.layout.hyphens import end_lines
from wasat.documents.layout.marks import without_bold
from wasat.documents.layout.sheet import Strip
from wasat.documents.tables.lattice import Place
from wasat.documents.tables.rows import Row


class Filled(NamedTuple):
    """A place in a table and the lines of words in it."""

    place: Place
    lines: tuple[Strip, ...]


def make_table(cells: Sequence[Filled], header_rows: int, vocabulary: Container[str]) -> Table:
    """Make a table of cells that do not overlap."""
    made = [
        Cell(
            row=place.row,
            column=place.column,
            row_span=place.row_end - place.row,
            column_span=place.column_end - place.column,
            is_header=place.row < header_rows,
            lines=_lines(lines, vocabulary, is_header=place.row < header_rows),
            box=enclose(line.box for line in lines),
        )
        for place, lines in sorted(cells, key=lambda cell: cell.place)
    ]
    return Table(
        row_count=max(cell.place.row_end for cell in cells),
        column_count=max(cell.place.column_end for cell in cells),
        cells=tuple(made),
    )


def _lines(
    strips: Sequence[Strip], vocabulary: Container[str], *, is_header: bool
) -> tuple[Line, ...]:
    lines = end_lines(strips, vocabulary) if strips else ()
    return without_bold(lines) if is_header else lines


def fill_rows(rows: Sequence[Row], columns: int, header_rows: int) -> list[Filled]:
    """Turn rows of pieces into cells, empty ones included."""
    filled: list[Filled] = []
    for index, row in enumerate(rows):
        filled.extend(_fill_row(index, row, columns))
    return _stretch_header(filled, header_rows)


def _fill_row(index: int, row: Row, columns: int) -> list[Filled]:
    ranges = _merge_ranges([(piece.column, piece.column_end) for line in row for piece in line])
    covered = {column for start, end in ranges for column in range(start, end)}
    ranges += [(column, column + 1) for column in range(columns) if column not in covered]
    cells: list[Filled] = []
    for start, end in sorted(ranges):
        lines = [piece.strip for line in row for piece in line if start <= piece.column < end]
        cells.append(Filled(Place(index, start, index + 1, end), tuple(lines)))
    return cells


def _merge_ranges(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(ranges)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _stretch_header(cells: list[Filled], header_rows: int) -> list[Filled]:
    """Let a column title that stands alone in its column fill all rows of the head."""
    if header_rows < 2:
        return cells
    kept: list[Filled] = [cell for cell in cells if cell.place.row >= header_rows]
    head = [cell for cell in cells if cell.place.row < header_rows]
    columns = max(cell.place.column_end for cell in cells)
    for column in range(columns):
        own = [cell for cell in head if cell.place.column == column]
        is_plain = len(own) == header_rows and all(
            cell.place.column_end == column + 1 for cell in own
        )
        worded = [cell for cell in own if cell.lines]
        if is_plain and len(worded) == 1:
            kept.append(Filled(Place(0, column, header_rows, column + 1), worded[0].lines))
        else:
            kept.extend(own)
    return kept
