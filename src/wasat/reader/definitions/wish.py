"""Which word a question asks the meaning of: `vocabulary/definitions.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

_AROUND = " \t\n\u00a0\u202f.?!¿¡:"
_LONGEST = 120  # characters of a question for a meaning
_MOST_WORDS = 5  # of a term
_QUOTES = "\"'“”„‚‘’«»‹›"
_SPACES = re.compile(r"\s+")
_TERM = rf"[{_QUOTES}]*(?P<term>[^?{_QUOTES}]{{1,60}}?)[{_QUOTES}]*"
_SHORT_FORM = re.compile(r"(?=(?:.*[A-ZÀ-Þ]){2})[\w&./-]{2,12}|[A-ZÀ-Þ]{2,12}s?")


class Sort(StrEnum):
    """What is wanted: the long form of a short one, a meaning, or a meaning or a value."""

    SHORT = "short"
    SENSE = "sense"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A term whose meaning is asked for.

    Attributes:
        term: As the question writes it.
        sort: What is wanted of it.
    """

    term: str
    sort: Sort

    @property
    def is_short_form(self) -> bool:
        """Whether the term is written as short forms are: `TDS`, `EnPI`, `R&D`."""
        return bool(_SHORT_FORM.fullmatch(self.term))


def read_wish(question: str, language: str) -> Wish | None:
    """Read whose meaning a whole question asks for; None if it asks for none.

    Args:
        question: As asked.
        language: ISO 639-1 of the question, whose ways of asking are tried first, then all others:
            few words tell little of their language.
    """
    text = _SPACES.sub(" ", question).strip(_AROUND)
    if len(text) > _LONGEST:
        return None
    for code in dict.fromkeys((language, *_tables())):
        for sort, patterns in _asked().get(code, {}).items():
            found = next((m for turn in patterns if (m := turn.fullmatch(text))), None)
            if found and 0 < len(found["term"].split()) <= _MOST_WORDS:
                return Wish(term=_spell(found["term"].strip(), sort), sort=sort)
    return None


def read_tells(term: str) -> Sequence[re.Pattern[str]]:
    """Return patterns of sentences that tell what a term means, in any language.

    Args:
        term: A pattern of the term itself.
    """
    named = rf"[{_QUOTES}]*{term}[{_QUOTES}]*"
    patterns: list[str] = []
    for table in _tables().values():
        begins = rf"(?:[-•*–]\s*)?(?:{table['begins']}\s*)?(?:(?:term|word|abbreviation)\s+)?"
        patterns.append(rf"{begins}{named}(?:\s*\([^)]*\)|,[^,]{{1,60}},)?\s+{table['tells']}")
        patterns += [rf".*?(?<!\w){turn.replace('{term}', named)}" for turn in table["turns"]]
    return [re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in patterns]


def _spell(term: str, sort: Sort) -> str:
    """Write a short form in capitals where a question does not."""
    is_plain = sort is Sort.SHORT and term.islower() and " " not in term
    return term.upper() if is_plain else term


@cache
def _asked() -> Mapping[str, Mapping[Sort, Sequence[re.Pattern[str]]]]:
    return {
        code: {sort: _compile(table, sort) for sort in Sort} for code, table in _tables().items()
    }


def _compile(table: Mapping[str, str | Sequence[str]], sort: Sort) -> Sequence[re.Pattern[str]]:
    term = rf"(?:{table['begins']}\s*)?{_TERM}"
    return [
        re.compile(rf"{turn.replace('{term}', term)}(?:{table['where']})?", re.IGNORECASE)
        for turn in table[sort.value]
    ]


@cache
def _tables() -> Mapping[str, Mapping[str, str | Sequence[str]]]:
    path = files("wasat.reader").joinpath("vocabulary/definitions.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
