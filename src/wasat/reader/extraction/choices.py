"""One of several given values, chosen by what the document says."""

import re
from collections.abc import Iterator

from wasat.documents.document import BlockKind
from wasat.reader.extraction.families import Field, spell
from wasat.reader.extraction.search import find_value
from wasat.reader.leaves.layout import Unit
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.wordlists import plain

_HEADING_WORTH = 5.0  # of a word in a heading, beside one in running text
_FIRST_PAGE_WORTH = 2.0  # of a word on the first page, beside one on another


def choose_value(field: Field, leaves: Leaves) -> Found | None:
    """Choose the value whose words the document uses most; headings and the first page weigh more.

    A value that a label announces wins; numbers count only so. None if the document uses none.
    """
    values = [value for value in _values(field) if spell(str(value))]
    labelled = find_value(field, leaves)
    if labelled is not None:
        said = [value for value in values if _pattern(value).search(labelled.printed)]
        if said:
            return _found(max(said, key=lambda value: len(str(value))), labelled.found())
    scored = [
        (worth, -at, found)
        for at, value in enumerate(values)
        if isinstance(value, str)
        for worth, found in _weigh(value, leaves)
    ]
    return max(scored, key=lambda entry: entry[:2])[2] if scored else None


def _values(field: Field) -> list[str | int | float]:
    values = field.schema.get("enum")
    return [
        value
        for value in (values if isinstance(values, list) else [])
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    ]


def _pattern(value: str | float) -> re.Pattern[str]:
    """Return how a value is written, its plural included."""
    words = r"[\s_-]+".join(map(re.escape, spell(str(value)).split()))
    return re.compile(rf"(?<!\w){words}(?:s|e|es|en|n)?(?!\w)", re.IGNORECASE)


def _weigh(value: str, leaves: Leaves) -> Iterator[tuple[float, Found]]:
    """Count the occurrences of a value's words; nothing if there are none."""
    pattern = _pattern(value)
    first_word = plain(spell(value).split()[0])
    worth = 0.0
    first: tuple[Leaf, Unit, re.Match[str]] | None = None
    for leaf in leaves:
        for unit in leaf.units if first_word in leaf.folded else ():
            for match in pattern.finditer(unit.text):
                first = first or (leaf, unit, match)
                is_heading = leaf.page.blocks[unit.block].kind is BlockKind.HEADING
                worth += (_HEADING_WORTH if is_heading else 1.0) * (
                    _FIRST_PAGE_WORTH if leaf.page.number == 1 else 1.0
                )
    if first is not None:
        leaf, unit, match = first
        citations = leaf.cite(unit.locate(match.start(), match.end()), 0.6)
        yield worth, Found(value=value, printed=value, citations=citations, score=0.6)


def _found(value: str | float, found: Found) -> Found:
    return Found(value=value, printed=str(value), citations=found.citations, score=found.score)
