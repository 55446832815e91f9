"""Rows of RTF to rows of fields: spans by the edges of cells, as each row says where they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from wasat.documents.formats.flow.grid import Field

_NEAR = 20  # twips; edges nearer than that are one. Source: a point, less than any cell
_FLAGS = {"clmgf": "", "clmrg": "left", "clvmgf": "", "clvmrg": "above"}


@dataclass(slots=True)
class Row:
    """One row while it is read.

    Attributes:
        fields: Its cells so far.
        edges: Right edge of each cell, in twips.
        joins: Of each cell, whether it only continues the one to its `left` or `above`.
        is_header: Whether it names the cells below it.
    """

    fields: list[Field] = field(default_factory=list[Field])
    edges: list[int] = field(default_factory=list[int])
    joins: list[str] = field(default_factory=list[str])
    is_header: bool = False
    _join: str = ""

    def define(self, word: str, number: int) -> bool:
        """Follow what is said of a cell before its text; tell whether the word was such a one."""
        if word in _FLAGS:
            self._join = _FLAGS[word] or self._join
        elif word == "cellx":
            self.edges.append(number)
            self.joins.append(self._join)
            self._join = ""
        else:
            return False
        return True


def span_rows(rows: Sequence[Row]) -> list[list[Field]]:
    """Return the fields of a table as `make_tables` takes them.

    Rows whose edges were not said, or do not fit their cells, keep one column a cell.
    """
    if any(len(row.edges) != len(row.fields) or row.edges != sorted(row.edges) for row in rows):
        return [_mark(row, row.fields) for row in rows]
    columns = _number_columns(sorted({edge for row in rows for edge in row.edges}))
    placed = [_place(row, columns) for row in rows]
    return [
        _mark(
            row, [_reach(placed, index, start) for start in sorted(cells) if _is_own(cells[start])]
        )
        for index, (row, cells) in enumerate(zip(rows, placed, strict=True))
    ]


_Cells = dict[int, tuple[Field, str]]  # by their first column


def _number_columns(edges: Sequence[int]) -> dict[int, int]:
    """Return how many columns end at or before each edge."""
    numbers: dict[int, int] = {}
    count = 0
    for before, edge in pairwise([-_NEAR, *edges]):
        count += edge - before >= _NEAR or not numbers
        numbers[edge] = max(count, 1)
    return numbers


def _place(row: Row, columns: dict[int, int]) -> _Cells:
    """Return the cells of a row, those joined to the left made one with it."""
    cells: _Cells = {}
    start = last = 0
    for cell, edge, join in zip(row.fields, row.edges, row.joins, strict=True):
        width = max(columns[edge] - start, 1)
        if join == "left" and cells:
            before, kind = cells[last]
            span = before.column_span + width
            cells[last] = replace(before, column_span=span), kind
        else:
            cells[start] = replace(cell, column_span=width), join
            last = start
        start += width
    return cells


def _is_own(cell: tuple[Field, str]) -> bool:
    return cell[1] != "above"


def _reach(placed: Sequence[_Cells], index: int, start: int) -> Field:
    """Return a cell with the rows below that continue it."""
    cell, _ = placed[index][start]
    end = index + 1
    while end < len(placed) and start in placed[end] and not _is_own(placed[end][start]):
        end += 1
    return replace(cell, row_span=end - index)


def _mark(row: Row, fields: Sequence[Field]) -> list[Field]:
    return [replace(cell, is_header=row.is_header) for cell in fields]
