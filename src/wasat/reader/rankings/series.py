"""Figures that can be set in an order: a column over the rows of a table, or a row over columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wasat.documents.document import Page
from wasat.evidence.figures import header_years, is_interim
from wasat.evidence.passages import page_head
from wasat.evidence.rows import Value
from wasat.reader.lookup.cell import ScoredRow, label_of
from wasat.reader.lookup.finding import Search
from wasat.reader.rows.read import ScaledRow, read_rows
from wasat.reader.tables.whole import iter_pages_of_table

_PAGES = 4  # best ones, whose tables are looked at
_NEAR_BLOCKS = 3  # above a table, of which short ones say what it is about
_FEW_WORDS = 20
_FEWEST = 2  # figures that can be set in an order


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A figure, and whose it is."""

    name: str
    number: float
    value: Value
    scored: ScoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures of the same sort.

    Attributes:
        measure: What they all are: the header of a column, or the label of a row.
        things: What they are figures of, as the table's first header says; may be empty.
        around: What stands above the table.
        years: That they are of.
        entries: One for each thing, sums left out.
        whole: The sum, where the table tells it.
        rank: Place of the page among the best ones, from 0.
    """

    measure: str
    things: str
    around: str
    years: tuple[int, ...]
    entries: tuple[Entry, ...]
    whole: Entry | None
    rank: int


def read_series(search: Search, totals: re.Pattern[str]) -> Iterator[Series]:
    """Yield the columns, then the rows, of every table of the best pages.

    Args:
        search: The question and its document.
        totals: Labels of rows that sum up the others.
    """
    seen: set[tuple[int, int]] = set()
    for rank, ranked in enumerate(search.ranked[:_PAGES]):
        for table in _tables(search, ranked.passage.page):
            place = (table[0].page.number, table[0].row.block)
            if place not in seen:
                seen.add(place)
                yield from _columns(table, totals, rank)
                yield from _rows(table, totals, rank)


def _tables(search: Search, number: int) -> Iterator[list[ScaledRow]]:
    """Yield the rows of each table, with those of the pages that it goes on over."""
    document, numbers = search.prepared.document, search.reading.numbers
    open_table: list[ScaledRow] = []
    for page in iter_pages_of_table(document, numbers, number):
        rows = read_rows(document, page.number, search.prepared.index.language)
        for (block, _), group in groupby(rows, key=lambda read: (read.row.block, read.row.row < 0)):
            table = page.blocks[block].table
            if open_table and table is not None and table.is_continued:
                open_table += group
                continue
            if open_table:
                yield open_table
            open_table = list(group)
    if open_table:
        yield open_table


def _columns(table: Sequence[ScaledRow], totals: re.Pattern[str], rank: int) -> Iterator[Series]:
    """Yield one series a header, or one for all figures without any."""
    first = table[0]
    headers = dict.fromkeys(value.header for read in table for value in read.row.values)
    for header in headers:
        entries: list[Entry] = []
        for read in table:
            value = next((v for v in read.row.values if v.header == header), None)
            if value is not None and value.number is not None and read.row.label.strip(" .:"):
                entries.append(_entry(label_of(read.row), value, read))
        yield from _series(first, header, entries, totals, rank)
        sections = dict.fromkeys(entry.scored.row.section for entry in entries)
        for section in sections if len(sections) > 1 else ():
            part = [entry for entry in entries if entry.scored.row.section == section]
            for series in _series(first, header, part, totals, rank):
                yield replace(series, things=section or series.things)


def _rows(table: Sequence[ScaledRow], totals: re.Pattern[str], rank: int) -> Iterator[Series]:
    """Yield one series a row whose columns are of things, not of years."""
    for read in table:
        named = [v for v in read.row.values if v.header and v.number is not None]
        is_of_things = not any(header_years(value.header) for value in named)
        if is_of_things and len({value.header for value in named}) == len(named):
            entries = [_entry(value.header, value, read) for value in named]
            yield from _series(read, label_of(read.row), entries, totals, rank)


def _series(
    first: ScaledRow, measure: str, entries: Sequence[Entry], totals: re.Pattern[str], rank: int
) -> Iterator[Series]:
    wholes = [at for at, entry in enumerate(entries) if totals.match(entry.name)]
    if len(wholes) == 1 and wholes[0] >= _FEWEST:
        entries = entries[: wholes[0] + 1]  # what follows the sum is no part of it
    parts = _alike([entry for at, entry in enumerate(entries) if at not in wholes])
    if len(parts) >= _FEWEST and not is_interim(measure):
        yield Series(
            measure=measure,
            things=_first_header(first),
            around=_above(first.page, first.row.block, first.row.caption),
            years=header_years(measure),
            entries=tuple(parts),
            whole=entries[wholes[-1]] if wholes else None,
            rank=rank,
        )


def _alike(entries: Sequence[Entry]) -> list[Entry]:
    """Keep shares or amounts, whichever are more: they cannot stand in one order."""
    shares = ["%" in entry.value.text for entry in entries]
    is_share = 2 * sum(shares) > len(shares)
    return [entry for entry, share in zip(entries, shares, strict=True) if share == is_share]


def _entry(name: str, value: Value, read: ScaledRow) -> Entry:
    scored = ScoredRow(page=read.page, row=read.row, score=1.0, scale=read.scale)
    return Entry(name=name, number=value.number or 0.0, value=value, scored=scored)


def _first_header(read: ScaledRow) -> str:
    """Return what heads the column of labels."""
    table = read.page.blocks[read.row.block].table if read.row.row >= 0 else None
    cells = table.cells if table is not None else ()
    return next((cell.text for cell in cells if cell.row == 0 and cell.column == 0), "")


def _above(page: Page, index: int, caption: str) -> str:
    """Return a table's caption and the few words right above it, else the head of the page."""
    told: list[str] = []
    for block in reversed(page.blocks[max(0, index - _NEAR_BLOCKS) : index]):
        if block.table is not None:
            break
        if len(block.text.split()) <= _FEW_WORDS:
            told.append(block.text)
    return " ".join([caption, *(told or [page_head(page)])])
