"""What a question wants all of: `vocabulary/lists.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wasat.reader.recognise.kinds import Kind

_FALLBACK = "en"
_MOST_WORDS = 4  # of the name of a thing
_SIGNS = " ?.!:,;¿\"'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A list that is asked for.

    Attributes:
        thing: What it is a list of, as the question says it.
        rest: What the question says beyond that, such as which ones.
        is_count: Whether their number is wanted.
        kind: What each of them is, where it is known by its form.
        is_of_members: Whether it is of those who belong to what the rest names.
    """

    thing: str
    rest: str
    is_count: bool
    kind: Kind | None = None
    is_of_members: bool = False


def read_wish(question: str, language: str) -> Wish | None:
    """Read what all of is asked for; None if one thing is, or nothing.

    Args:
        question: Without wishes about the form of the answer.
        language: ISO 639-1 of the question.
    """
    table = _tables().get(language, _tables()[_FALLBACK])
    for is_count, patterns in ((True, table.count), (False, table.list)):
        for pattern in patterns:
            match = pattern.search(question)
            thing, rest = _part(question[match.end() :], table.ends) if match else ("", "")
            if match and thing:
                kinds = [kind for kind, known in table.kinds.items() if known.fullmatch(thing)]
                kind = kinds[0] if kinds else None
                return Wish(
                    thing=thing,
                    rest=rest,
                    is_count=is_count,
                    kind=kind,
                    is_of_members=bool(table.members.match(f"{thing} {rest}")),
                )
    return None


def _part(text: str, ends: re.Pattern[str]) -> tuple[str, str]:
    """Part the name of a thing from what follows; empty if it is too long for a name."""
    plain = text.strip(_SIGNS)
    end = ends.search(plain)
    thing = (plain[: end.start()] if end else plain).strip(_SIGNS)
    is_name = 0 < len(thing.split()) <= _MOST_WORDS
    return (thing, plain[end.start() :] if end else "") if is_name else ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    list: Sequence[re.Pattern[str]]
    count: Sequence[re.Pattern[str]]
    ends: re.Pattern[str]
    kinds: Mapping[Kind, re.Pattern[str]]
    members: re.Pattern[str]


@cache
def _tables() -> Mapping[str, _Table]:
    text = files("wasat.reader").joinpath("vocabulary/lists.toml").read_text(encoding="utf-8")
    return {
        code: _Table(
            list=[_compile(pattern) for pattern in table["list"]],
            count=[_compile(pattern) for pattern in table["count"]],
            ends=re.compile(rf"[,;:(?!]|(?<!\w){table['ends']}(?!\w)", re.IGNORECASE),
            kinds={
                Kind(name): re.compile(pattern, re.IGNORECASE)
                for name, pattern in table["kinds"].items()
            },
            members=re.compile(table["members"], re.IGNORECASE),
        )
        for code, table in tomllib.loads(text).items()
    }


def _compile(pattern: str) -> re.Pattern[str]:
    begun = pattern.replace("{thing}", r"(?=\w)")
    return re.compile(rf"(?<!\w){begun}", re.IGNORECASE)
