"""What stands under a heading that names a thing: the items of its lists, else its own headings."""

from collections.abc import Callable, Iterator, Sequence, Set

from wasat.documents.document import Block, BlockKind, Page
from wasat.evidence.passage import PassageKind
from wasat.evidence.quote import Located, cite
from wasat.reader.lookup.finding import Search
from wasat.reader.writer import Statement

_HEADINGS = 20  # best ones, that may name the thing
_MORE_TERMS = 2  # that a heading may have beyond the thing: "Item 1A. Risk factors"
_FEWEST = 2  # items that make a list
_MOST_PAGES = 60  # of one section


def find_section(search: Search, thing: str) -> list[Statement]:
    """Return the items under the heading that names a thing; nothing without such a heading."""
    terms = set(search.prepared.index.language.content(thing))
    return _find(
        search, terms, lambda named: terms <= named and len(named) <= len(terms) + _MORE_TERMS
    )


def find_members(search: Search, whole: str) -> list[Statement]:
    """Return the items under a heading all of whose words name what they are members of."""
    terms = set(search.prepared.index.language.content(whole))
    return _find(search, terms, lambda named: bool(named) and named <= terms)


def _find(search: Search, terms: Set[str], is_meant: Callable[[Set[str]], bool]) -> list[Statement]:
    hits = search.prepared.index.search(
        dict.fromkeys(sorted(terms), 1.0),
        PassageKind.HEADING,
        pages=search.reading.numbers,
        limit=_HEADINGS,
    )
    for hit in hits:
        page = search.prepared.document.pages[hit.page - 1]
        at = hit.passage.first_block
        if is_meant(set(search.prepared.index.language.content(page.blocks[at].text))):
            found = _items(search, page.number, at)
            if len(found) >= _FEWEST:
                return found
    return []


def _items(search: Search, number: int, at: int) -> list[Statement]:
    """Return the headings below one, if there are several, else the list items before any other."""
    level = search.prepared.document.pages[number - 1].blocks[at].level
    items: list[Statement] = []
    headings: list[Statement] = []
    for page, index, block in _below(search, number, at):
        if block.kind is BlockKind.HEADING and block.level <= level:
            break
        if block.kind is BlockKind.HEADING:
            headings.append(_state(search, page, index, block))
        elif block.kind is BlockKind.LIST_ITEM and block.lines and not headings:
            items.append(_state(search, page, index, block))
    return headings if len(headings) >= _FEWEST else items


def _below(search: Search, number: int, at: int) -> Iterator[tuple[Page, int, Block]]:
    """Yield all blocks after one, to the end of what may be one section."""
    numbers: Sequence[int] = [n for n in search.reading.numbers if n >= number][:_MOST_PAGES]
    for later in numbers:
        page = search.prepared.document.pages[later - 1]
        for index, block in enumerate(page.blocks):
            if later > number or index > at:
                yield page, index, block


def _state(search: Search, page: Page, index: int, block: Block) -> Statement:
    located = Located(index, 0, len(block.text))
    return " ".join(block.text.split()), (cite(search.reading.source, page, located),)
