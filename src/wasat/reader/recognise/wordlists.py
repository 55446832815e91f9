"""Word lists of the recognisers, from `vocabulary/words.toml`."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def alternatives(name: str) -> str:
    """Return a list of patterns as one regular expression without groups of its own."""
    return f"(?:{'|'.join(_data()['patterns'][name])})"


def plain(text: str) -> str:
    """Return a text without its accents."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def number_words() -> Mapping[str, int]:
    """Return the numbers that are spelt out, by their words in lower case."""
    return {word: int(value) for value, words in _data()["numbers"].items() for word in words}


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    text = files("wasat.reader").joinpath("vocabulary/words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
