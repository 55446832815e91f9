"""What a field may be: filled in, found in its own way, beside labels, or stated in prose."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from wasat.reader.extraction.agreement.clauses import find_clause
from wasat.reader.extraction.agreement.roles import Member, find_holder, find_members
from wasat.reader.extraction.agreement.signers import find_signature
from wasat.reader.extraction.choices import choose_value
from wasat.reader.extraction.families import Field, types_of, words_of
from wasat.reader.extraction.forms.filled import find_filled
from wasat.reader.extraction.search import Candidate, find_value, gather, is_disputed, rank
from wasat.reader.extraction.specials import find_special
from wasat.reader.leaves.pages import Leaves
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import NUMERIC, Kind

Answerer = Callable[[Field], Found | None]

_STATED = frozenset({"authors"})  # found in running text as well, unlike other special fields
_MOST = 8  # values that one field may be


class Options:
    """Finds what fields may be.

    Args:
        leaves: The pages to look at.
        answer: Answers a field that asks the prompt's own question.
        state: Finds a field that no label announces in running text and tables.
    """

    def __init__(self, leaves: Leaves, answer: Answerer, state: Answerer) -> None:
        self._leaves = leaves
        self._answer = answer
        self._state = state
        self._members: Sequence[Member] | None = None

    def find(self, field: Field) -> Sequence[Found]:
        """Find the values a field may have, best first; most fields have one."""
        if "const" in field.schema:
            return []
        leaves = self._leaves.narrow(words_of(field))
        if isinstance(field.schema.get("enum"), list):
            return _one(choose_value(field, leaves))
        if field.family.special == "answer" or not field.name:
            return _one(self._answer(field))
        return self._find_announced(field, leaves)

    def find_otherwise(self, field: Field) -> Found | None:
        """Find what prose states of a field whose labels all turned out to be of others."""
        return None if field.family.special else self._state(field)

    def _find_announced(self, field: Field, leaves: Leaves) -> list[Found]:
        """Look into forms, in a field's own way, then beside labels and in statements."""
        told = find_filled(field, leaves) or find_clause(field, leaves) or self._find_party(field)
        special = find_special(field, leaves) if told is None else [told]
        if special or (special is not None and field.family.special not in _STATED):
            return special[:1]
        return self._find_stated(field, leaves)

    def _find_party(self, field: Field) -> Found | None:
        """Find the party of a contract whose role a property names, or who signs for it."""
        if self._members is None:
            self._members = find_members(self._leaves)
        return find_holder(field, self._members) or find_signature(
            field, self._members, self._leaves
        )

    def _find_stated(self, field: Field, leaves: Leaves) -> list[Found]:
        """Look beside labels; where there are none, or their figures differ, for statements."""
        candidates = gather(field, leaves)
        ranked = _distinct(rank(candidates, field.family.pick))
        is_open = not field.family.is_known and field.kind in NUMERIC and is_disputed(candidates)
        if ranked and not is_open:
            return ranked
        stated = self._state(field)
        if stated is not None:
            return [stated]
        return ranked or _one(_as_printed(field, leaves))


def _distinct(candidates: Sequence[Candidate]) -> list[Found]:
    """Return findings, each place once."""
    kept: dict[object, Candidate] = {}
    for candidate in candidates:
        kept.setdefault((candidate.leaf.number, candidate.places), candidate)
    return [candidate.found() for candidate in [*kept.values()][:_MOST]]


def _one(found: Found | None) -> list[Found]:
    return [] if found is None else [found]


def _as_printed(field: Field, leaves: Leaves) -> Found | None:
    """Take whatever stands beside a label that only its name made a date, a person or a place."""
    is_guessed = not field.family.is_known and field.kind is not Kind.TEXT
    if not is_guessed or "string" not in types_of(field.schema) or "format" in field.schema:
        return None
    candidate = find_value(replace(field, kind=Kind.TEXT), leaves)
    is_value = candidate is not None and candidate.printed[:1].isalnum()
    return candidate.found() if candidate is not None and is_value else None
