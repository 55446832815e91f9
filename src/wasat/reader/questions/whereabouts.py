"""The page on which something is told, with the heading that it stands under."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from wasat.documents.document import BlockKind, Page
from wasat.evidence.find import find
from wasat.evidence.inquiry import study
from wasat.evidence.passage import Ranked
from wasat.evidence.quote import Located, cite
from wasat.evidence.scope.whereabouts import Whereabouts, read_whereabouts
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.prose.sentences import split_sentences
from wasat.reader.refusal import name_items
from wasat.reader.writer import Statement

_SCORE = 2.0  # such a question is answered by nothing else
_PAGES = 12  # best ones that are weighed
_LEAST = 0.5  # share of the topic's words on a page about it
_HEADED = 1.0  # for a heading that holds the topic, in shares of the best page's score
_DENSE, _DENSELY = 0.2, 4  # for each block that holds half of the topic, so many of them at most
_MOST = 5  # pages of one answer
_AS_GOOD = 0.5  # of the best page's worth, for another page where several are asked for
_BACK = 3  # pages before, on which the heading may stand
_LONGEST = 200  # characters of what is told of a place without pages
_ENTRY = re.compile(
    r"(?:\.\s?){4,}\s*\w{0,5}\s*$|…\s?…"
)  # of a table of contents: it leads elsewhere


@dataclass(frozen=True, slots=True)
class _Place:
    """A page, how much it is about the topic, and the words of it that are most about it."""

    worth: float
    page: Page
    located: Located


def find_whereabouts(search: Search) -> Finding | None:
    """Tell the page that a question asks for; None if it asks for none, or none is about it."""
    wish = read_whereabouts(search.question)
    places = [] if wish is None else [*_weigh(search, wish)]
    if wish is None or not places:
        return None
    places.sort(key=lambda place: (-place.worth, place.page.number))
    chosen = [place for place in places if place.worth >= _AS_GOOD * places[0].worth][:_MOST]
    chosen = sorted(chosen, key=lambda place: place.page.number) if wish.is_many else places[:1]
    return Finding(
        statements=tuple(_state(search, place) for place in chosen),
        score=_SCORE,
        reason=f"pages about {wish.topic!r}",
        brief=", ".join(str(place.page.number) for place in chosen),
        is_list=len(chosen) > 1,
    )


def _weigh(search: Search, wish: Whereabouts) -> Iterator[_Place]:
    """Yield the pages that hold most of the topic, and what of them is about it."""
    language = search.prepared.index.language
    inquiry = study(wish.topic, language)
    terms = set(inquiry.terms)
    ranked = find(inquiry, search.prepared, pages=search.reading.numbers, limit=_PAGES)
    for entry in ranked if terms else ():
        place = _place(search, terms, entry, entry.score / ranked[0].score)
        if place is not None and entry.coverage >= _LEAST:
            yield place


def _place(search: Search, terms: Set[str], entry: Ranked, share: float) -> _Place | None:
    """Weigh a page: what its passages hold of the topic, and whether a heading names it.

    None of a page of which only a table of contents, or no block of its own, holds any of it.
    """
    page = search.prepared.document.pages[entry.passage.page - 1]
    language = search.prepared.index.language
    texts = ["" if _ENTRY.search(block.text) else block.text for block in page.blocks]
    held = [len(terms & set(language.terms(text))) for text in texts]
    if not any(held):
        return None
    is_heading = [block.kind is BlockKind.HEADING for block in page.blocks]
    best = max(range(len(held)), key=lambda at: (held[at], is_heading[at], -at))
    is_headed = is_heading[best] and held[best] == len(terms)
    dense = sum(2 * count >= len(terms) for count in held)
    worth = share + entry.coverage + _DENSE * min(dense, _DENSELY) + _HEADED * is_headed
    return _Place(worth, page, _words_about(search, terms, page, best))


def _state(search: Search, place: _Place) -> Statement:
    """Say the page and the heading; where there are no pages, the words that stand there."""
    page = place.page
    cited = cite(search.reading.source, page, place.located)
    if not page.width:
        return " ".join(cited.quote.split())[:_LONGEST], (cited,)
    heading = _heading(search, page, place.located.block)
    name = name_items(search.language, "pages", 1).capitalize()
    return f"{name} {page.number}{heading and f': {heading}'}", (cited,)


def _words_about(search: Search, terms: Set[str], page: Page, index: int) -> Located:
    """Return the first sentence of a block, or the cell of a table that holds most of a topic."""
    block = page.blocks[index]
    if block.table is None:
        return Located(index, *split_sentences(block.text)[0])
    language = search.prepared.index.language
    cells = [cell for cell in block.table.cells if cell.lines]
    best = max(cells, key=lambda cell: len(terms & set(language.terms(cell.text))))
    return Located(index, 0, len(best.text), (best.row, best.column))


def _heading(search: Search, page: Page, block: int) -> str:
    """Return the heading that a block stands under, or is; empty without one nearby."""
    pages: Sequence[Page] = search.prepared.document.pages
    above = [*page.blocks[: block + 1]]
    for number in range(page.number, max(0, page.number - _BACK), -1):
        blocks = above if number == page.number else pages[number - 1].blocks
        for each in reversed(blocks):
            if each.kind is BlockKind.HEADING:
                return " ".join(each.text.split())
    return ""
