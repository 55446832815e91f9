"""The cells of a column whose header names a thing, over all pages of the table."""

from collections.abc import Iterator, Sequence

from wasat.evidence.figures import is_year, parse_figure
from wasat.evidence.quote import cite
from wasat.reader.extraction.arrays.columns import is_sum
from wasat.reader.lookup.finding import Search
from wasat.reader.tables.grid import Grid, GridCell, iter_grids
from wasat.reader.tables.whole import iter_pages_of_table
from wasat.reader.writer import Statement

_PAGES = 4  # best ones, on which the table may begin


def find_column(search: Search, thing: str, rest: str) -> list[Statement]:
    """Return the cells under a header that names a thing; nothing without such a header.

    Args:
        search: The question and its document.
        thing: As the question says it.
        rest: What tells which ones: rows that hold all of its words count, if some do.
    """
    language = search.prepared.index.language
    terms = set(language.content(thing))
    for grid in _grids(search) if terms else ():
        for column in range(len(grid.rows[0]) if grid.rows else 0):
            is_named = set(language.content(grid.header(column))) == terms
            if is_named and not _is_of_figures(grid, column):
                rows = _chosen(search, grid.body, column, rest)
                return [_state(search, row[column]) for row in rows]
    return []


def find_labels(search: Search, thing: str, rest: str) -> list[Statement]:
    """Return the first cells of the rows of a table that stands under the name of a thing.

    Nothing without such a table, or if it holds figures: they say how many, and no row is one.

    Args:
        search: The question and its document.
        thing: As the question says it: all that the caption or the heading says.
        rest: What tells which ones.
    """
    language = search.prepared.index.language
    terms = set(language.content(thing))
    for grid in _grids(search) if terms else ():
        names = (set(language.content(text)) for text in (grid.caption, grid.heading))
        width = len(grid.rows[0]) if terms in names and grid.body else 0
        if width and not any(_is_of_figures(grid, column) for column in range(width)):
            return [_state(search, row[0]) for row in _chosen(search, grid.body, 0, rest)]
    return []


def _is_of_figures(grid: Grid, column: int) -> bool:
    """Whether most cells of a column are numbers: they say how many, and name nothing."""
    located = [row[column].text for row in grid.body if row[column].located]
    texts = [text for text in located if not is_year(text)] or [""]
    return 2 * sum(parse_figure(text) is not None for text in texts) > len(texts)


def _grids(search: Search) -> Iterator[Grid]:
    """Read the tables of the best pages, each with the pages it goes on over."""
    for ranked in search.ranked[:_PAGES]:
        document, numbers = search.prepared.document, search.reading.numbers
        yield from iter_grids(iter_pages_of_table(document, numbers, ranked.passage.page))


def _chosen(
    search: Search, rows: Sequence[Sequence[GridCell]], column: int, rest: str
) -> list[Sequence[GridCell]]:
    language = search.prepared.index.language
    named = [row for row in rows if row[column].located and not is_sum(row[column].text)]
    told = [set(language.terms(" ".join(cell.text for cell in row))) for row in named]
    wanted = set(language.content(rest))
    for name in search.inquiry.names:
        terms = set(language.content(name))
        if not any(terms <= held for held in told):  # of whom it is a list, not which ones
            wanted -= terms
    known = {term for term in wanted if any(term in held for held in told)}
    return [row for row, held in zip(named, told, strict=True) if known <= held]


def _state(search: Search, cell: GridCell) -> Statement:
    page = search.prepared.document.pages[cell.page - 1]
    cited = (cite(search.reading.source, page, cell.located),) if cell.located else ()
    return cell.text, cited
