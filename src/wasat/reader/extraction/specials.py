"""Fields that no label announces: title, authors, currency, summary, number of pages."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from wasat.documents.document import BlockKind
from wasat.evidence.quote import Located
from wasat.reader.extraction.addresses.party import find_part
from wasat.reader.extraction.addresses.roles import Asked, Role
from wasat.reader.extraction.contract import find_parties
from wasat.reader.extraction.families import Field, currencies
from wasat.reader.extraction.letterhead import find_address, find_issuer
from wasat.reader.extraction.search import find_candidates
from wasat.reader.leaves.layout import Unit
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.prose.budget import NO_LIMIT, Budget
from wasat.reader.prose.select import select
from wasat.reader.prose.survey import survey
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.parties import find_people

_OPENING_LEAVES = 2  # pages on which title and authors are named
_CURRENCY_LEAVES = 20  # pages that are searched for the commonest currency
_SUMMARY_WORDS = 80  # of a property that asks for one
_TITLE_BLOCKS = 8  # between the title and the text of a first page
_LONGEST_BYLINE = 300  # characters


def find_special(field: Field, leaves: Leaves) -> list[Found] | None:
    """Find a field in its own way; None if it has none and labels are to be searched."""
    asked, parts = find_part(field, leaves)
    if parts and not _is_issuer(asked):
        return parts
    finder = _FINDERS.get(field.family.special)
    found = None if finder is None else list(finder(field, leaves))
    return found or parts if found is not None else None


def _is_issuer(asked: Asked | None) -> bool:
    """Whether the issuer's name is asked for, which letterheads tell better than addresses."""
    return asked is not None and asked.role is Role.SELLER and asked.part == "name"


def _labelled(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Find what stands beside a label and so says what it is."""
    found = [candidate.found() for candidate in find_candidates(field, leaves)]
    if found:
        yield max(found, key=lambda entry: entry.score)


def _find_title(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Take what a label calls the title, else the highest heading of the first pages.

    Below the middle of a page a title is that of somebody who signs, and further on of a part.
    """
    opening = {leaf.number for leaf in leaves.all[:_OPENING_LEAVES]}
    for found in _labelled(field, leaves):
        middle, (first, *_) = leaves.all[0].page.height / 2, found.citations
        is_opening = first.page is None or first.page in opening
        if is_opening and all(box.top <= middle for box in first.boxes):
            yield found
    for leaf in leaves.all[:_OPENING_LEAVES]:
        headings = [
            (block.level, index)
            for index, block in enumerate(leaf.page.blocks)
            if block.kind is BlockKind.HEADING and block.lines
        ]
        if headings:
            _, index = min(headings)
            text = leaf.page.blocks[index].text
            yield leaf.found(" ".join(text.split()), (Located(index, 0, len(text)),), 0.8)
            return


def _find_authors(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Find people by label, else named between the title and the text of the first page."""
    labelled = [*_labelled(field, leaves)]
    if labelled:
        yield from labelled
        return
    for leaf in leaves.all[:1]:
        for unit in leaf.units[:_TITLE_BLOCKS]:
            if leaf.page.blocks[unit.block].kind is BlockKind.HEADING:
                continue
            if len(unit.text) > _LONGEST_BYLINE:
                return
            for match in find_people(unit.text, leaves.habits):
                places = unit.locate(match.start, match.end)
                yield leaf.found(str(match.value), places, 0.6)


def _find_currency(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Find the currency written most often, and cite where it is written first."""
    del field
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Leaf, Unit, int, int]] = {}
    for leaf in leaves.all[:_CURRENCY_LEAVES]:
        for unit in leaf.units:
            for code, pattern in currencies().items():
                for match in pattern.finditer(unit.text):
                    counts[code] += 1
                    first.setdefault(code, (leaf, unit, match.start(), match.end()))
    if counts:
        code = counts.most_common(1)[0][0]
        leaf, unit, start, end = first[code]
        yield leaf.found(code, unit.locate(start, end), 0.7)


def _find_summary(field: Field, leaves: Leaves) -> Iterator[Found]:
    del field
    budget = Budget(words=_SUMMARY_WORDS, sentences=NO_LIMIT, is_fixed=True)
    for reading in leaves.readings:
        outline = reading.document.summary.outline
        chosen, _ = select(survey(reading.iter_pages()), budget, outline)
        citations = tuple(
            citation
            for sentence in chosen
            for page, place in sentence.places
            for citation in Leaf(reading, page).cite([place], 0.7)
        )
        text = " ".join(sentence.text for sentence in chosen)
        if text:
            yield Found(value=text, printed=text, citations=citations, score=0.7)


def _count_pages(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Take what the document says of its own pages, else count them."""
    yield from _labelled(field, leaves)
    count = sum(reading.document.summary.page_count for reading in leaves.readings)
    yield Found(value=count, printed=str(count), citations=())


_FINDERS: Mapping[str, Callable[[Field, Leaves], Iterator[Found]]] = {
    "title": _find_title,
    "authors": _find_authors,
    "issuer": find_issuer,
    "parties": find_parties,
    "currency": _find_currency,
    "summary": _find_summary,
    "pages": _count_pages,
    "address": find_address,
}
