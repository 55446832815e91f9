"""Which part of which party's address a property asks for, from `vocabulary/addresses.toml`."""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from wasat.reader.extraction.families import Field, add_spellings, types_of
from wasat.reader.recognise.wordlists import alternatives

# "(519537-X)", "Reg. No. SA200201", "(JM0517726)": between the name of a company and its address.
_REGISTRATION = re.compile(
    r"\W*(?:[^\W\d][\w.]*\W+){0,4}(?=[A-Z]{0,3}(?:\D?\d){6})[A-Z]{0,3}[\d/-]+(?:-?[A-Z])?\W*"
)
_FEWEST_FIGURES = 5  # of a number by which a company is registered, or reached


class Role(StrEnum):
    """What the one does who is addressed."""

    SELLER = "seller"
    BUYER = "buyer"
    DELIVERY = "delivery"


class Asked(NamedTuple):
    """A part of a party: `name`, `address`, `street`, `code`, `city`, or `number` to reach it."""

    role: Role
    part: str


def find_asked(field: Field) -> Asked | None:
    """Tell the party and its part by the words of a property and of the object around it."""
    if "string" not in types_of(field.schema) or "format" in field.schema:
        return None
    for words in dict.fromkeys((f"{field.parent} {field.name}".strip(), field.name)):
        for asked, called in _ways_to_ask():
            if called.fullmatch(words):
                return asked
    return None


def find_role(text: str) -> tuple[Role, int] | None:
    """Tell whom a line announces, and where the announcement ends; None if it announces no one."""
    for role, labels in _patterns("labels").items():
        match = re.match(rf"(?:{labels})\s*(?::\s*|$)", text, re.IGNORECASE)
        if match is not None:
            return Role(role), match.end()
    return None


def is_form_of_address(text: str) -> bool:
    """Tell a line before a name from the name: "Frau", "Attn: Accounts"."""
    return bool(re.fullmatch(_patterns("lines")["before"], text, re.IGNORECASE))


def is_beside_address(text: str) -> bool:
    """Tell a line that is no part of a name and address: one that reaches or numbers the party."""
    words = alternatives("not_address")
    return is_form_of_address(text) or bool(
        re.match(rf"\W*{words}(?!\w)|.*@|.*\bwww\.|[^:]*:", text, re.IGNORECASE)
    )


def is_building(text: str) -> bool:
    """Tell a line that names a house or a street without a number."""
    return bool(re.search(rf"(?<!\w){alternatives('building')}(?!\w)", text, re.IGNORECASE))


def is_registration(text: str) -> bool:
    """Tell a line that only numbers a company or says how to reach it."""
    if _REGISTRATION.fullmatch(text):
        return True
    figures = sum(map(str.isdigit, text))
    return figures >= _FEWEST_FIGURES and bool(_numbered().match(text))


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\W*{alternatives('registration')}(?!\w)", re.IGNORECASE)


@cache
def _ways_to_ask() -> tuple[tuple[Asked, re.Pattern[str]], ...]:
    """Return how each part of each party is asked for; of a party itself its name is meant."""
    ways: list[tuple[Asked, re.Pattern[str]]] = []
    for role, names in _patterns("names").items():
        for part, called in _patterns("parts").items():
            around = re.compile(rf"(?:{names}) (?:{called})|(?:{called}) (?:{names})")
            ways.append((Asked(Role(role), part), around))
        if Role(role) is not Role.DELIVERY:
            ways.append((Asked(Role(role), "name"), re.compile(names)))
    return tuple(ways)


@cache
def _patterns(table: str) -> Mapping[str, str]:
    text = files("wasat.reader").joinpath("vocabulary/addresses.toml").read_text(encoding="utf-8")
    entries: Mapping[str, list[str]] = tomllib.loads(text)[table]
    return {
        name: "|".join(f"(?:{entry})" for entry in add_spellings(some))
        for name, some in entries.items()
    }
