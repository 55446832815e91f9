"""Tables that run over pages, made one again where a whole document is exported."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wasat.documents.document import BlockKind, Cell, Page, Table

MOST_CELLS = 100_000  # of a joined table, so that memory stays flat; a longer one is begun anew
_PASSED_OVER = (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE)


def join_tables(pages: Iterable[Page]) -> Iterator[Page]:
    """Move the rows of continued tables to the page on which their table begins.

    Header rows that a continuation repeats are dropped. A page is held back for as long as its last
    table goes on.

    Returns:
        As many pages as came, in order.
    """
    held: list[Page] = []
    parts: list[Table] = []
    for page in pages:
        table = _continuation(page)
        if table is None or not parts or _count(parts) >= MOST_CELLS:
            yield from _release(held, parts)
            held, parts = [page], _last_table(page)
            continue
        parts.append(table)
        rest = _without_first(page)
        if not _body(rest):
            held.append(rest)
            continue
        yield from _release(held, parts)
        held, parts = [rest], _last_table(rest)
    yield from _release(held, parts)


def join(tables: Sequence[Table]) -> Table:
    """Put tables below one another, without the header rows that a later one repeats."""
    header = _header_rows(tables[0])
    cells = list(tables[0].cells)
    row_count = tables[0].row_count
    for table in tables[1:]:
        repeated = _count_repeated(header, _header_rows(table))
        shift = row_count - repeated
        cells.extend(replace(c, row=c.row + shift) for c in table.cells if c.row >= repeated)
        row_count = shift + table.row_count
    return Table(
        row_count=row_count,
        column_count=max(table.column_count for table in tables),
        cells=tuple(cells),
        is_continued=tables[0].is_continued,
    )


def _count(tables: Sequence[Table]) -> int:
    return sum(len(table.cells) for table in tables)


def _body(page: Page) -> list[int]:
    return [i for i, block in enumerate(page.blocks) if block.kind not in _PASSED_OVER]


def _continuation(page: Page) -> Table | None:
    """Return the table at the top of the body if it goes on from the page before."""
    first = next(iter(_body(page)), None)
    table = page.blocks[first].table if first is not None else None
    return table if table is not None and table.is_continued else None


def _without_first(page: Page) -> Page:
    first = _body(page)[0]
    return replace(page, blocks=page.blocks[:first] + page.blocks[first + 1 :])


def _last_table(page: Page) -> list[Table]:
    """Return the table that the body ends with, alone in a list, if there is one."""
    body = _body(page)
    table = page.blocks[body[-1]].table if body else None
    return [] if table is None else [table]


def _release(held: Sequence[Page], parts: Sequence[Table]) -> Iterator[Page]:
    """Yield pages held back, the first with its last table made whole."""
    if len(parts) < 2:
        yield from held
        return
    place = _body(held[0])[-1]
    whole = replace(held[0].blocks[place], table=join(parts))
    blocks = (*held[0].blocks[:place], whole, *held[0].blocks[place + 1 :])
    yield replace(held[0], blocks=blocks)
    yield from held[1:]


def _header_rows(table: Table) -> list[list[str]]:
    """Texts of the leading rows that consist of header cells alone."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    found: list[list[str]] = []
    for row in range(table.row_count):
        if row not in rows or not all(cell.is_header for cell in rows[row]):
            break
        found.append([cell.text for cell in rows[row]])
    return found


def _count_repeated(header: Sequence[list[str]], other: Sequence[list[str]]) -> int:
    """Count the leading rows of `other` that say the same, as far as they reach."""
    count = 0
    for first, second in zip(header, other, strict=False):
        if first[: len(second)] != second:
            break
        count += 1
    return count
