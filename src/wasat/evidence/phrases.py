"""What people say when they ask, language by language: `vocabulary/tasks.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One language's ways to ask.

    Attributes:
        language: ISO 639-1.
        function_words: Words that tell this language from the others.
        units: Patterns of words, sentences, pages, ranges and of documents themselves, by name.
        numbers: Patterns of one, two, three ... in order.
        brief: How one asks for a short answer.
        tasks: How one asks for each kind of work.
        forms: How one asks for each form of answer.
        items: Names of the parts of a document that can be listed.
        pictures: How one asks what is to be seen.
        parts: How one asks for an answer by chapters, and of each of them.
    """

    language: str
    function_words: frozenset[str]
    units: Mapping[str, str]
    numbers: tuple[str, ...]
    brief: re.Pattern[str]
    tasks: Mapping[str, re.Pattern[str]]
    forms: Mapping[str, re.Pattern[str]]
    items: Mapping[str, re.Pattern[str]]
    pictures: re.Pattern[str]
    parts: Mapping[str, re.Pattern[str]]

    @property
    def any_number(self) -> str:
        """Pattern of a number in digits or words."""
        return rf"\d{{1,5}}|{'|'.join(self.numbers)}"

    def read_number(self, text: str) -> int:
        """Return what `any_number` matched."""
        if text.isdigit():
            return int(text)
        return next(
            number
            for number, pattern in enumerate(self.numbers, 1)
            if re.fullmatch(pattern, text, re.IGNORECASE)
        )


def one_of(patterns: list[str]) -> re.Pattern[str]:
    """Compile alternatives that begin at the start of a word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE | re.DOTALL)


@cache
def all_phrases() -> Mapping[str, Phrases]:
    """Return every language's phrases by its code, English first."""
    text = files("wasat.evidence").joinpath("vocabulary/tasks.toml").read_text(encoding="utf-8")
    return {code: _compile(code, table) for code, table in tomllib.loads(text).items()}


def detect_language(text: str) -> str:
    """Tell the language of a question by its function words and its verbs.

    Returns:
        ISO 639-1; English where nothing speaks for another one.
    """
    words = [word.lower() for word in _WORDS.findall(text)]
    scores = {
        code: sum(word in phrases.function_words for word in words)
        + _count_matches(phrases, text) / 2
        for code, phrases in all_phrases().items()
    }
    return max(scores, key=lambda code: scores[code])


def _count_matches(phrases: Phrases, text: str) -> int:
    patterns = (*phrases.tasks.values(), *phrases.forms.values())
    return sum(bool(pattern.search(text)) for pattern in patterns)


def _compile(code: str, table: Mapping[str, object]) -> Phrases:
    return Phrases(
        language=code,
        function_words=frozenset(_strings(table["function_words"])),
        units={name: value for name, value in table.items() if isinstance(value, str)},
        numbers=tuple(_strings(table["numbers"])),
        brief=one_of(_strings(table["brief"])),
        tasks=_patterns(table["tasks"]),
        forms=_patterns(table["forms"]),
        items=_patterns(table["items"]),
        pictures=_patterns(table["pictures"])["seen"],
        parts=_patterns(table["parts"]),
    )


def _patterns(table: object) -> dict[str, re.Pattern[str]]:
    if not isinstance(table, dict):
        raise TypeError(f"expected a table of patterns, not {type(table).__name__}")
    return {
        str(name): one_of([value] if isinstance(value, str) else _strings(value))
        for name, value in table.items()
    }


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"expected a list of patterns, not {type(value).__name__}")
    return [str(entry) for entry in value]
