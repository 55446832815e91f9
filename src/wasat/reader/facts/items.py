"""Line items of financial statements, asked for by the name of a property."""

from collections.abc import Sequence

from wasat.evidence.find import find
from wasat.evidence.inquiry import Item, find_items, study
from wasat.evidence.prepare import Prepared
from wasat.reader.facts.tabled import Cell
from wasat.reader.leaves.pages import Leaves
from wasat.reader.lookup.finding import Search
from wasat.reader.lookup.line_item import Figure, Statements

_SURE = 0.85  # a line item is never as sure as a value beside its label
_PAGES = 8  # passages, each the best of its page


def find_item(name: str, years: Sequence[int], leaves: Leaves, document: int) -> Cell | None:
    """Find the figure of a line item, of the year that is asked for or else of the latest.

    Args:
        name: Of the property, as words.
        years: Asked for; a figure is of one year, so several find nothing.
        leaves: The pages.
        document: Index of the document.
    """
    items = [item for start, end, item in find_items(name) if _is_whole(name, start, end)]
    if len(items) != 1 or len(years) > 1:
        return None
    statements = Statements(_search(name, leaves, document, leaves.prepared[document]))
    figure = _figure(statements, items[0], years)
    if figure is None:
        return None
    leaf = leaves.open(document, figure.scored.page.number)
    return Cell(leaf, figure.scored.row, figure.value, figure.number, _SURE, figure.year)


def _figure(statements: Statements, item: Item, years: Sequence[int]) -> Figure | None:
    year = years[0] if years else statements.latest_year(item)
    return None if year is None else statements.find(item, year)


def _is_whole(name: str, start: int, end: int) -> bool:
    """Tell whether only years stand beside the words that name an item."""
    rest = f"{name[:start]} {name[end:]}".split()
    return all(word.isdigit() for word in rest)


def _search(name: str, leaves: Leaves, document: int, prepared: Prepared) -> Search:
    inquiry = study(name, prepared.index.language)
    reading = leaves.readings[document]
    return Search(
        question=name,
        inquiry=inquiry,
        wants=frozenset(),
        reading=reading,
        prepared=prepared,
        ranked=find(inquiry, prepared, pages=reading.numbers, limit=_PAGES),
    )
