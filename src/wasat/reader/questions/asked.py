"""Which field of a letterhead a question asks for: `vocabulary/letterheads.toml`, compiled."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

_AROUND = " \t\n\u00a0\u202f.?!¿¡:\"'"
_LONGEST = 100  # characters of a question for one field
_SPACES = re.compile(r"\s+")


class Wish(StrEnum):
    """What is asked for, as the vocabulary names it; NAMED is any thing by its own name."""

    WRITER = "writer"
    AUTHOR = "author"
    EDITOR = "editor"
    TITLE = "title"
    ISSUER = "issuer"
    RECIPIENT = "recipient"
    DATE = "date"
    DUE = "due"
    DUE_AMOUNT = "due_amount"
    PAYMENT = "payment"
    PLACE = "place"
    BUYER_PLACE = "buyer_place"
    NAMED = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question for a field.

    Attributes:
        wish: What is asked for.
        names: Of properties that hold it.
    """

    wish: Wish
    names: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether it is said in one word, or in turns of speech: then there is no name in it."""
        return self.wish is not Wish.NAMED or all(" " not in name for name in self.names)


def read_asked(question: str) -> Asked | None:
    """Tell which field a whole question asks for; None if it asks for no such thing.

    Turns of speech of all languages are tried: few words tell little of their language.
    """
    text = _SPACES.sub(" ", question).strip(_AROUND)
    if len(text) > _LONGEST:
        return None
    for wish, (names, patterns) in _wishes().items():
        if any(pattern.fullmatch(text) for pattern in patterns):
            return Asked(wish=wish, names=names)
    found = next((match for turn in _turns("frames") if (match := turn.fullmatch(text))), None)
    return None if found is None else Asked(wish=Wish.NAMED, names=(found["name"].lower(),))


def read_place(question: str) -> str:
    """Return the thing whose place a whole question asks for; nothing if it asks for none."""
    text = _SPACES.sub(" ", question).strip(_AROUND)
    if len(text) > _LONGEST:
        return ""
    found = next((match for turn in _turns("places") if (match := turn.fullmatch(text))), None)
    return "" if found is None else found["name"]


@cache
def lines(table: str, key: str) -> re.Pattern[str]:
    """Return one list of the vocabulary as alternatives, case ignored.

    Args:
        table: `letters`, `bylines` or `payment`.
        key: Of the list.
    """
    words: Sequence[str] = tomllib.loads(_read())[table][key]
    return re.compile(f"(?:{'|'.join(words)})", re.IGNORECASE)


@cache
def _wishes() -> Mapping[Wish, tuple[tuple[str, ...], Sequence[re.Pattern[str]]]]:
    found: dict[Wish, tuple[tuple[str, ...], Sequence[re.Pattern[str]]]] = {}
    tables: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(_read())["wishes"]
    for name, table in tables.items():
        turns = [turn for key, entry in table.items() if key != "fields" for turn in entry]
        found[Wish(name)] = tuple(table["fields"]), [*_compile(turns)]
    return found


@cache
def _turns(table: str) -> Sequence[re.Pattern[str]]:
    """Compile the turns of all languages of a table: `frames` or `places`."""
    turns: Mapping[str, Sequence[str]] = tomllib.loads(_read())[table]
    return [*_compile([turn for entry in turns.values() for turn in entry])]


def _compile(turns: Sequence[str]) -> Iterator[re.Pattern[str]]:
    papers: Mapping[str, str] = tomllib.loads(_read())["papers"]
    every = "|".join(papers[name] for name in papers if name != "firm")
    for turn in turns:
        text = turn.replace("{any}", f"(?:{every})")
        for name, words in papers.items():
            text = text.replace(f"{{{name}}}", words)
        yield re.compile(text, re.IGNORECASE)


@cache
def _read() -> str:
    path = files("wasat.reader").joinpath("vocabulary/letterheads.toml")
    return path.read_text(encoding="utf-8")
