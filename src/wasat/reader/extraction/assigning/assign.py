"""One value for each field, so that no two take the same words unless they mean the same."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wasat.reader.extraction.addresses.roles import find_asked
from wasat.reader.extraction.families import Field
from wasat.reader.recognise.found import Found, Where
from wasat.reader.recognise.kinds import Kind

# One name may stand for several: the seller is the payee, the tenant is the client.
_SHARED_KINDS = frozenset({Kind.COMPANY, Kind.PERSON, Kind.PARTY, Kind.PLACE, Kind.YES_NO})
# What is told by the whole of a document rests on words that say something else as well.
_SHARED = frozenset({"currency", "title", "summary", "pages", "address", "issuer", "answer"})
_NEARLY = 0.03  # worth by which words of its own may fall behind those that a namesake took
_GIVEN_UP = 0.1  # worth that a field may lose so that another one has a value at all

Choice = tuple[int, int]
"""A field and one of its options, by their numbers."""


class Wish(NamedTuple):
    """A field and what it may be, best first."""

    field: Field
    options: Sequence[Found]


def assign(wishes: Sequence[Wish]) -> list[Found | None]:
    """Give each field one of its options, the surest first, and each place to one field.

    Fields that mean the same may share a place if they have none of their own that is nearly as
    good. A field that comes out with nothing gets the place of another one that can move.

    Args:
        wishes: In the order of the schema, which decides between equals.

    Returns:
        What each field gets, None where nothing is left.
    """
    table = _Table(wishes)
    ordered = sorted(
        ((field, option) for field, wish in enumerate(wishes) for option in range(len(wish[1]))),
        key=lambda choice: -wishes[choice[0]].options[choice[1]].score,
    )
    for choice in ordered:
        if choice[0] not in table.taken and table.is_free(choice):
            table.take(choice)
    for field in range(len(wishes)):
        if field not in table.taken:
            table.make_room(field)
    return [
        wish.options[table.taken[field]] if field in table.taken else None
        for field, wish in enumerate(wishes)
    ]


class _Table:
    """Which option each field has taken so far.

    Args:
        wishes: All of them.
    """

    def __init__(self, wishes: Sequence[Wish]) -> None:
        self._wishes = wishes
        self._owners: dict[tuple[object, ...], list[int]] = {}
        self.taken: dict[int, int] = {}

    def take(self, choice: Choice) -> None:
        """Give a field an option."""
        field, option = choice
        self.taken[field] = option
        for key in _keys(self._wishes[field].options[option]):
            self._owners.setdefault(key, []).append(field)

    def is_free(self, choice: Choice) -> bool:
        """Whether nobody has the place, or only namesakes do and there is no other place."""
        owners = self._rivals(choice)
        if not owners:
            return True
        field, option = choice
        wish = self._wishes[field]
        if not all(may_share(wish.field, self._wishes[other].field) for other in owners):
            return False
        least = wish.options[option].score - _NEARLY
        others = range(option + 1, len(wish.options))
        return not any(
            wish.options[other].score >= least and not self._rivals((field, other))
            for other in others
        )

    def make_room(self, field: int) -> None:
        """Take the place of a field that has another option nearly as good."""
        for option in range(len(self._wishes[field].options)):
            rivals = self._rivals((field, option))
            if len(rivals) == 1 and (next_best := self._next_best(rivals[0])) is not None:
                self._leave(rivals[0])
                self.take((rivals[0], next_best))
                self.take((field, option))
                return

    def _next_best(self, field: int) -> int | None:
        options = self._wishes[field].options
        least = options[self.taken[field]].score - _GIVEN_UP
        return next(
            (
                other
                for other in range(len(options))
                if other != self.taken[field]
                and options[other].score >= least
                and not self._rivals((field, other))
            ),
            None,
        )

    def _leave(self, field: int) -> None:
        for key in _keys(self._wishes[field].options[self.taken.pop(field)]):
            self._owners[key].remove(field)

    def _rivals(self, choice: Choice) -> list[int]:
        """Return the fields that have taken a part of the same words, in order."""
        field, option = choice
        found = self._wishes[field].options[option]
        return sorted(
            {
                other
                for key in _keys(found)
                for other in self._owners.get(key, ())
                if other != field
                and _overlap(found, self._wishes[other].options[self.taken[other]])
            }
        )


def is_exclusive(field: Field) -> bool:
    """Whether the words of a field's value say nothing else."""
    is_shared = field.family.special in _SHARED or field.kind in _SHARED_KINDS
    return not is_shared and "enum" not in field.schema


def may_share(field: Field, other: Field) -> bool:
    """Whether two fields may rest on the same words: they mean the same, or name somebody.

    The buyer's number is not the seller's. Of families that a word before the name tells apart,
    one must say no more than the other: "email" may be the "contact email".
    """
    asked, also = find_asked(field), find_asked(other)
    if asked is not None and also is not None and asked.role is not also.role:
        return False
    if not (is_exclusive(field) and is_exclusive(other)):
        return True
    if field.family.is_known and field.family.names is other.family.names:
        words, others = set(field.name.split()), set(other.name.split())
        return not field.family.is_qualified or words <= others or others <= words
    return False


def _keys(found: Found) -> Iterator[tuple[object, ...]]:
    """Yield the blocks and cells in which words stand."""
    for where in found.where:
        yield where.uri, where.page, where.located.block, where.located.cell


def _overlap(found: Found, other: Found) -> bool:
    return any(_is_same(here, there) for here in found.where for there in other.where)


def _is_same(here: Where, there: Where) -> bool:
    is_near = here[:2] == there[:2] and here.located[::3] == there.located[::3]
    first, last = here.located, there.located
    return is_near and first.start < last.end and last.start < first.end
