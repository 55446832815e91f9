"""What a question wants of the rows of one table: `vocabulary/rankings.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from wasat.evidence.locator import whole_words

_FALLBACK = "en"
_COLUMNS = "columns"
_VERBS = ("costly", "cheap", "grew", "fell")  # may themselves end the name of things
_SIGNS = " ?.!:,;¿¡\"'"
_MOST_WORDS = 5  # of the name of things
_PLACES = {
    "whole": r"(?P<whole>.{2,80}?)",
    "thing": r"(?P<thing>.{2,40}?)",
    "thing2": r"(?P<thing2>.{2,40}?)",
}


class Kind(StrEnum):
    """Sorts of comparison."""

    EXTREME = "extreme"  # the row at one end of a column
    GROWTH = "growth"  # the row that changed most or least
    MOVED = "moved"  # all rows that went one way
    BEYOND = "beyond"  # all rows above or below a figure
    SPLIT = "split"  # every row of a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A comparison of rows that is asked for.

    Attributes:
        kind: Which.
        things: What the rows are, as the question says it; may be empty.
        measure: What is compared, with all else that the question says.
        is_low: Whether the lower end, a decrease or what lies below is meant.
        is_by_merit: Whether the best or the worst is meant, whichever end that is.
        is_least: Of what changed, whether that which did so least is meant.
        is_relative: Whether changes count in per cent.
        rank: 1 for the very end, 2 for the one before it.
        prices: Words of headers, one of which heads what is compared; may be empty.
    """

    kind: Kind
    things: str
    measure: str
    is_low: bool = False
    is_by_merit: bool = False
    is_least: bool = False
    is_relative: bool = False
    rank: int = 1
    prices: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one asks in one language, as `vocabulary/rankings.toml` says.

    Attributes:
        asks: Begins a question that names things.
        superlative: Begins one that names the end first.
        ends: Words that end the name of things.
        ordinals: Second, third, fourth.
        split: How one asks what makes up a whole.
        prices: Words of columns of prices.
        prefixes: Ordinals written in one word with what follows.
        patterns: All else by name.
    """

    asks: re.Pattern[str]
    superlative: re.Pattern[str]
    ends: re.Pattern[str]
    ordinals: Sequence[re.Pattern[str]]
    split: Sequence[re.Pattern[str]]
    prices: str
    prefixes: re.Pattern[str]
    patterns: Mapping[str, re.Pattern[str]]


def read_wish(question: str, language: str) -> Wish | None:
    """Read which comparison of rows is asked for; None if none is.

    Args:
        question: Without wishes about the form of the answer.
        language: ISO 639-1 of the question.
    """
    words = words_of(language)
    plain = words.prefixes.sub(r"\g<0> ", " ".join(question.split()).strip(_SIGNS))
    for pattern in words.split:
        match = pattern.search(plain)
        if match:
            found = match.groupdict()
            things = found.get("thing") or found.get("thing2") or ""
            return Wish(kind=Kind.SPLIT, things=things, measure=found["whole"])
    begun = words.superlative.match(plain)
    if begun:
        return _superlative(plain[begun.end() :], words)
    begun = words.asks.match(plain)
    end = words.ends.search(plain, begun.end() + 1) if begun else None  # one word at least
    if begun is None or end is None:
        return None
    things = plain[begun.end() : end.start()].strip(_SIGNS)
    is_name = len(things.split()) <= _MOST_WORDS
    # A verb of price tells what is compared, all others only end the name.
    rest = plain[end.start() :]
    if not any(words.patterns[name].match(rest) for name in _VERBS):
        rest = plain[end.end() :]
    return _compared(things, rest, words) if is_name else None


def words_of(language: str) -> Words:
    """Return the words of a language; the English ones if it has none."""
    return _tables().get(language, _tables()[_FALLBACK])


def _superlative(rest: str, words: Words) -> Wish | None:
    """Read "the second largest expense in 2022", which names the end before the things."""
    return _extreme("", rest, words)


def _compared(things: str, rest: str, words: Words) -> Wish | None:
    """Read what is said of the things: that they moved, lie beyond a figure, or are at an end."""
    found = words.patterns
    for name in ("grew", "fell"):
        moved = found[name].search(rest)
        if moved and not _is_end(moved, rest, words):
            return _moved(things, rest, words, is_low=name == "fell")
    for name in ("above", "below"):
        beyond = found[name].search(rest)
        if beyond and any(map(str.isdigit, rest[beyond.end() :])):
            measure = rest[: beyond.start()] + rest[beyond.end() :]
            return Wish(kind=Kind.BEYOND, things=things, measure=measure, is_low=name == "below")
    return _extreme(things, rest, words)


def _is_end(moved: re.Match[str], rest: str, words: Words) -> bool:
    """Whether what looks like a move names an end: "bajas" in "las ventas más bajas"."""
    ends = (match for name in _ENDS for match in words.patterns[name].finditer(rest))
    return any(end.start() <= moved.start() and moved.end() <= end.end() for end in ends)


def _moved(things: str, rest: str, words: Words, *, is_low: bool) -> Wish:
    found = words.patterns
    left = found["fell" if is_low else "grew"].sub(" ", rest)
    is_least, is_most = bool(found["least"].search(left)), bool(found["most"].search(left))
    measure = found["fastest"].sub(" ", found["least" if is_least else "most"].sub(" ", left))
    return Wish(
        kind=Kind.GROWTH if is_most or is_least else Kind.MOVED,
        things=things,
        measure=measure,
        is_low=is_low,
        is_least=is_least and not is_most,
        is_relative=bool(found["fastest"].search(rest)),
    )


def _extreme(things: str, rest: str, words: Words) -> Wish | None:
    for name, is_low in _ENDS.items():
        match = words.patterns[name].search(rest)
        if match is None:
            continue
        rank, left = _rank(rest[: match.start()] + " " + rest[match.end() :], words)
        return Wish(
            kind=Kind.EXTREME,
            things=things,
            measure=left,
            prices=words.prices if name in ("costly", "cheap") else "",
            is_low=is_low,
            is_by_merit=name in ("best", "worst"),
            rank=rank,
        )
    return None


def _rank(text: str, words: Words) -> tuple[int, str]:
    for place, pattern in enumerate(words.ordinals, start=2):
        if pattern.search(text):
            return place, pattern.sub(" ", text, count=1)
    return 1, text


# Which names of the vocabulary mean an end, and whether it is the lower one; prices come first,
# since "most expensive" holds "most".
_ENDS = {
    "cheap": True,
    "costly": False,
    "best": False,
    "worst": True,
    "lowest": True,
    "highest": False,
}


@cache
def lower_is_better() -> re.Pattern[str]:
    """Return the names of figures of which the lower one is the better."""
    text = files("wasat.reader").joinpath("vocabulary/rankings.toml").read_text(encoding="utf-8")
    return whole_words([tomllib.loads(text)[_COLUMNS]["lower_is_better"]])


@cache
def _tables() -> Mapping[str, Words]:
    text = files("wasat.reader").joinpath("vocabulary/rankings.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {code: _compile(table) for code, table in tables.items() if code != _COLUMNS}


def _compile(table: Mapping[str, str | list[str]]) -> Words:
    plain = {name: str(value) for name, value in table.items() if isinstance(value, str)}
    patterns = {
        name: whole_words([value])
        for name, value in plain.items()
        if name not in ("asks", "superlative", "ends", "prices", "prefixes")
    }
    return Words(
        asks=re.compile(rf"{plain['asks']}\s+", re.IGNORECASE),
        superlative=re.compile(plain["superlative"], re.IGNORECASE),
        ends=whole_words([plain["ends"]]),
        ordinals=[whole_words([value]) for value in table["ordinals"]],
        prefixes=re.compile(rf"(?<!\w)(?:{plain.get('prefixes', '(?!)')})(?=\w)", re.IGNORECASE),
        split=[_split(pattern) for pattern in table["split"]],
        prices=plain["prices"],
        patterns=patterns,
    )


def _split(pattern: str) -> re.Pattern[str]:
    for name, place in _PLACES.items():
        pattern = pattern.replace(f"{{{name}}}", place)
    return re.compile(rf"(?<!\w){pattern}", re.IGNORECASE)
