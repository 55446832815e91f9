"""Rows of cells, as markup lists them, to tables with a place for each cell; long ones cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wasat.documents.document import Cell, Line, Table
from wasat.documents.formats.flow.words import count_lines
from wasat.documents.looks import Alignment

MOST_COLUMNS = 16_384  # of a sheet. Source: Office Open XML spreadsheets as practised
MOST_COLUMN_SPAN = 1_000  # Source: HTML, attributes common to td and th
MOST_COVERED = 1_000_000  # places under spans in one table; further spans count as one place
RUN_ROWS = 50
RUN_CHARACTERS = 2_000
RUN_CELLS = 10_000
MOST_ROWS = 1_000  # of one run, however short they are
MOST_HEAD_ROWS = 5  # repeated over each run


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A cell before it has a place.

    Attributes:
        lines: Its words.
        row_span: At least 1; may reach beyond the table.
        column_span: At least 1.
        is_header: Whether it names others.
        place: As in `Cell`.
        alignment: As in `Cell`.
        formula: As in `Cell`.
    """

    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False
    place: str = ""
    alignment: Alignment = Alignment.START
    formula: str = ""


class _Grid:
    """Where the next cell of a row goes, past those that hang down into it."""

    def __init__(self, row_count: int) -> None:
        self._row_count = row_count
        self._until: dict[int, int] = {}
        self._covered = 0

    def put(self, field: Field, row: int, column: int) -> Cell | None:
        """Return the field as the cell at the first free place from `column` on, if one is."""
        while self._until and self._until.get(column, 0) > row:
            column += 1
        if column >= MOST_COLUMNS:
            return None
        is_single = field.row_span == field.column_span == 1
        row_span, column_span = (1, 1) if is_single else self._bound(field, row, column)
        if row_span > 1:
            self._until.update(dict.fromkeys(range(column, column + column_span), row + row_span))
        return Cell(
            row=row,
            column=column,
            row_span=row_span,
            column_span=column_span,
            is_header=field.is_header,
            lines=field.lines,
            place=field.place,
            alignment=field.alignment,
            formula=field.formula,
        )

    def _bound(self, field: Field, row: int, column: int) -> tuple[int, int]:
        row_span = min(max(field.row_span, 1), self._row_count - row)
        column_span = min(max(field.column_span, 1), MOST_COLUMN_SPAN, MOST_COLUMNS - column)
        while column_span > 1 and self._until.get(column + column_span - 1, 0) > row:
            column_span -= 1
        self._covered += row_span * column_span - 1
        return (row_span, column_span) if self._covered <= MOST_COVERED else (1, 1)


def make_table(rows: Sequence[Sequence[Field]]) -> Table:
    """Give every field its place, as a browser would; spans end with the table.

    Fields beyond MOST_COLUMNS are left out.

    Source:
        HTML, forming a table.
    """
    grid = _Grid(len(rows))
    cells: list[Cell] = []
    for index, fields in enumerate(rows):
        column = 0
        for field in fields:
            cell = grid.put(field, index, column)
            if cell is None:
                break
            cells.append(cell)
            column = cell.column + cell.column_span
    return Table(
        row_count=len(rows),
        column_count=_width(cells),
        cells=tuple(cells),
    )


def make_tables(rows: Iterable[Sequence[Field]]) -> Iterator[Table]:
    """Make a table of rows as they come, or several, each but the first continued, if it is long.

    Every run repeats the header, so that a row is understood without the runs before. Runs end
    where no cell spans on, unless that does not come for very long.
    """
    head: list[Sequence[Field]] = []
    run = _Run()
    is_continued = False
    for row in rows:
        if not (run.rows or is_continued) and len(head) < MOST_HEAD_ROWS and _is_header(row):
            head.append(row)
            continue
        if not (run.rows or is_continued) and _reach(head) > len(head):
            run.rows, head = head, []
            run.reach = _reach(run.rows)
        run.add(row)
        if run.is_full:
            yield _assemble(head, run.rows, is_continued=is_continued)
            run, is_continued = _Run(), True
    if run.rows or (head and not is_continued):
        yield _assemble(head, run.rows, is_continued=is_continued)


def _is_header(row: Sequence[Field]) -> bool:
    return bool(row) and all(field.is_header for field in row)


def _reach(rows: Sequence[Sequence[Field]]) -> int:
    """Count the rows that the spans of these rows cover."""
    return max((i + f.row_span for i, row in enumerate(rows) for f in row), default=0)


class _Run:
    """Rows gathered so far, and whether they are enough for a table of their own."""

    def __init__(self) -> None:
        self.rows: list[Sequence[Field]] = []
        self.reach = 0
        self._cells = 0
        self._characters = 0

    def add(self, row: Sequence[Field]) -> None:
        """Take one more row."""
        self.rows.append(row)
        self.reach = max(self.reach, len(self.rows) - 1 + max((f.row_span for f in row), default=1))
        self._cells += len(row)
        self._characters += count_lines([line for field in row for line in field.lines])

    @property
    def is_full(self) -> bool:
        """Whether a new table should begin with the next row."""
        is_long = len(self.rows) >= RUN_ROWS and self._characters >= RUN_CHARACTERS
        is_wide = self._cells >= RUN_CELLS or self._characters >= 50 * RUN_CHARACTERS
        is_closed = self.reach <= len(self.rows) or self._cells >= 10 * RUN_CELLS
        return (is_long or is_wide or len(self.rows) >= MOST_ROWS) and is_closed


def _assemble(
    head: Sequence[Sequence[Field]], body: Sequence[Sequence[Field]], *, is_continued: bool
) -> Table:
    """Make a table, if it is continued under as much of the header as its rows need."""
    table = make_table([*head, *body])
    if not is_continued:
        return table
    below = [cell for cell in table.cells if cell.row >= len(head)]
    width = _width(below)
    above = [cell for cell in table.cells if cell.row < len(head) and cell.column < width]
    return replace(
        table, cells=(*above, *below), column_count=_width([*above, *below]), is_continued=True
    )


def _width(cells: Iterable[Cell]) -> int:
    return max((cell.column + cell.column_span for cell in cells), default=0)
