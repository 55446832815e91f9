"""Words of facts from `vocabulary/facts.toml`: synonyms, words that say little, turns of speech."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wasat.reader.recognise.found import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """Words and phrases that state the same; attributes as the data file says."""

    names: tuple[str, ...]
    also: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    is_count: bool = False

    @property
    def phrases(self) -> tuple[str, ...]:
        """All that state it."""
        return self.names + self.also


@cache
def all_concepts() -> tuple[Concept, ...]:
    """Return every concept of the data file."""
    return tuple(
        Concept(
            names=tuple(entry["names"]),
            also=tuple(entry.get("also", ())),
            asked=tuple(entry.get("asked", ())),
            is_count=entry.get("measure") == "count",
        )
        for entry in tomllib.loads(_read())["concept"]
    )


@cache
def fillers() -> frozenset[str]:
    """Return the words of names that say little."""
    return frozenset(_table("fillers")["words"])


@cache
def qualifiers() -> frozenset[str]:
    """Return the words of names that only make another one narrower."""
    return frozenset(_table("qualifiers")["words"])


@cache
def speech(language: str, turn: str) -> re.Pattern[str]:
    """Return a turn of speech, such as negations, as whole words without case.

    English where nothing is known of the language.
    """
    tables = tomllib.loads(_read())["speech"]
    words = tables.get(language, tables["en"])[turn]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def find_spelt_numbers(text: str, language: str) -> Iterator[Match]:
    """Find numbers from two to twelve that are written as words of a language."""
    for value, pattern in _spelt(language):
        for match in pattern.finditer(text):
            yield Match(match.start(), match.end(), value)


def scale_after(text: str) -> tuple[float, int]:
    """Tell by how much the words at the beginning of a text multiply the figure before it.

    Returns:
        The factor, and the number of characters that say so; 1 and nought if none do.
    """
    for factor, pattern in _scales().items():
        match = pattern.match(text)
        if match is not None:
            return factor, match.end()
    return 1.0, 0


@cache
def _scales() -> Mapping[float, re.Pattern[str]]:
    """Return what multiplies figures, the largest first: "mil millones" begins with "mil"."""
    return {
        float(factor): re.compile(rf"\s?-?(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
        for factor, words in reversed(list(_table("scales").items()))
    }


@cache
def _spelt(language: str) -> Sequence[tuple[int, re.Pattern[str]]]:
    words = _table("spelt").get(language, ())
    return [
        (value, re.compile(rf"(?<![\w-]){word}(?![\w-])", re.IGNORECASE))
        for value, word in enumerate(words, 2)
    ]


def _table(name: str) -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Sequence[str]] = tomllib.loads(_read())[name]
    return table


@cache
def _read() -> str:
    return files("wasat.reader").joinpath("vocabulary/facts.toml").read_text(encoding="utf-8")
