"""The answer to a question for all of something, or for how many there are."""

import re
from collections.abc import Sequence

from wasat.generation.chunk import Citation
from wasat.reader.lists.column import find_column, find_labels
from wasat.reader.lists.known import find_known
from wasat.reader.lists.section import find_members, find_section
from wasat.reader.lists.wish import Wish, read_wish
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.sentence import rank_sentences
from wasat.reader.writer import Statement

_SCORE = 1.5  # as an answer from a statement
_SENTENCES = 5  # best ones, of which one may say how many there are
_NUMBER_BEFORE = re.compile(
    r"(?:\d|\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|twelve|zwei|drei|vier|fünf|deux"
    r"|trois|dos|tres|due|tre|dois|três|twee|drie))\W+(?:\w+\W+){0,2}?$",
    re.IGNORECASE,
)
_CITED_OF_A_COUNT = 20  # places shown for a number; the number itself counts all


def find_list(search: Search) -> Finding | None:
    """List all of what the question asks for, each cited; None if it does not, or none is there.

    Their number is told where that is asked for, unless a sentence tells it.
    """
    wish = read_wish(search.inquiry.topic, search.language)
    found = _find(search, wish) if wish else []
    if wish is None or not found or (wish.is_count and _is_told(search, wish)):
        return None
    statements = [_count(wish, found)] if wish.is_count else found
    return Finding(
        statements=tuple(statements),
        score=_SCORE,
        reason=f"list of {wish.thing!r}",
        brief=str(len(found)) if wish.is_count else "",
        is_list=not wish.is_count,
    )


def _find(search: Search, wish: Wish) -> Sequence[Statement]:
    if wish.kind is not None:
        return find_known(search, wish.kind)
    return (
        find_section(search, wish.thing)
        or find_column(search, wish.thing, wish.rest)
        or find_labels(search, wish.thing, wish.rest)
        or (find_members(search, f"{wish.thing} {wish.rest}") if wish.is_of_members else [])
    )


def _count(wish: Wish, found: Sequence[Statement]) -> Statement:
    cited: list[Citation] = [citation for _, citations in found for citation in citations]
    return f"{len(found)} {wish.thing}", tuple(cited[:_CITED_OF_A_COUNT])


def _is_told(search: Search, wish: Wish) -> bool:
    """Whether one of the best sentences says a number right before the thing."""
    language = search.prepared.index.language
    terms = language.content(wish.thing)
    for scored in rank_sentences(search)[:_SENTENCES]:
        for match in re.finditer(r"\w[\w-]*", scored.sentence.text):
            before = scored.sentence.text[: match.start()]
            is_thing = bool(set(language.content(match[0])) & set(terms[:1]))
            if is_thing and _NUMBER_BEFORE.search(before):
                return True
    return False
