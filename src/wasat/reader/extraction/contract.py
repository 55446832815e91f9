"""Who concluded a contract: named after "between", else given a short name, else signing."""

import re
from collections.abc import Iterable, Iterator

from wasat.reader.extraction.families import Field
from wasat.reader.leaves.layout import Unit
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found, Habits, Match
from wasat.reader.recognise.parties import find_companies, find_people

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[“\"][^”\"]*[”\"]")
_SEGMENT = re.compile(
    r"(?:[,;]?\s+(?:and|und|et|y|e|en|&)\s+|[;,]\s+)(?:(?:by|between|among|the)\s+)*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)\.\s+(?=[A-Z])")
_DEFINED = re.compile(
    r"^[^()]{0,120}?\(\s*(?:the|each|collectively|hereinafter|together)?[^()]{0,60}[“\"]"
)
_OPENING_LEAVES = 2  # pages: the first name the parties, the last have them sign
_LONE_LINE = 120  # characters; a company in so short a text is addressed, or signs
_NEAR = 4  # characters before the name at most, such as "the "


def find_parties(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Find the parties, each once, in the order in which they are named."""
    for leaf in leaves.all[:_OPENING_LEAVES]:
        for unit in leaf.units:
            for context in field.family.contexts:
                found = list(_named(leaf, unit, context, leaves.habits))
                if len(found) > 1:
                    yield from _distinct(found, set())
                    return
    seen: set[str] = set()
    for leaf in (*leaves.all[:1], *leaves.all[1:][-_OPENING_LEAVES:]):
        yield from _distinct(_defined(leaf, leaves.habits), seen)
        if seen:
            return


def _named(leaf: Leaf, unit: Unit, context: re.Pattern[str], habits: Habits) -> Iterator[Found]:
    match = context.search(unit.text)
    if match is None:
        return
    start = match.start("value")
    text = _BRACKETS.sub(lambda found: " " * len(found[0]), match["value"])
    end = _SENTENCE_END.search(text)
    text = text[: end.start()] if end else text
    last = 0
    for at, is_listed in _segments(text):
        if at < last:
            continue
        party = _first(find_companies(text[at : at + 150], habits))
        if party is None and (is_listed or not text[last:at].strip(" ,;\n")):
            party = _first(find_people(text[at : at + 80], habits))
        if party is not None:
            last = at + party.end
            places = unit.locate(start + at + party.start, start + at + party.end)
            yield leaf.found(str(party.value), places, 0.8)


def _segments(text: str) -> Iterator[tuple[int, bool]]:
    """Cut at "and" and commas, and tell which it was.

    A name without legal form is trusted only after "and", or right after another name.
    """
    yield 0, True
    for segment in _SEGMENT.finditer(text):
        words = segment[0].strip()
        yield segment.end(), words[:1] not in ",;" or " " in words


def _first(matches: Iterator[Match]) -> Match | None:
    return next((match for match in matches if match.start <= _NEAR), None)


def _defined(leaf: Leaf, habits: Habits) -> Iterator[Found]:
    """Find companies given a short name in brackets, addressed, or signing: alone on a line."""
    for unit in leaf.units:
        for match in find_companies(unit.text, habits):
            after = unit.text[match.end : match.end + 200]
            if _DEFINED.match(after) or len(unit.text) < _LONE_LINE:
                yield leaf.found(str(match.value), unit.locate(match.start, match.end), 0.6)


def _distinct(found: Iterable[Found], seen: set[str]) -> Iterator[Found]:
    for entry in found:
        key = re.sub(r"\W", "", str(entry.value)).lower()
        if key and not any(key in other or other in key for other in seen):
            seen.add(key)
            yield entry
