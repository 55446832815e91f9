"""A spreadsheet as records: named columns, what each holds, and the cells of every row."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from wasat.documents.formats.sniff import XLSX
from wasat.evidence.figures import is_year, parse_figure
from wasat.reader.extraction.arrays.columns import is_sum
from wasat.reader.reading import Reading
from wasat.reader.recognise.dates import find_dates
from wasat.reader.recognise.found import Habits
from wasat.reader.tables.grid import Grid, GridCell, iter_grids

_TYPES = ("text/csv", XLSX)
_MOST_PAGES = 400  # some 20,000 rows; what is longer is searched by its words
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
_SHOWN_ROWS = 100
_NEARLY_ALL = 0.9  # of the cells of a column that are of one kind
_KEY = re.compile(
    r"^(?:id|no|nr|key|code)\b|(?:(?:\b|_)(?:id|no|key|code)|nr|num|number|nummer)\.?$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_HABITS = Habits()


class ColumnKind(StrEnum):
    """What the cells of a column are."""

    KEY = "key"  # tells one record from all others
    NUMBER = "number"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        index: From 0.
        name: As its header says.
        kind: What nine tenths of its cells are.
    """

    index: int
    name: str
    kind: ColumnKind


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table of records.

    Attributes:
        title: Of the sheet, or of the file.
        columns: All that are named.
        heads: Cells that name them, by the index of their column.
        rows: Cells of each record, likewise.
    """

    title: str
    columns: Sequence[Column]
    heads: Sequence[GridCell]
    rows: Sequence[Sequence[GridCell]]

    def of_kind(self, *kinds: ColumnKind) -> list[Column]:
        """Return the columns of these kinds, in order."""
        return [column for column in self.columns if column.kind in kinds]

    @cached_property
    def label(self) -> Column:
        """The column that names a record: one of words, each once; else a key; else the first."""
        named = [c for c in self.of_kind(ColumnKind.NAME, ColumnKind.KEY) if self._names(c)]
        return (named or self.of_kind(ColumnKind.KEY) or list(self.columns))[0]

    @cached_property
    def printed(self) -> list[str]:
        """Figures of the first records as printed: they show which sign parts decimals."""
        numbers = self.of_kind(ColumnKind.NUMBER)
        return [row[column.index].text for row in self.rows[:_SHOWN_ROWS] for column in numbers]

    def _names(self, column: Column) -> bool:
        texts = [row[column.index].text for row in self.rows]
        return len(set(texts)) == len(texts) and all(any(map(str.isalpha, t)) for t in texts)


def read_sheets(reading: Reading) -> Iterator[Sheet]:
    """Yield the tables of records of a spreadsheet; none of another document, or a huge one."""
    summary = reading.document.summary
    if summary.mime_type not in _TYPES or len(reading.numbers) > _MOST_PAGES:
        return
    titles = {entry.page: entry.title for entry in summary.outline}
    for grid in iter_grids(reading.iter_pages()):
        rows = [row for row in grid.body if not _sums_up(row)]
        columns = _read_columns(grid, rows)
        if len(columns) >= _FEWEST_COLUMNS and len(rows) >= _FEWEST_ROWS:
            title = titles.get(grid.page, reading.source.title)
            heads = grid.rows[grid.header_rows - 1]
            yield Sheet(title=title, columns=columns, heads=heads, rows=rows)


def read_number(cell: GridCell) -> float | None:
    """Return the number in a cell; None if it holds another thing, or nothing."""
    return parse_figure(cell.text) if _DIGIT.search(cell.text) else None


def read_date(cell: GridCell) -> str | None:
    """Return the date in a cell as YYYY-MM-DD, a time behind it left out; None if it is none."""
    first = next(find_dates(cell.text, _HABITS), None) if _DIGIT.search(cell.text) else None
    return str(first.value) if first is not None and first.start == 0 else None


def _sums_up(row: Sequence[GridCell]) -> bool:
    """Whether it is no record but the sum of those above."""
    first = next((cell.text for cell in row if cell.text), "")
    return is_sum(first)


def _read_columns(grid: Grid, rows: Sequence[Sequence[GridCell]]) -> list[Column]:
    """Return the columns if the header names each of those that hold something, and once."""
    width = len(grid.rows[0]) if grid.rows else 0
    names = [grid.header(index) for index in range(width)]
    filled = [index for index in range(width) if any(row[index].text for row in rows)]
    counts = Counter(names[index].casefold() for index in filled)
    if not grid.header_rows or counts[""] or max(counts.values(), default=2) > 1:
        return []
    return [
        Column(index=index, name=names[index], kind=_kind(names[index], rows, index))
        for index in filled
    ]


def _kind(name: str, rows: Sequence[Sequence[GridCell]], index: int) -> ColumnKind:
    cells = [row[index] for row in rows if row[index].text]
    is_unique = len({cell.text for cell in cells}) == len(cells) == len(rows)
    if is_unique and _KEY.search(name):
        return ColumnKind.KEY
    if _hold(cells, read_date):
        return ColumnKind.DATE
    if _hold(cells, read_number) and not all(is_year(cell.text) for cell in cells):
        return ColumnKind.NUMBER
    return ColumnKind.KEY if is_unique and index == 0 else ColumnKind.NAME


def _hold(cells: Sequence[GridCell], read: Callable[[GridCell], object]) -> bool:
    """Whether nearly all cells can be read; once too many cannot, no more are looked at."""
    failed = (cell for cell in cells if read(cell) is None)
    most = len(cells) - _NEARLY_ALL * len(cells)
    return all(count <= most for count, _ in enumerate(failed, 1))
