"""The value of a sentence that stands nearest to the words which ask for it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from wasat.evidence.figures import years_in
from wasat.evidence.language import Language
from wasat.reader.extraction.search import recognise
from wasat.reader.facts.concepts import find_spelt_numbers, scale_after, speech
from wasat.reader.facts.mention import Mention
from wasat.reader.recognise.found import Habits, Match
from wasat.reader.recognise.kinds import NUMERIC, Kind
from wasat.reader.recognise.parties import find_names

# What is lost with each word between value and words, and by each doubt. Source: set by hand on
# sentences of annual reports and encyclopedias, so that a wrong figure stays below the threshold.
_WORD, _BEFORE, _COMMA, _STOP = 0.05, 1.0, 1.0, 6.0
_CHANGED, _BOUND, _OTHER_THING, _NO_YEAR, _PLANNED = 0.3, 0.2, 0.3, 0.1, 0.3
_MORE = re.compile(
    r"\s*(?:more|fewer|less|additional|new|mehr|weniger|de plus|de moins|más|menos|in più|meer)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|und|et|y|e|en)\b)\s*[$€£]?\s?\d")
_FAR = {Kind.PERSON: 4, Kind.COMPANY: 4, Kind.PARTY: 4, Kind.PLACE: 3, Kind.YEAR: 3, Kind.DATE: 9}
_USUAL_FAR = 7  # words and signs between a value and what asks for it, at most
_INITIALS = 2  # letters
_PHRASE = 3  # words after a figure among which what it counts is named
NAMED = frozenset({Kind.PERSON, Kind.COMPANY, Kind.PARTY, Kind.PLACE})


class Near(NamedTuple):
    """A value of a sentence, and how surely it is the one asked for, 0 to 1."""

    match: Match
    worth: float


class Search(NamedTuple):
    """What is looked for in sentences.

    Attributes:
        kind: What the value must be.
        is_count: Whether it counts things.
        years: Years that must be spoken of.
        language: Of the document.
        habits: Of the document.
        common: Words that the pages hold in lower case, so that no name is made of them.
    """

    kind: Kind
    is_count: bool
    years: tuple[int, ...]
    language: Language
    habits: Habits
    common: frozenset[str] = frozenset()


def find_nearest(mention: Mention, search: Search) -> Near | None:
    """Find the value of a kind nearest to the ideas of a sentence; None if it holds none.

    Plans, changes, bounds and figures that count something else are worth less; sentences of other
    years than those asked for are worth nothing.
    """
    worth = _worth_of(mention.text, search)
    if worth <= 0 or not mention.hits:
        return None
    nearest: list[Near] = []
    for match in _values(mention, search):
        is_own = search.is_count and _is_own(mention, match, search.language)
        distance = 0.0 if is_own else _distance(mention, match)
        if distance <= _FAR.get(search.kind, _USUAL_FAR):
            doubt = _doubt(mention, match, search, is_own=is_own)
            nearest.append(Near(match, worth - _WORD * distance - doubt))
    return max(nearest, key=lambda near: near.worth, default=None)


def _worth_of(text: str, search: Search) -> float:
    told = years_in(text)
    if search.years and told and not set(search.years) <= set(told):
        return 0.0
    is_planned = bool(speech(search.language.code, "unsure").search(text))
    is_undated = bool(search.years) and not told
    return 1.0 - _PLANNED * is_planned - _NO_YEAR * is_undated


def _values(mention: Mention, search: Search) -> Iterator[Match]:
    """Recognise values; words that state ideas are no part of a name."""
    if search.kind in NAMED:
        yield from _names(mention, search)
        return
    is_whole = search.kind is Kind.WHOLE
    kind = Kind.AMOUNT if is_whole else search.kind
    for match in recognise(mention.text, kind, search.habits):
        yield from _numbers(mention.text, match, is_whole=is_whole) if kind in NUMERIC else (match,)
    if kind is Kind.AMOUNT:
        yield from find_spelt_numbers(mention.text, search.language.code)


def _names(mention: Mention, search: Search) -> Iterator[Match]:
    text = mention.blank()
    first = mention.tokens[0]
    if text[first.start : first.end].lower() in search.language.stop_words:
        text = "·" * first.end + text[first.end :]
    if mention.text.isupper():
        return
    found = recognise(text, search.kind, search.habits)
    if not found and search.kind in (Kind.COMPANY, Kind.PARTY):
        found = list(find_names(text, search.habits))
    before = speech(search.language.code, "before")
    for match in found:
        words = str(match.value).split()
        is_common = any(word.lower() in search.common for word in words) or (
            len({word.isupper() for word in words if len(word) > _INITIALS}) > 1
        )
        is_placed = search.kind is not Kind.PLACE or _ends_with(before, text[: match.start])
        if is_placed and not is_common:
            yield match


def _numbers(text: str, match: Match, *, is_whole: bool) -> Iterator[Match]:
    """Multiply a figure by the words after it: 48.3 million; only whole ones if they are wanted."""
    factor, length = scale_after(text[match.end :])
    if not isinstance(match.value, int | float):
        return
    value = round(match.value * factor, 6)
    if float(value).is_integer():
        yield Match(match.start, match.end + length, int(value) if length or is_whole else value)
    elif not is_whole:
        yield Match(match.start, match.end + length, value)


def _distance(mention: Mention, match: Match) -> float:
    """Count the words between a value and the nearest idea, and what else parts them."""
    return min(
        _part(mention, match, mention.tokens[hit.first].start, mention.tokens[hit.last].end)
        for hit in mention.hits
    )


def _part(mention: Mention, match: Match, start: int, end: int) -> float:
    is_after = match.start >= end
    low, high = (end, match.start) if is_after else (match.end, start)
    words = sum(low <= token.start and token.end <= high for token in mention.tokens)
    between = mention.text[low:high]
    commas = between.count(",")
    stops = sum(between.count(sign) for sign in ";—–")
    return words + _COMMA * commas + _STOP * stops + _BEFORE * (not is_after)


def _doubt(mention: Mention, match: Match, search: Search, *, is_own: bool) -> float:
    """Weigh what makes a figure a change, a bound, a sum of money, or one of something else."""
    if search.kind not in NUMERIC or search.kind is Kind.YEAR:
        return 0.0
    before, after = mention.text[: match.start], mention.text[match.end :]
    code = search.language.code
    is_change = _ends_with(speech(code, "change"), before) or bool(_MORE.match(after))
    is_bound = _ends_with(speech(code, "range"), before)
    is_sum = search.is_count and not mention.text[match.start].isalnum()
    is_bare = mention.text[match.start : match.end].isdigit()
    is_others = (search.is_count and bool(_words_after(mention, match, search.language))) or (
        is_bare and _follows_its_noun(mention, match)
    )
    is_bound = is_bound or bool(_LISTED.match(after))
    doubt = _CHANGED * (is_change and search.kind is not Kind.SHARE) + _BOUND * is_bound
    return doubt + is_sum + _OTHER_THING * (is_others and not is_own)


def _is_own(mention: Mention, match: Match, language: Language) -> bool:
    """Tell whether the words right after a count name what is counted: 214 people."""
    people = speech(language.code, "people")
    words = _words_after(mention, match, language)
    return any(mention.is_hit(at) or people.fullmatch(word) for at, word in words)


def _words_after(mention: Mention, match: Match, language: Language) -> list[tuple[int, str]]:
    """Return the few words after a figure up to a stop word or a sign, and their numbers."""
    end = match.end
    words: list[tuple[int, str]] = []
    after = [at for at, token in enumerate(mention.tokens) if token.start >= match.end]
    for at in after[:_PHRASE]:
        token = mention.tokens[at]
        word = mention.text[token.start : token.end]
        if mention.text[end : token.start].strip(" -") or word in language.stop_words:
            break
        words.append((at, word))
        end = token.end
    return words


def _follows_its_noun(mention: Mention, match: Match) -> bool:
    """Tell whether a figure only names the thing right before it: turbine 7, Table 1."""
    before = [at for at, token in enumerate(mention.tokens) if token.end <= match.start]
    if not before or mention.text[mention.tokens[before[-1]].end : match.start].strip():
        return False
    return mention.is_hit(before[-1]) or mention.text[mention.tokens[before[-1]].start].isupper()


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether the last words before a value are of a turn of speech."""
    tail = text.rstrip(" ,")
    return any(match.end() == len(tail) for match in pattern.finditer(tail))
