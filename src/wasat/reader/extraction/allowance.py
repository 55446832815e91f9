"""How much of a schema is looked for: a schema may lead to more values than anybody could read."""

from collections.abc import Generator, Sized
from contextlib import contextmanager

MOST_LOOKS = 1_000  # fields and objects looked for in one answer
RECORD_LOOKS = 20_000  # in all records of an array together
ROW_LOOKS = 50_000  # objects within all rows of a table together
_KEPT_FOR_ONE = 10  # looks kept for each property that comes after one with properties of its own


class Allowance:
    """What may still be looked for; some of it is kept for what comes later in the schema.

    Args:
        looks: Fields and objects.
    """

    def __init__(self, looks: int = MOST_LOOKS) -> None:
        self._left = looks
        self._kept = 0

    @property
    def left(self) -> int:
        """How many looks there may be here."""
        return max(0, self._left - self._kept)

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be looked for here."""
        return self._left <= self._kept

    def take(self) -> bool:
        """Take one look; returns whether there was one."""
        is_there = not self.is_spent
        self._left -= is_there
        return is_there

    @contextmanager
    def keep_for(self, count: int) -> Generator[None]:
        """Keep some looks for so many properties that follow: half of what is left at most."""
        before = self._kept
        free = max(self._left - self._kept, 0)
        self._kept += min(count * _KEPT_FOR_ONE, free // 2)
        try:
            yield
        finally:
            self._kept = before


def share(looks: int, among: Sized) -> Allowance:
    """Return the part of one of several, at least as much as a few fields take."""
    return Allowance(max(looks // max(len(among), 1), _KEPT_FOR_ONE))
