"""Tables that run over the end of a page."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wasat.box import enclose
from wasat.documents.document import Cell, Line, Table, Word
from wasat.documents.layout.marks import WordMarks, mark_line, marks_of

_ALIKE = 0.75  # share of the columns that must stand under one another
_CELL_GAP = 0.7  # of a word's height: between cells; words of a sentence are closer
_SAME_LINE = 0.5  # of a word's height, that two words of a row share
_TELLING = 3  # cells in one row that no heading or sentence has at these places


def continues(above: Table, table: Table, shift: float = 0.0) -> bool:
    """Whether a table that begins a page goes on from one that ended the page before.

    It has as many columns, and they stand at the same places across the page, or `shift` points
    further to the right.
    """
    if above.column_count != table.column_count:
        return False
    upper, lower = column_spans(above), column_spans(table)
    both = upper.keys() & lower.keys()
    alike = sum(
        upper[column][0] + shift < lower[column][1] and lower[column][0] < upper[column][1] + shift
        for column in both
    )
    return bool(both) and alike >= _ALIKE * len(both)


def adopt(above: Table, lines: Sequence[Line], *, is_moved: bool = False) -> Table | None:
    """Make a continuation of lines that fall into the columns of a table, or None if they do not.

    A single row is no table by itself, and some rows leave columns empty: only the table before
    tells what they are.

    Args:
        above: The table that ended the page before.
        lines: Words of the blocks that begin the page, in any order.
        is_moved: Whether they stand in another column of text, so that only their first word tells
            how far to the right.
    """
    spans = column_spans(above)
    columns = [spans[column] for column in range(above.column_count) if column in spans]
    if len(columns) < max(above.column_count, 2) or columns != sorted(columns):
        return None
    if is_moved:
        shift = min(word.box.x0 for line in lines for word in line.words) - columns[0][0]
        columns = [(x0 + shift, x1 + shift) for x0, x1 in columns]
    bounds = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    marks = marks_of(lines)
    rows = [_cells_of(row, bounds) for row in _rows_of(lines)]
    if not rows or not _is_divided(rows, columns):
        return None
    cells = tuple(
        Cell(
            row=index,
            column=column,
            lines=(_line(row[column], marks),) if column in row else (),
            box=enclose(word.box for word in row.get(column, ())),
        )
        for index, row in enumerate(rows)
        for column in range(len(columns))
    )
    return Table(row_count=len(rows), column_count=len(columns), cells=cells, is_continued=True)


def _line(words: Sequence[Word], marks: WordMarks) -> Line:
    return Line(words=tuple(words), marks=mark_line(words, marks))


def _rows_of(lines: Sequence[Line]) -> list[list[Word]]:
    """Group words that stand side by side, top to bottom, each row left to right."""
    rows: list[list[Word]] = []
    words = [word for line in lines for word in line.words]
    for word in sorted(words, key=lambda word: word.box.top + word.box.bottom):
        box, other = word.box, rows[-1][0].box if rows else None
        shared = min(box.bottom, other.bottom) - max(box.top, other.top) if other else 0.0
        if other and shared > _SAME_LINE * min(box.height, other.height):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.box.x0) for row in rows]


def _cells_of(row: Sequence[Word], bounds: Sequence[float]) -> dict[int, list[Word]]:
    cells: dict[int, list[Word]] = {}
    for word in row:
        column = bisect(bounds, (word.box.x0 + word.box.x1) / 2)
        cells.setdefault(column, []).append(word)
    return cells


def _is_divided(
    rows: Sequence[dict[int, list[Word]]], columns: Sequence[tuple[float, float]]
) -> bool:
    """Whether all words keep to their columns, and enough rows have words in several."""
    for row in rows:
        for column, words in row.items():
            if words[0].box.x0 > columns[column][1] or words[-1].box.x1 < columns[column][0]:
                return False
        for left, right in pairwise(sorted(row)):
            before, after = row[left][-1].box, row[right][0].box
            if after.x0 - before.x1 < _CELL_GAP * min(before.height, after.height):
                return False
    filled = [len(row) for row in rows]
    several = sum(count > 1 for count in filled)
    return 2 * several > len(rows) and (max(filled) >= _TELLING or several > 1)


def column_spans(table: Table) -> dict[int, tuple[float, float]]:
    """Return where the words of each column begin and end; cells that span several are left out."""
    spans: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.column_span == 1 and cell.lines:
            x0, x1 = spans.get(cell.column, (cell.box.x0, cell.box.x1))
            spans[cell.column] = (min(x0, cell.box.x0), max(x1, cell.box.x1))
    return spans


def mark_continued(above: Table, table: Table) -> Table:
    """Return the table as a continued one; its first rows are a head only if they repeat one."""
    if head_of(above) == head_of(table):
        return replace(table, is_continued=True)
    cells = tuple(replace(cell, is_header=False) for cell in table.cells)
    return replace(table, cells=cells, is_continued=True)


def merge(above: Table, table: Table) -> Table:
    """Put a continuation under its table, without the head if it repeats it."""
    rest = mark_continued(above, table)
    skipped = max((c.row + c.row_span for c in rest.cells if c.is_header), default=0)
    shift = above.row_count - skipped
    moved = [replace(cell, row=cell.row + shift) for cell in rest.cells if cell.row >= skipped]
    return replace(above, row_count=shift + rest.row_count, cells=(*above.cells, *moved))


def head_of(table: Table) -> list[str]:
    """Return the texts of the header cells in order."""
    return [cell.text for cell in table.cells if cell.is_header]
