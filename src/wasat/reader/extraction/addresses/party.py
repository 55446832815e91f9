"""Parties by their addresses: whose each block of lines is, and what it says of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wasat.evidence.quote import Located
from wasat.reader.extraction.addresses.blocks import AddressBlock, Piece, find_blocks
from wasat.reader.extraction.addresses.roles import (
    Asked,
    Role,
    find_asked,
    find_role,
    is_beside_address,
    is_building,
    is_form_of_address,
    is_registration,
)
from wasat.reader.extraction.families import Field
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found, Habits
from wasat.reader.recognise.kinds import RECOGNISERS

_HEAD, _FOOT = 0.14, 0.85  # of the page's height: a letterhead stands above or below
_LABELLED, _PLACED = 0.8, 0.6  # how sure a role is by its label, or by where the block stands
_NAME_AND_STREET = 2  # lines above a town that every address has
_NEAR = 3  # characters from a label to its value


class Party(NamedTuple):
    """A party as one block addresses it.

    Attributes:
        role: None where no label tells.
        block: Its address.
        lines: Name first, then the lines between it and the town.
        score: How sure the role is.
    """

    role: Role | None
    block: AddressBlock
    lines: tuple[Piece, ...]
    score: float


def find_part(field: Field, leaves: Leaves) -> tuple[Asked | None, list[Found]]:
    """Find what a property asks of a party; what it asks, and nothing where no address tells."""
    asked = find_asked(field)
    if asked is None:
        return None, []
    for leaf in leaves.all[:1]:
        parties = _give_roles([_read(block) for block in find_blocks(leaf)], leaf.page.height)
        for party in parties:
            if party.role is asked.role:
                found = _part(party, asked.part, field, leaves.habits)
                if found is not None:
                    return asked, [found]
    return asked, []


def find_others(leaf: Leaf) -> set[Located]:
    """Find where those are named whom labels call the buyer or whoever the goods go to."""
    parties = [_read(block) for block in find_blocks(leaf)]
    return {
        place
        for party in parties
        if party.role in (Role.BUYER, Role.DELIVERY)
        for piece in party.lines[:1]
        for place in piece.locate()
    }


def _read(block: AddressBlock) -> Party:
    """Take the lines from the label down, or all of them; forms of address are no name."""
    role, first = None, 0
    lines = [*block.above]
    for index, piece in enumerate(lines):
        told = find_role(piece.text)
        if told is not None:
            role, after = told
            rest = Piece(piece.run, piece.start + after, piece.end)
            lines[index] = rest
            first = index if rest.text else index + 1
        elif role is None and ":" in piece.text and not is_form_of_address(piece.text):
            first = index + 1
    kept = [piece for piece in lines[first:] if not _is_aside(piece.text)]
    return Party(role, block, tuple(_without_trade(kept, role)), _LABELLED)


def _is_aside(text: str) -> bool:
    return is_beside_address(text) or is_registration(text)


def _without_trade(lines: list[Piece], role: Role | None) -> list[Piece]:
    """Leave out what a letterhead says of a trade between a name and the street: "Translator"."""
    has_trade = (
        role is None
        and len(lines) > _NAME_AND_STREET
        and not any(character.isdigit() for character in lines[1].text)
        and any(character.isdigit() for character in lines[2].text)
        and not is_building(lines[1].text)
    )
    return [lines[0], *lines[2:]] if has_trade else lines


def _give_roles(parties: Sequence[Party], height: float) -> Iterator[Party]:
    """Say whose the blocks without a label are: of the letterhead, else whom the letter is to."""
    labelled = [party for party in parties if party.role is not None]
    yield from labelled
    taken = {party.role for party in labelled}
    for party in parties:
        if party.role is None and party.lines:
            role = Role.SELLER if _is_letterhead(party.block, height) else Role.BUYER
            if role not in taken:
                taken.add(role)
                yield party._replace(role=role, score=_PLACED)


def _is_letterhead(block: AddressBlock, height: float) -> bool:
    """Whether a block stands at the head or foot, or all of it on one line."""
    top = block.town.run.box.top
    runs = {id(piece.run) for piece in (*block.above, block.town)}
    is_line = len(runs) == 1 and len(block.above) > 1
    return is_line or top < _HEAD * height or top > _FOOT * height


def _part(party: Party, part: str, field: Field, habits: Habits) -> Found | None:
    name, rest = party.lines[:1], party.lines[1:]
    block = party.block
    pieces = {
        "name": name,
        "address": (*rest, block.town),
        "street": rest[-1:],
        "code": (block.code,),
        "city": (block.city,),
    }
    if part == "number":
        return _number(party, field, habits)
    texts = [piece.text for piece in pieces[part] if piece.text]
    if not texts:
        return None
    places: tuple[Located, ...] = tuple(p for piece in pieces[part] for p in piece.locate())
    return block.leaf.found(", ".join(texts), places, party.score)


def _number(party: Party, field: Field, habits: Habits) -> Found | None:
    """Find a number that a label announces among the lines of an address."""
    for label in field.family.labels:
        for piece in (*party.block.above, *party.block.below):
            match = label.search(piece.text)
            if match is None:
                continue
            rest = piece.text[match.end() :]
            for value in RECOGNISERS[field.kind](rest, habits):
                if value.start <= _NEAR:
                    at = piece.start + match.end()
                    places = piece.run.locate(at + value.start, at + value.end)
                    return party.block.leaf.found(str(value.value), places, party.score)
    return None
