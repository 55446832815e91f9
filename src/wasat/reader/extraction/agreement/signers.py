"""Who signs: blocks of `Name:` and `Title:` lines, often side by side, under a party's name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from wasat.reader.extraction.agreement.roles import Member, find_member
from wasat.reader.extraction.families import Field, types_of
from wasat.reader.leaves.layout import Run
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.dates import find_dates
from wasat.reader.recognise.found import Found, Habits
from wasat.reader.recognise.parties import find_companies
from wasat.reader.recognise.wordlists import alternatives

_LAST_PAGES = 6  # on which signatures stand, before annexes
_AROUND = 5  # lines above and below the name that belong to it
_ALIGNED = 6.0  # points by which the lines of a block may begin apart
_SURE = 0.75
_PARTS = ("title", "date")  # of a signature, beside the name


def find_signers(fields: Mapping[str, Field], leaves: Leaves) -> list[Mapping[str, Found]]:
    """Fill the properties that mean the name, title, day and party of each who signs."""
    meant = {
        name: part
        for name, field in fields.items()
        for part in ("name", "title", "date", "party")
        if _called(part).fullmatch(field.name)
    }
    rows: list[Mapping[str, Found]] = []
    for leaf in leaves.all[-_LAST_PAGES:]:
        for signer in _on_page(leaf, leaves.habits):
            row = {name: signer[part] for name, part in meant.items() if part in signer}
            if row:
                rows.append(row)
    return rows


def find_signature(field: Field, members: Sequence[Member], leaves: Leaves) -> Found | None:
    """Find the name, title or day of one who signs: for the party that a property names, if any.

    Args:
        field: Such as `client_signatory_title`.
        members: The parties with their roles.
        leaves: The pages.
    """
    asked = _asked().fullmatch(f"{field.parent} {field.name}".strip())
    if asked is None or "string" not in types_of(field.schema):
        return None
    part = next((part for part in _PARTS if _called(part).search(asked["part"] or "")), "name")
    who = find_member(asked["who"] or "", members)
    named = alternatives("any_signer")
    if who is None and not re.fullmatch(named, asked["who"] or "", re.IGNORECASE):
        return None
    signers = [s for leaf in leaves.all[-_LAST_PAGES:] for s in _on_page(leaf, leaves.habits)]
    if who is not None:
        signers = [s for s in signers if "party" in s and _is_same(s["party"], who)]
    return next((signer[part] for signer in signers if part in signer), None)


def _is_same(party: Found, other: Found) -> bool:
    """Whether two names are one, printed in capitals or not."""
    first, second = (re.sub(r"\W", "", str(name.value)).lower() for name in (party, other))
    return first == second


def _on_page(leaf: Leaf, habits: Habits) -> Iterator[Mapping[str, Found]]:
    for number, row in enumerate(leaf.rows):
        for run in row:
            name = _labelled(leaf, run, "signer_name")
            if name is not None:
                signer = {"name": name, **_read_block(leaf, run, number, habits)}
                if len(signer) > 1:  # anybody has a name: who signs has a title, or a party
                    yield signer


def _read_block(leaf: Leaf, run: Run, number: int, habits: Habits) -> dict[str, Found]:
    """Read the lines below a name up to the next one, and the party above it."""
    read: dict[str, Found] = {}
    for other in _aligned(leaf, run, range(number + 1, number + 1 + _AROUND)):
        if _labelled(leaf, other, "signer_name") is not None:
            break
        read |= _below(leaf, other, habits)
    for other in _aligned(leaf, run, range(number - 1, number - 1 - _AROUND, -1)):
        for match in find_companies(other.text, habits):
            places = other.locate(match.start, match.end)
            read.setdefault("party", leaf.found(str(match.value), places, _SURE))
    return read


def _below(leaf: Leaf, run: Run, habits: Habits) -> dict[str, Found]:
    title = _labelled(leaf, run, "signer_title")
    if title is not None:
        return {"title": title}
    if re.match(alternatives("signer_date"), run.text, re.IGNORECASE):
        for match in find_dates(run.text, habits):
            places = run.locate(match.start, match.end)
            printed = leaf.found(run.text[match.start : match.end], places, _SURE)
            return {"date": replace(printed, value=match.value)}
    return {}


def _aligned(leaf: Leaf, run: Run, rows: range) -> Iterator[Run]:
    """Go through the lines of the block in which a run stands, from it on."""
    for number in rows:
        if 0 <= number < len(leaf.rows):
            for other in leaf.rows[number]:
                if abs(other.box.x0 - run.box.x0) <= _ALIGNED:
                    yield other


def _labelled(leaf: Leaf, run: Run, label: str) -> Found | None:
    match = re.match(rf"{alternatives(label)}\s*:\s*(?P<value>[^\s_].*)", run.text, re.IGNORECASE)
    if match is None:
        return None
    return leaf.found(match["value"].strip(), run.locate(*match.span("value")), _SURE)


@cache
def _asked() -> re.Pattern[str]:
    """Match who is asked for among those who sign, and what of him."""
    parts = "|".join(_called(part).pattern for part in ("name", *_PARTS))
    return re.compile(
        rf"(?:(?P<who>.+?)[' s]*? )?{alternatives('signers')}(?: (?P<part>{parts}))?",
        re.IGNORECASE,
    )


@cache
def _called(part: str) -> re.Pattern[str]:
    return re.compile(alternatives(f"called_{part}"), re.IGNORECASE)
