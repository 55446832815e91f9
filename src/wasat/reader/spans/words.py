"""How people tell and ask for stretches of time: `vocabulary/spans.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from wasat.evidence.locator import whole_words
from wasat.reader.recognise.dates import month_number, month_numbers

_FALLBACK = "en"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Kind(StrEnum):
    """What is asked of a stretch of time, as the vocabulary names it."""

    LAST = "last"
    END = "end"
    BEGIN = "begin"
    WITHIN = "within"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A question about a stretch of time.

    Attributes:
        kind: What is asked.
        topic: All that the question says beyond that.
        month: Of a question for what goes on in one; else 0.
        year: The same; 0 if it is not told.
    """

    kind: Kind
    topic: str
    month: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's words, as the vocabulary has them."""

    asked: Mapping[Kind, re.Pattern[str]]
    fillers: re.Pattern[str]
    day: str
    days: str
    month: str
    months: str

    def count(self, number: int, *, is_of_months: bool) -> str:
        """Write a number of days or months."""
        one, many = (self.month, self.months) if is_of_months else (self.day, self.days)
        return f"{number} {one if number == 1 else many}"


def read_wish(question: str, languages: Sequence[str]) -> Wish | None:
    """Read what is asked of a stretch of time; None if nothing is.

    Args:
        question: Without wishes about the form of the answer.
        languages: ISO 639-1 of those that the question may be in: short ones do not tell.
    """
    known = dict.fromkeys(code for code in languages if code in _tables())
    wishes = (_read_in(question, words_of(code)) for code in known or (_FALLBACK,))
    return next(filter(None, wishes), None)


def _read_in(question: str, words: Words) -> Wish | None:
    kind = next((kind for kind in Kind if words.asked[kind].search(question)), None)
    if kind is None:
        return None
    topic = words.fillers.sub(" ", question)
    if kind is not Kind.WITHIN:
        return Wish(kind=kind, topic=topic)
    named = _months().search(question)
    month = month_number(named[0]) if named else None
    if named is None or month is None:
        return None
    year = _YEAR.search(question)
    return Wish(
        kind=kind,
        topic=_YEAR.sub(" ", topic.replace(named[0], " ")),
        month=month,
        year=int(year[0]) if year else 0,
    )


def words_of(language: str) -> Words:
    """Return the words of a language; the English ones if it has none."""
    return _tables().get(language, _tables()[_FALLBACK])


def all_languages() -> list[str]:
    """Return the codes of all languages, ISO 639-1."""
    return list(_read())


@cache
def all_joints() -> tuple[str, str, str]:
    """Return the words of all languages that join two ends: to, between, and."""
    tables = _read().values()
    joined = ("|".join(str(table[name]) for table in tables) for name in ("to", "between", "and"))
    to, between, both = (f"(?:{words})" for words in joined)
    return to, between, both


@cache
def _months() -> re.Pattern[str]:
    long = [name for name in month_numbers() if len(name) > len("mar")] + ["mai", "may"]
    return whole_words(sorted(map(re.escape, long), key=len, reverse=True))


@cache
def _read() -> Mapping[str, Mapping[str, str]]:
    path = files("wasat.reader").joinpath("vocabulary/spans.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _tables() -> Mapping[str, Words]:
    return {
        code: Words(
            asked={kind: re.compile(table[kind], re.IGNORECASE) for kind in Kind},
            fillers=whole_words([table["fillers"]]),
            day=table["day"],
            days=table["days"],
            month=table["month"],
            months=table["months"],
        )
        for code, table in _read().items()
    }
