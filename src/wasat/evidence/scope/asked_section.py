"""Which part of a document a question is limited to: "chapter 3", "the section about fees"."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NUMBER = (  # "the article I wrote" names none
    r"(?!I\s+(?!in\b|as\b|with\b)[a-zà-þ])"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}|[IVX]{1,5}|[A-Z](?:\.\d{1,3}){0,3})(?![\w.]*\w)"
)
_QUOTED = r"[\"'“”„«»‘’]"
_SIGNS = " ?.!:,;\"'“”„«»‘’"
_ARTICLES = r"the|this|its|de[rsmn]?|die|das|l[ea]s?|el|los|il|lo|gli|i|o|os|a|as|het"
_ARTICLE = re.compile(rf"^(?:{_ARTICLES}|l['’])\s+", re.IGNORECASE)
_MOST_WORDS = 8  # of a title that a question names
_LONGEST = 300  # characters of a question, in which a part is named
_FALLBACK = "en"
_WISHES = "wishes"


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
    for pattern in _patterns(language):
        match = pattern.search(question[:_LONGEST])
        found = match.groupdict() if match else {}
        if found.get("number"):
            return AskedSection(number=found["number"])
        if words := _bare(found.get("words") or ""):
            return AskedSection(words=words)
    words = _ARTICLE.sub("", named[:_LONGEST].strip(_SIGNS))
    return AskedSection(words=words, is_title=True) if words else None


def wants_words_of(question: str, language: str) -> bool:
    """Whether the words of a part are wanted as they stand, not what it says about something."""
    asked = question[:_LONGEST]
    if not any(pattern.match(asked) for pattern in _sayings(language)):
        return False
    about = rf"\d.*\b{_table(language)['about']}\s"
    return re.search(about, asked, re.IGNORECASE) is None


@cache
def all_units() -> str:
    """Return what parts are called in every language, as alternatives."""
    return "|".join(_table(code)["units"] for code in _tables() if code != _WISHES)


def _bare(text: str) -> str:
    title = _wishes().sub("", text.strip(_SIGNS))
    words = _ARTICLE.sub("", title.strip(_SIGNS)).strip(_SIGNS)
    return words if len(words.split()) <= _MOST_WORDS else ""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    table = _table(language)
    units, titled = (rf"(?<!\w)(?:{table[name]})" for name in ("units", "titled"))
    return (
        re.compile(rf"(?:(?i:{units})|§)\s*(?:(?i:no\.?|nr\.?|n[°º])\s*)?{_NUMBER}"),
        re.compile(rf"{titled}\s+{_QUOTED}(?P<words>[^\"“”„«»]+?){_QUOTED}", re.IGNORECASE),
        re.compile(rf"{titled}\s+{table['about']}\s+(?P<words>[^?.!]+)", re.IGNORECASE),
        re.compile(
            rf"(?<!\w)the\s+{_QUOTED}?(?P<words>[\w’' -]{{3,60}}?){_QUOTED}?"
            rf"\s+(?:{table['after']})\b",
            re.IGNORECASE,
        ),
    )


@cache
def _sayings(language: str) -> tuple[re.Pattern[str], ...]:
    """Compile how one asks for the words of a part, its name right behind the verb."""
    table = _table(language)
    named = rf"(?:{table['units']})\b|§|the [\w’' -]{{3,60}}? (?:{table['after']})\b"
    section = rf"(?:(?:text of|all of|{_ARTICLES}|im|in|le|la|el|l['’])\s*)*(?:{named})"
    return tuple(
        re.compile(rf"\W*{saying.replace('{section}', section)}", re.IGNORECASE)
        for saying in table["say"]
    )


def _table(language: str) -> Mapping[str, str]:
    return _tables().get(language, _tables()[_FALLBACK])


@cache
def _wishes() -> re.Pattern[str]:
    wishes = _tables()[_WISHES]
    return re.compile(rf"\s+(?:{wishes['length']}|(?:{wishes['verbs']}))$", re.IGNORECASE)


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    path = files("wasat.evidence").joinpath("vocabulary/sections.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
