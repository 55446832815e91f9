"""Which part of a document a question is limited to: "chapter 3", "the section about fees"."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}|[IVX]{1,5}|[A-Z](?:\.\d{1,3}){0,3})(?![\w.]*\w)"
_QUOTED = r"[\"'“”„«»‘’]"
_SIGNS = " ?.!:,;\"'“”„«»‘’"
_ARTICLE = re.compile(
    r"^(?:the|this|its|de[rsmn]?|die|das|den|dem|l[ea]s?|l['’]|el|los|il|lo|gli|i|o|os|as|het)\s+",
    re.IGNORECASE,
)
_MOST_WORDS = 8  # of a title that a question names
_FALLBACK = "en"


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
        match = pattern.search(question)
        found = match.groupdict() if match else {}
        if found.get("number"):
            return AskedSection(number=found["number"])
        if words := _bare(found.get("words") or ""):
            return AskedSection(words=words)
    words = _ARTICLE.sub("", named.strip(_SIGNS))
    return AskedSection(words=words, is_title=True) if words else None


def wants_words_of(question: str, language: str) -> bool:
    """Whether the words of a part are wanted as they stand, not what it says about something."""
    table = _table(language)
    is_wanted = re.search(rf"^\W*(?:{table['say']})", question, re.IGNORECASE)
    says_about = re.search(rf"\d.*\b{table['about']}\s", question, re.IGNORECASE)
    return is_wanted is not None and says_about is None


def _bare(text: str) -> str:
    words = _ARTICLE.sub("", text.strip(_SIGNS)).strip(_SIGNS)
    return words if len(words.split()) <= _MOST_WORDS else ""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    table = _table(language)
    units, about, after = rf"(?<!\w)(?:{table['units']})", table["about"], table["after"]
    return (
        re.compile(rf"(?:(?i:{units})|§)\s*(?:(?i:no\.?|nr\.?|n[°º])\s*)?{_NUMBER}"),
        re.compile(rf"{units}\s+{_QUOTED}(?P<words>[^\"“”„«»]+?){_QUOTED}", re.IGNORECASE),
        re.compile(rf"{units}\s+{about}\s+(?P<words>[^?.!]+)", re.IGNORECASE),
        re.compile(
            rf"(?<!\w)the\s+{_QUOTED}?(?P<words>[\w’' -]{{3,60}}?){_QUOTED}?\s+(?:{after})\b",
            re.IGNORECASE,
        ),
    )


def _table(language: str) -> Mapping[str, str]:
    return _tables().get(language, _tables()[_FALLBACK])


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    path = files("wasat.evidence").joinpath("vocabulary/sections.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
