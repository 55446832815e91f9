"""Things known by their form wherever they stand: dates, e-mail addresses, parties."""

from collections.abc import Iterator

from wasat.documents.document import Block, Page
from wasat.evidence.quote import Located, cite
from wasat.reader.lookup.finding import Search
from wasat.reader.recognise.found import Habits
from wasat.reader.recognise.kinds import RECOGNISERS, Kind
from wasat.reader.writer import Statement

_HABITS = Habits()
_FIRST_PAGES = 3  # where a contract names its parties
_FEWEST_PARTIES = 2  # named in one paragraph: those of the contract


def find_known(search: Search, kind: Kind) -> list[Statement]:
    """Return every thing of a kind, as printed and in order, each once."""
    if kind is Kind.PARTY:
        return _find_parties(search)
    found: dict[object, Statement] = {}
    for page in search.reading.iter_pages():
        for value, statement in _on_page(search, page, kind):
            found.setdefault(value, statement)
    return list(found.values())


def _find_parties(search: Search) -> list[Statement]:
    """Return the parties that the first paragraph that names several of them names."""
    for number in list(search.reading.numbers)[:_FIRST_PAGES]:
        page = search.prepared.document.pages[number - 1]
        for index, block in enumerate(page.blocks):
            found = dict(_in_block(search, page, index, block, Kind.PARTY))
            if len(found) >= _FEWEST_PARTIES:
                return list(found.values())
    return []


def _on_page(search: Search, page: Page, kind: Kind) -> Iterator[tuple[object, Statement]]:
    for index, block in enumerate(page.blocks):
        yield from _in_block(search, page, index, block, kind)


def _in_block(
    search: Search, page: Page, index: int, block: Block, kind: Kind
) -> Iterator[tuple[object, Statement]]:
    places = [(block.text, Located(index, 0, 0))] if block.table is None else [
        (cell.text, Located(index, 0, 0, (cell.row, cell.column)))
        for cell in block.table.cells if cell.lines
    ]  # fmt: skip
    for text, place in places:
        for match in RECOGNISERS[kind](text, _HABITS):
            located = place._replace(start=match.start, end=match.end)
            printed = " ".join(text[match.start : match.end].split())
            yield match.value, (printed, (cite(search.reading.source, page, located),))
