"""Tables as grids: spans spelt out, pages joined, every cell knowing where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wasat.documents.document import BlockKind, Cell, Page, Table
from wasat.evidence.quote import Located

_FIGURES = re.compile(r"^\W*\d[\d.,\s]*\W*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell's text and its place; a place covered by a span repeats the cell that covers it.

    Attributes:
        text: White space made single.
        page: Number of the page.
        located: None in an empty cell.
        is_header: As the table says.
    """

    text: str
    page: int
    located: Located | None = None
    is_header: bool = False


@dataclass(slots=True, kw_only=True)
class Grid:
    """One table, whole, even if it runs over pages.

    Attributes:
        rows: All of the same length.
        header_rows: Rows at the top that name the columns.
        caption: Text of its caption; may be empty.
        heading: Text of the heading it stands under; may be empty.
    """

    rows: list[list[GridCell]]
    header_rows: int
    caption: str = ""
    heading: str = ""
    page: int = 0
    body: list[list[GridCell]] = field(init=False)

    def __post_init__(self) -> None:
        self.body = self.rows[self.header_rows :]

    def header(self, column: int) -> str:
        """Name a column: the texts of its header cells, top down, repetitions left out."""
        texts = dict.fromkeys(row[column].text for row in self.rows[: self.header_rows])
        return " ".join(text for text in texts if text)


def iter_grids(pages: Sequence[Page] | Iterator[Page]) -> Iterator[Grid]:
    """Read all tables in order; a table that goes on over the page is one grid."""
    held: Grid | None = None
    heading = ""
    for page in pages:
        for index, block in enumerate(page.blocks):
            if block.kind is BlockKind.HEADING:
                heading = " ".join(block.text.split())
            if block.table is None:
                continue
            rows = spread(block.table, page.number, index)
            goes_on = block.table.is_continued or not count_header_rows(rows)
            if held is not None and goes_on and _fits(held, rows, heading):
                held = _append(held, rows)
                continue
            if held is not None:
                yield held
            caption = _caption(page, index)
            count = count_header_rows(rows)
            held = Grid(
                rows=rows, header_rows=count, caption=caption, heading=heading, page=page.number
            )
    if held is not None:
        yield held


def spread(table: Table, page: int, index: int) -> list[list[GridCell]]:
    """Lay a table out row by row, each span repeated over all it covers."""
    height = max((cell.row + cell.row_span for cell in table.cells), default=0)
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    rows = [[GridCell(text="", page=page) for _ in range(width)] for _ in range(height)]
    for cell in table.cells:
        laid = _lay(cell, page, index)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] = laid
    return rows


def count_header_rows(rows: Sequence[Sequence[GridCell]]) -> int:
    """Count the rows at the top that are headers throughout.

    Without any the first row is one, unless figures stand in it: then the table has none.
    """
    count = 0
    for row in rows:
        if not all(cell.is_header or not cell.text for cell in row):
            break
        count += 1
    if count == len(rows):
        count = 0
    if count or len(rows) < 2:
        return count
    return int(not any(_FIGURES.search(cell.text) for cell in rows[0][1:]))


def _lay(cell: Cell, page: int, index: int) -> GridCell:
    text = cell.text
    located = Located(index, 0, len(text), (cell.row, cell.column)) if cell.lines else None
    return GridCell(
        text=" ".join(text.split()), page=page, located=located, is_header=cell.is_header
    )


def _fits(grid: Grid, rows: Sequence[Sequence[GridCell]], heading: str) -> bool:
    """Tell whether rows may go on a table: the same width, and no heading in between."""
    if not rows or not grid.rows or heading != grid.heading:
        return False
    return len(rows[0]) == len(grid.rows[0])


def _append(grid: Grid, rows: Sequence[list[GridCell]]) -> Grid:
    """Add the rows of a further page, its repeated header left out."""
    head = [[cell.text for cell in row] for row in grid.rows[: grid.header_rows]]
    start = 0
    while start < min(len(head), len(rows)) and [cell.text for cell in rows[start]] == head[start]:
        start += 1
    return Grid(
        rows=[*grid.rows, *rows[start:]],
        header_rows=grid.header_rows,
        caption=grid.caption,
        heading=grid.heading,
        page=grid.page,
    )


def _caption(page: Page, index: int) -> str:
    """Return the caption before or after a table, whichever is there."""
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(page.blocks):
            block = page.blocks[neighbour]
            if block.kind is BlockKind.CAPTION:
                return " ".join(block.text.split())
    return ""
