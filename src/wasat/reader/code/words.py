"""How code defines things, and how one asks for them: `vocabulary/code.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

_AROUND = " \t\n\u00a0\u202f.?!¿¡:"
_LONGEST = 160  # characters of a question
_NAME = r"[`'\"]?(?P<name>[\w$.]+)(?:\(\))?[`'\"]?"
_SPACES = re.compile(r"\s+")


class Kind(StrEnum):
    """What code defines, as the vocabulary names it."""

    CLASS = "class"
    METHOD = "method"
    FUNCTION = "function"


class Matter(StrEnum):
    """What is asked of it: all of a kind, or something of one."""

    LIST = "list"
    RETURNS = "returns"
    PURPOSE = "purpose"
    PARAMETERS = "parameters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of a file of code.

    Attributes:
        matter: What is wanted.
        kind: Of which things, only of a list.
        name: Of which one, unless it is a list.
    """

    matter: Matter
    kind: Kind | None = None
    name: str = ""


def read_wish(question: str) -> Wish | None:
    """Read what a whole question asks of a file of code; None if it asks for no such thing."""
    text = _SPACES.sub(" ", question).strip(_AROUND)
    if len(text) > _LONGEST:
        return None
    for matter, patterns in _asks().items():
        for kind, pattern in patterns:
            match = pattern.fullmatch(text)
            if match and matter is Matter.LIST:
                return Wish(matter=matter, kind=kind)
            if match:
                return Wish(matter=matter, name=match["name"].rpartition(".")[2])
    return None


@cache
def definitions() -> Mapping[Kind, Sequence[re.Pattern[str]]]:
    """Return how lines define each kind of thing, the more special kinds first."""
    table = _table()["defines"]
    return {kind: [re.compile(pattern) for pattern in table[kind.value]] for kind in Kind}


@cache
def line_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a line that `returns`, or of one that is `told`: a comment."""
    return re.compile(str(_table()["defines"][name]))


@cache
def _asks() -> Mapping[Matter, Sequence[tuple[Kind | None, re.Pattern[str]]]]:
    things: Mapping[str, Sequence[str] | str] = _table()["things"]
    every = f"(?:{'|'.join(str(things[kind.value]) for kind in Kind)})"
    found: dict[Matter, Sequence[tuple[Kind | None, re.Pattern[str]]]] = {}
    for matter in Matter:
        kinds = list(Kind) if matter is Matter.LIST else [None]
        found[matter] = [
            (kind, _compile(ask, every if kind is None else str(things[kind.value])))
            for ask in _table()["asks"][matter.value]
            for kind in kinds
        ]
    return found


def _compile(ask: str, things: str) -> re.Pattern[str]:
    return re.compile(ask.replace("{things}", things).replace("{name}", _NAME), re.IGNORECASE)


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str] | str]]:
    path = files("wasat.reader").joinpath("vocabulary/code.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
