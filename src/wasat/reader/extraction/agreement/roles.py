"""Parties by the short name a contract gives them: `Acme Ltd (the "Supplier")`."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from wasat.reader.extraction.families import Field, types_of
from wasat.reader.leaves.layout import Unit
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found, Habits, Match
from wasat.reader.recognise.parties import find_companies, find_names, find_people
from wasat.reader.recognise.wordlists import alternatives

_OPENING_LEAVES = 2  # pages on which a contract names its parties
_FARTHEST = 400  # characters from a name to the short name given to it
_SURE = 0.8
_LEAST_STEM = 5  # letters that two forms of a role share
_ENDING = 3  # letters by which they may differ
_ROLE = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?"


class Member(NamedTuple):
    """A party and its role, each with the words that say it."""

    name: Found
    role: Found


def find_members(leaves: Leaves) -> list[Member]:
    """Find the parties that are given a role, in order, each role once."""
    members: dict[str, Member] = {}
    for leaf in leaves.all[:_OPENING_LEAVES]:
        for member in _on_page(leaf, leaves.habits):
            members.setdefault(_fold(str(member.role.value)), member)
    return [*members.values()]


def find_holder(field: Field, members: Sequence[Member]) -> Found | None:
    """Find the party that bears a property's name as its role."""
    if "string" not in types_of(field.schema) or "format" in field.schema:
        return None
    return find_member(field.name.removesuffix(" name").removeprefix("name of "), members)


def find_member(role: str, members: Sequence[Member]) -> Found | None:
    """Find the party that bears a role."""
    asked = _fold(role)
    return next(
        (member.name for member in members if _is_same(asked, _fold(str(member.role.value)))),
        None,
    )


def fill_rows(fields: Mapping[str, Field], members: Sequence[Member]) -> list[Mapping[str, Found]]:
    """Write parties into the properties that mean their name and their role."""
    rows: list[Mapping[str, Found]] = []
    for member in members:
        row = {
            name: member.role if _role_names().fullmatch(field.name) else member.name
            for name, field in fields.items()
            if _role_names().fullmatch(field.name) or _party_names().fullmatch(field.name)
        }
        if row:
            rows.append(row)
    return rows


def _on_page(leaf: Leaf, habits: Habits) -> Iterator[Member]:
    """Read all of a page as one text: a name and its role may stand in two blocks."""
    starts: list[int] = []
    text = ""
    for unit in leaf.units:
        starts.append(len(text))
        text += unit.text + "\n"
    found = [match for match in _given().finditer(text) if not _no_role(_role(match))]
    ends = [0, *(match.end() for match in found)]
    for (start, _), match in zip(pairwise(ends), found, strict=True):
        first = max(start, match.start() - _FARTHEST)
        name = _name(text[first : match.start()], habits)
        if name is not None:
            where = (first + name.start, first + name.end)
            yield Member(
                _found(leaf, starts, where, str(name.value)),
                _found(leaf, starts, match.span(match.lastgroup or 0), _role(match)),
            )


def _name(text: str, habits: Habits) -> Match | None:
    """Take the name that comes first: of a company, else of a person after "between"."""
    companies = list(find_companies(text, habits))
    if companies:
        return companies[0]
    begin = max((match.end() for match in _between().finditer(text)), default=0)
    for find in (find_people, find_names):
        for match in find(text[begin:], habits):
            return Match(begin + match.start, begin + match.end, match.value)
    return None


def _found(leaf: Leaf, starts: Sequence[int], where: tuple[int, int], value: str) -> Found:
    at = max(number for number, start in enumerate(starts) if start <= where[0])
    unit: Unit = leaf.units[at]
    end = min(where[1] - starts[at], len(unit.text))
    return leaf.found(value, unit.locate(where[0] - starts[at], end), _SURE)


def _is_same(asked: str, role: str) -> bool:
    """Whether two words are forms of one: `arrendatario` and "Arrendataria"."""
    shared = next(
        (at for at, pair in enumerate(zip(asked, role, strict=False)) if pair[0] != pair[1]),
        min(len(asked), len(role)),
    )
    longer = max(len(asked), len(role))
    return asked == role or (shared >= _LEAST_STEM and longer - shared <= _ENDING)


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ").strip()


def _role(match: re.Match[str]) -> str:
    return str(match["quoted"] or match["bare"])


def _no_role(role: str) -> bool:
    return bool(re.fullmatch(alternatives("not_roles"), role, re.IGNORECASE))


@cache
def _given() -> re.Pattern[str]:
    """Match how a short name is given: in quotes or brackets, words that introduce it before."""
    words, before = alternatives("short_name"), alternatives("before_role")
    quoted = rf"[“\"„«‟‘']\s?(?:{before}\s?)?(?P<quoted>{_ROLE})\s?[”\"“»‟’']"
    opening = rf"(?:\(\s?(?:{words}[\s,:]*)?|(?<!\w){words}[\s,:]*)(?:{before}\s?)?"
    bare = rf"\(\s?(?:{words}[\s,:]*)?(?:{before}\s)(?P<bare>{_ROLE})\s?\)"
    return re.compile(rf"{opening}{quoted}|{bare}")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('before_parties')}(?!\w)", re.IGNORECASE)


@cache
def _role_names() -> re.Pattern[str]:
    return re.compile(alternatives("role_names"), re.IGNORECASE)


@cache
def _party_names() -> re.Pattern[str]:
    return re.compile(alternatives("party_names"), re.IGNORECASE)
