"""How one asks for figures of a spreadsheet: `vocabulary/records.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FALLBACK = "en"
_PLAIN = ("fillers", "told")
_COLUMNS = "columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language.

    Attributes:
        patterns: By name, each of whole words.
        ends: The same, for what stands right before a place.
        fillers: Lower case; they tell nothing of what is asked.
        told: How answers are worded.
    """

    patterns: Mapping[str, re.Pattern[str]]
    ends: Mapping[str, re.Pattern[str]]
    fillers: frozenset[str]
    told: Mapping[str, str]


def words_of(language: str) -> Words:
    """Return the words of a language; the English ones if it has none."""
    return _tables().get(language, _tables()[_FALLBACK])


def is_age(name: str) -> bool:
    """Whether a column with this name tells how old somebody is."""
    return _named("ages").search(name.replace("_", " ")) is not None


def is_rate(name: str) -> bool:
    """Whether figures with this name are of one record each, and adding them tells nothing."""
    return _named("rates").search(name.replace("_", " ")) is not None


def identifying_words() -> str:
    """Return the words by which columns of keys are named, which say not of what."""
    return _columns()["identifying"]


@cache
def _tables() -> Mapping[str, Words]:
    tables = tomllib.loads(_text())
    return {
        code: Words(
            patterns={k: re.compile(_whole(v)) for k, v in table.items() if k not in _PLAIN},
            ends={
                k: re.compile(rf"{_whole(v)}\s*(?:[$€£]\s*)?$")
                for k, v in table.items()
                if k not in _PLAIN
            },
            fillers=frozenset(table["fillers"].split()),
            told=table["told"],
        )
        for code, table in tables.items()
        if code != _COLUMNS
    }


@cache
def _named(kind: str) -> re.Pattern[str]:
    return re.compile(_whole(_columns()[kind]), re.IGNORECASE)


@cache
def _columns() -> Mapping[str, str]:
    columns: Mapping[str, str] = tomllib.loads(_text())[_COLUMNS]
    return columns


def _text() -> str:
    return files("wasat.reader").joinpath("vocabulary/records.toml").read_text(encoding="utf-8")


def _whole(pattern: str) -> str:
    """Let a pattern match whole words; what begins or ends in a sign needs no edge of a word."""
    return rf"(?<!\w)(?:{pattern})(?!\w)"
