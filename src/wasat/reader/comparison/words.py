"""The words of `vocabulary/comparison.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


def is_marked_own(system: str) -> bool:
    """Tell whether a name says that it is the authors' own: "Ours", "X (this work)"."""
    return bool(_pattern("ours").search(system))


def is_better_low(names: str) -> bool:
    """Tell whether a measure counts what there should be little of; an arrow down says so too."""
    return "↓" in names or bool(_pattern("lower_is_better").search(names))


def means_better(words: str) -> bool:
    """Tell whether a property is to say which document is better."""
    return bool(_pattern("better").search(words))


def means_document(words: str) -> bool:
    """Tell whether a property is to name a document."""
    return bool(_pattern("documents").search(words))


def read_ordinal(words: str) -> int | None:
    """Return which document a property is about by its number or letter, from 0."""
    patterns = enumerate(_ordinals())
    return next((number for number, pattern in patterns if pattern.search(words)), None)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return _compile(_table()[key])


@cache
def _ordinals() -> Sequence[re.Pattern[str]]:
    return [_compile(words) for words in _table()["ordinals"]]


def _compile(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@cache
def _table() -> Mapping[str, Sequence[str]]:
    text = files("wasat.reader").joinpath("vocabulary/comparison.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
