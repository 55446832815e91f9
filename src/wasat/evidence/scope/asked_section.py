"""Which part of a document a question is limited to: "chapter 3", "the section about fees"."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NUMBER = (  # "the article I wrote" names none
    r"(?!I\s+(?!in\b|as\b|with\b)[a-zà-þ])"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}|[IVX]{1,5}|[A-Z](?:\.\d{1,3}){0,3})(?![\w.]*\w)"
)
_QUOTED = r"[\"'“”„«»‘’]"
_SIGNS = " ?.!:,;\"'“”„«»‘’"
_WORDS = r"[\w’' -]{3,60}?"
_MOST_WORDS = 8  # of a title that a question names
_LONGEST = 300  # characters of a question, in which a part is named
_FALLBACK = "en"
_ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSection:
    """A part that a question names.

    Attributes:
        number: As its heading begins, such as `3` or `1.4`; empty if it is named by words.
        words: Of its heading; empty if it is named by its number.
        is_title: Whether the words begin with all of the heading; if no heading reads so, no part
            is meant.
    """

    number: str = ""
    words: str = ""
    is_title: bool = False


def read_section(question: str, language: str, named: str = "") -> AskedSection | None:
    """Read the part a question names; None if it names none.

    Args:
        question: As asked.
        language: ISO 639-1 of the question.
        named: What follows the verb, such as "the introduction": a part if a heading reads so.
    """
    asked = question[:_LONGEST]
    for pattern in _ways_of(language).named:
        match = pattern.search(asked)
        found = match.groupdict() if match else {}
        if found.get("number"):
            return AskedSection(number=found["number"])
        if words := _bare(found.get("words") or ""):
            return AskedSection(words=words)
    words = _article().sub("", named[:_LONGEST].strip(_SIGNS))
    return AskedSection(words=words, is_title=True) if words else None


def wants_words_of(question: str, language: str) -> bool:
    """Whether the words of a part are wanted as they stand, not what it says about something."""
    asked, ways = question[:_LONGEST], _ways_of(language)
    return any(way.match(asked) for way in ways.said) and ways.asks_about.search(asked) is None


@cache
def all_units() -> str:
    """Return what parts are called in every language, as alternatives."""
    return "|".join(str(table["units"]) for code, table in _read().items() if code != _ALL)


def _bare(text: str) -> str:
    title = _wish().sub("", text.strip(_SIGNS))
    words = _article().sub("", title.strip(_SIGNS)).strip(_SIGNS)
    return words if len(words.split()) <= _MOST_WORDS else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    """How parts are spoken of in one language.

    Attributes:
        named: By number or words, groups of these names.
        said: How one asks for the words of a part, its name right behind the verb.
        asks_about: What a numbered part says about something.
    """

    named: Sequence[re.Pattern[str]]
    said: Sequence[re.Pattern[str]]
    asks_about: re.Pattern[str]


def _ways_of(language: str) -> _Ways:
    return _ways().get(language, _ways()[_FALLBACK])


@cache
def _ways() -> Mapping[str, _Ways]:
    every = _read()[_ALL]
    before = rf"(?:(?:{every['before']}|{every['articles']})\s*)*"
    return {code: _compile(table, before) for code, table in _read().items() if code != _ALL}


def _compile(table: Mapping[str, str | Sequence[str]], before: str) -> _Ways:
    units, titled = (rf"(?<!\w)(?:{table[name]})" for name in ("units", "titled"))
    every = [rf"(?:{table['units']})\b", "§", *table["named"]]
    name = "|".join(way.replace("{words}", _WORDS) for way in every)
    words = rf"{_QUOTED}?(?P<words>{_WORDS}){_QUOTED}?"
    own = [way.replace("{words}", words) for way in table["named"]]
    return _Ways(
        named=(
            re.compile(rf"(?:(?i:{units})|§)\s*(?:(?i:no\.?|nr\.?|n[°º])\s*)?{_NUMBER}"),
            re.compile(rf"{titled}\s+{_QUOTED}(?P<words>[^\"“”„«»]+?){_QUOTED}", re.IGNORECASE),
            re.compile(rf"{titled}\s+{table['about']}\s+(?P<words>[^?.!]+)", re.IGNORECASE),
            *(re.compile(rf"(?<!\w)(?:{way})\b", re.IGNORECASE) for way in own),
        ),
        said=[
            re.compile(rf"\W*{way.replace('{section}', f'{before}(?:{name})')}", re.IGNORECASE)
            for way in table["say"]
        ],
        asks_about=re.compile(rf"\d.*\b{table['about']}\s", re.IGNORECASE),
    )


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_read()[_ALL]['articles']})\s+", re.IGNORECASE)


@cache
def _wish() -> re.Pattern[str]:
    every = _read()[_ALL]
    return re.compile(rf"\s+(?:{every['length']}|(?:{every['verbs']}))$", re.IGNORECASE)


@cache
def _read() -> Mapping[str, Mapping[str, str | Sequence[str]]]:
    path = files("wasat.evidence").joinpath("vocabulary/sections.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
