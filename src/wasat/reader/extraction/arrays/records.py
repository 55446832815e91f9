"""Documents that hold one record, or several one after another: invoices, letters, forms."""

from collections.abc import Iterator, Mapping, Sequence

from wasat.reader.extraction.families import Field
from wasat.reader.extraction.search import Candidate, gather
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.kinds import Kind

_NEARLY = 0.1  # of the best candidate's score
# What tells one record from the next, surest first: its number, then whose it is, then its day.
_TELLING = (Kind.CODE, Kind.TAX, Kind.EMAIL, Kind.PERSON, Kind.COMPANY, Kind.DATE)


def find_records(fields: Mapping[str, Field], leaves: Leaves) -> Iterator[Leaves]:
    """Part documents into the pages of one record each.

    A record begins on the page where a new value of the field stands that tells records apart. No
    record is looked for where all fields are columns of a table of items.

    Args:
        fields: Of one record, by property name.
        leaves: The documents.
    """
    if all(field.family.is_row for field in fields.values()):
        return
    for reading in leaves.readings:
        own = [leaf for leaf in leaves if leaf.reading is reading]
        starts = _starts(fields, leaves.only(own)) or [0]
        for start, end in zip(starts, [*starts[1:], len(own)], strict=True):
            yield leaves.only(own[start:end])


def is_record(cited: int, fields: int) -> bool:
    """Whether enough of a record was found to say that there is one."""
    return cited >= min(2, fields)


def _starts(fields: Mapping[str, Field], leaves: Leaves) -> list[int]:
    """Return the places among the pages where records begin, the first always at 0."""
    telling = [field for kind in _TELLING for field in fields.values() if field.kind is kind]
    for field in telling:
        candidates = gather(field, leaves) if field.family.is_known else []
        best = max((candidate.score for candidate in candidates), default=0.0)
        sure = [candidate for candidate in candidates if candidate.score >= best - _NEARLY]
        starts = _first_pages(sure, leaves.all)
        if len(starts) > 1:
            return [0, *starts[1:]]
    return []


def _first_pages(candidates: Sequence[Candidate], leaves: Sequence[Leaf]) -> list[int]:
    """Return where each value stands first, of several on one page only one."""
    first: dict[str, int] = {}
    places = {leaf.number: at for at, leaf in enumerate(leaves)}
    for candidate in candidates:
        at = places[candidate.leaf.number]
        first[str(candidate.match.value)] = min(at, first.get(str(candidate.match.value), at))
    return sorted(set(first.values()))
