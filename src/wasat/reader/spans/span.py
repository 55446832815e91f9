"""Stretches of time: two ends, the days and months between them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

COMMON_YEAR = 2001  # stands for a year that is not told


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One end of a stretch.

    Attributes:
        year: 0 if it is not told.
        month: From 1.
        day: 0 if the whole month is meant.
        text: As printed, with month and year that only the other end tells.
    """

    year: int
    month: int
    day: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time, and where a text tells it.

    Attributes:
        start: First character.
        end: Character after the last.
        first: Where it begins.
        last: Where it ends.
    """

    start: int
    end: int
    first: Day
    last: Day

    @property
    def is_of_months(self) -> bool:
        """Whether no days are told."""
        return not self.first.day or not self.last.day

    @property
    def days(self) -> int:
        """How many days it has, the first and the last one included."""
        return (self._end - self._start).days + 1

    @property
    def months(self) -> int:
        """In how many months it has days."""
        start, end = self._start, self._end
        return 12 * (end.year - start.year) + end.month - start.month + 1

    def has_month(self, month: int, year: int) -> bool:
        """Whether it has days in a month; of any year if it is 0, or no year is told."""
        start, end = self._start, self._end
        known = bool(self.first.year) and bool(year)
        years = [year] if known else range(start.year, end.year + 1)
        return any((start.year, start.month) <= (y, month) <= (end.year, end.month) for y in years)

    @property
    def _start(self) -> date:
        return date(self.first.year or COMMON_YEAR, self.first.month, self.first.day or 1)

    @property
    def _end(self) -> date:
        year = self.last.year or COMMON_YEAR
        return date(year, self.last.month, self.last.day or monthrange(year, self.last.month)[1])
