"""Documents that hold one record, or several one after another: invoices, letters, forms, cards."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from wasat.documents.document import Block, BlockKind
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.search import Candidate, gather
from wasat.reader.leaves.pages import Leaf, Leaves, Part
from wasat.reader.recognise.kinds import Kind

_NEARLY = 0.1  # of the best candidate's score
_MOST = 100  # records on one page; more are the rows of a table
# What tells one record from the next, surest first: its number, then whose it is, then its day.
_TELLING = (
    Kind.CODE,
    Kind.TAX,
    Kind.VAT,
    Kind.LEI,
    Kind.ISBN,
    Kind.EMAIL,
    Kind.PERSON,
    Kind.COMPANY,
    Kind.DATE,
)
_LABEL = re.compile(r"[^:\d]{1,40}")


class _Place(NamedTuple):
    """Where a record begins: the index of the page among those searched, and of the block."""

    leaf: int
    block: int


def find_records(fields: Mapping[str, Field], leaves: Leaves) -> Iterator[Leaves]:
    """Part documents into the pages, or the parts of a page, of one record each.

    A record begins on the page where a new value of the field stands that tells records apart; on
    one page several begin where blocks repeat, each with another value and with more of a record.
    No record is looked for where all fields are columns of a table of items.

    Args:
        fields: Of one record, by property name.
        leaves: The documents.
    """
    if all(field.family.is_row for field in fields.values()):
        return
    for reading in leaves.readings:
        own = leaves.only([leaf for leaf in leaves if leaf.reading is reading])
        yield from _part(fields, own)


def is_record(cited: int, fields: int) -> bool:
    """Whether enough of a record was found to say that there is one."""
    return cited >= min(2, fields)


def _part(fields: Mapping[str, Field], leaves: Leaves) -> list[Leaves]:
    """Part a document by the surest field that has several values; all of it if none has."""
    telling = [field for kind in _TELLING for field in fields.values() if field.kind is kind]
    for field in telling:
        places = _first_places(gather(field, leaves), leaves) if field.family.is_known else []
        pages = sorted({place.leaf for place in places})
        if 1 < len(places) <= _MOST and len(pages) < len(places):
            records = _cut(leaves, _lead_back(leaves, places))
            if records and all(_holds_more(fields, field, record) for record in records):
                return records
        if len(pages) > 1:
            return _cut(leaves, [_Place(leaf, 0) for leaf in pages])
    return [leaves]


def _first_places(candidates: Sequence[Candidate], leaves: Leaves) -> list[_Place]:
    """Return where each value stands first, of those that fit about as well as the best."""
    best = max((candidate.score for candidate in candidates), default=0.0)
    first: dict[str, _Place] = {}
    numbers = {leaf.number: at for at, leaf in enumerate(leaves.all)}
    for candidate in candidates:
        if candidate.score >= best - _NEARLY:
            place = _Place(numbers[candidate.leaf.number], candidate.places[0].block)
            value = str(candidate.match.value)
            first[value] = min(place, first.get(value, place))
    return sorted(set(first.values()))


def _lead_back(leaves: Leaves, places: Sequence[_Place]) -> list[_Place]:
    """Begin each record as many blocks earlier as blocks of one sort stand before every value."""
    back = 0
    rooms = [after.block - before.block for before, after in pairwise(places)]
    room = min([places[0].block + 1, *(blocks for blocks in rooms if blocks > 0)])
    while back + 1 < room:
        blocks = [_block(leaves, place, back + 1) for place in places]
        if len({None if block is None else _sort(block) for block in blocks}) > 1:
            break
        back += 1
    return [_Place(place.leaf, max(0, place.block - back)) for place in places]


def _block(leaves: Leaves, place: _Place, back: int) -> Block | None:
    at = place.block - back
    return leaves.all[place.leaf].page.blocks[at] if at >= 0 else None


def _sort(block: Block) -> str:
    """Tell blocks that label the same from others: by their label, headings by being one."""
    label = _LABEL.match(block.text)
    is_heading = block.kind is BlockKind.HEADING
    return block.kind.value if is_heading or label is None else label[0].strip().lower()


def _cut(leaves: Leaves, places: Sequence[_Place]) -> list[Leaves]:
    """Part a document at places, in order; what stands before the first goes with it."""
    starts = [_Place(0, 0), *places[1:], _Place(len(leaves.all), 0)]
    return [leaves.only(list(_between(leaves, *pair))) for pair in pairwise(starts)]


def _between(leaves: Leaves, start: _Place, stop: _Place) -> Iterator[Leaf]:
    for at, leaf in enumerate(leaves.all[start.leaf : stop.leaf + 1], start.leaf):
        first = start.block if at == start.leaf else 0
        if at < stop.leaf:
            yield Part(leaf, first) if first else leaf
        elif stop.block:
            yield Part(leaf, first, stop.block)


def _holds_more(fields: Mapping[str, Field], telling: Field, record: Leaves) -> bool:
    """Whether a part of a page holds more of a record than what tells it from the others."""
    others = [field for field in fields.values() if field is not telling]
    return any(gather(field, record) for field in others) and bool(gather(telling, record))
