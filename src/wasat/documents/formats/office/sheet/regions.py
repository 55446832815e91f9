"""Rows of a sheet to tables: what stands together is one, a lone cell above it is its caption."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wasat.documents.document import Block, BlockKind, Cell, Line, Table
from wasat.documents.formats.flow.grid import MOST_HEAD_ROWS, RUN_CELLS, RUN_CHARACTERS, RUN_ROWS
from wasat.documents.formats.flow.inline import Run, styled
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.office.sheet.cells import Shown
from wasat.documents.formats.office.sheet.merges import Merges
from wasat.documents.formats.office.sheet.references import name_cell

_Row = list[Shown]
_MOST_ROWS = 1_000  # of one table, however short they are
_MOST_CAPTIONS = 3  # lone cells above a table


class _Frame(NamedTuple):
    """What the parts of a table that is cut share: its first column and its head."""

    left: int
    head: tuple[Cell, ...]
    head_rows: int


def iter_regions(rows: Iterable[_Row], sheet: str, merges: Merges) -> Iterator[Block]:
    """Yield captions and tables; a long table goes on in further ones under the same head.

    Args:
        rows: None of them empty, cells by their columns.
        sheet: Name of the sheet, for places.
        merges: Of the sheet.
    """
    gathered: list[_Row] = []
    frame: _Frame | None = None
    weight = _Weight()
    for row in _uncover(rows, merges):
        if gathered and _is_apart(row, gathered[-1], frame):
            yield from _make(gathered, frame, sheet, merges)[0]
            gathered, frame, weight = [], None, _Weight()
        elif frame is not None and not gathered and _is_left_of(row, frame):
            frame = None
        gathered.append(row)
        weight = weight.add(row)
        if weight.is_full:
            blocks, frame = _make(gathered, frame, sheet, merges)
            yield from blocks
            gathered, weight = [], _Weight()
    if gathered:
        yield from _make(gathered, frame, sheet, merges)[0]


def _uncover(rows: Iterable[_Row], merges: Merges) -> Iterator[_Row]:
    """Leave out cells that are hidden below one that is merged over them."""
    for row in rows:
        seen = [cell for cell in row if not merges.covers(cell.row, cell.column)]
        if seen:
            yield seen


class _Weight(NamedTuple):
    """How much was gathered for one table."""

    rows: int = 0
    cells: int = 0
    characters: int = 0

    def add(self, row: _Row) -> "_Weight":
        """Count one more row."""
        characters = sum(len(run.text) for cell in row for run in cell.runs)
        return _Weight(self.rows + 1, self.cells + len(row), self.characters + characters)

    @property
    def is_full(self) -> bool:
        """Whether a new table should begin."""
        is_long = self.rows >= RUN_ROWS and self.characters >= RUN_CHARACTERS
        is_wide = self.cells >= RUN_CELLS or self.characters >= 50 * RUN_CHARACTERS
        return is_long or is_wide or self.rows >= _MOST_ROWS


def _is_apart(row: _Row, before: _Row, frame: _Frame | None) -> bool:
    return row[0].row != before[0].row + 1 or (frame is not None and _is_left_of(row, frame))


def _is_left_of(row: _Row, frame: _Frame) -> bool:
    return row[0].column < frame.left


def _make(
    rows: Sequence[_Row], frame: _Frame | None, sheet: str, merges: Merges
) -> tuple[list[Block], _Frame]:
    """Make blocks of rows, and tell what a continuation needs."""
    maker = _Maker(sheet, merges)
    captions = 0
    if frame is None:
        captions = _count_captions(rows)
        rest = rows[captions:]
        left = min((row[0].column for row in rest), default=0)
        head_rows = _count_head(rest, merges)
        frame = _Frame(left, (), head_rows)
        is_continued = False
    else:
        rest, left, is_continued = rows, frame.left, True
    is_table = bool(rest)
    blocks = [maker.make_lone(row[0], is_caption=is_table) for row in rows[:captions]]
    if is_table:
        block, head = maker.make_table(rest, frame, is_continued=is_continued)
        blocks.append(block)
        frame = frame._replace(head=frame.head or head)
    return blocks, frame


def _count_captions(rows: Sequence[_Row]) -> int:
    """Count leading rows of one cell; if all are, the region is a list of lines and no table."""
    count = 0
    while count < len(rows) and len(rows[count]) == 1:
        count += 1
    if count == len(rows):
        return count
    return count if count <= _MOST_CAPTIONS else 0


def _count_head(rows: Sequence[_Row], merges: Merges) -> int:
    """Count rows that name what is below them: words alone, above a row that is not like that.

    Several are, if all but the last are merged over what they name.
    """
    if len(rows) < 2 or any(cell.is_number for cell in rows[0]):
        return 0
    count = 1
    while (
        count < min(MOST_HEAD_ROWS, len(rows) - 1)
        and any(merges.find(cell.row, cell.column) for cell in rows[count - 1])
        and not any(cell.is_number for cell in rows[count])
    ):
        count += 1
    return count


class _Maker:
    """Makes blocks of one sheet."""

    def __init__(self, sheet: str, merges: Merges) -> None:
        self._sheet = sheet
        self._merges = merges

    def make_lone(self, cell: Shown, *, is_caption: bool) -> Block:
        """Make a line of its own."""
        kind = BlockKind.CAPTION if is_caption else BlockKind.PARAGRAPH
        place = f"{self._sheet}!{name_cell(cell.row, cell.column)}"
        return Block(kind=kind, lines=_lines(cell.runs), place=place)

    def make_table(
        self, rows: Sequence[_Row], frame: _Frame, *, is_continued: bool
    ) -> tuple[Block, tuple[Cell, ...]]:
        """Make a table, under the head of the one that it continues, and return its head too."""
        shift = frame.head_rows if is_continued else 0
        first, last = rows[0][0].row, rows[-1][0].row
        made = [
            self._make_cell(
                cell, cell.row - first + shift, frame, last=last, is_head=not is_continued
            )
            for row in rows
            for cell in row
        ]
        cells = (*(frame.head if is_continued else ()), *made)
        width = max(cell.column + cell.column_span for cell in cells)
        table = Table(
            row_count=last - first + 1 + shift,
            column_count=width,
            cells=cells,
            is_continued=is_continued,
        )
        right = frame.left + width - 1
        place = f"{self._sheet}!{name_cell(first, frame.left)}:{name_cell(last, right)}"
        head = tuple(cell for cell in made if cell.row < frame.head_rows)
        return Block(kind=BlockKind.TABLE, table=table, place=place), head

    def _make_cell(self, cell: Shown, row: int, frame: _Frame, *, last: int, is_head: bool) -> Cell:
        rows, columns = self._merges.find(cell.row, cell.column) or (1, 1)
        is_header = is_head and row < frame.head_rows
        return Cell(
            row=row,
            column=cell.column - frame.left,
            row_span=min(rows, last - cell.row + 1),
            column_span=columns,
            is_header=is_header,
            lines=_lines(cell.runs),
            place=f"{self._sheet}!{name_cell(cell.row, cell.column)}",
            alignment=cell.style.alignment,
            formula=cell.formula,
        )


def _lines(runs: Sequence[Run]) -> tuple[Line, ...]:
    if len(runs) == 1 and not runs[0].styles and "\n" not in runs[0].text:
        return running(runs[0].text)
    return styled(runs)
