"""Days, months and years that a question names, and which dates lie in them, before or after."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from wasat.reader.recognise.dates import find_dates, month_numbers
from wasat.reader.recognise.found import Habits

_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/-]|[.,]\d)")
_HABITS = Habits(is_day_first=True)
SIDES: dict[str, Callable[[str, str], bool]] = {
    "before": lambda day, period: day < period,
    "after": lambda day, period: day > period,
    "since": lambda day, period: day >= period,
    "until": lambda day, period: day <= period,
}


class Period(NamedTuple):
    """A stretch of time.

    Attributes:
        start: First character that names it.
        end: Character after the last.
        value: `2024`, `2024-05`, `2024-05-03`, or `05` for a month of any year.
        place: Where in a date as YYYY-MM-DD its value stands.
    """

    start: int
    end: int
    value: str
    place: slice

    def holds(self, day: str, side: str = "") -> bool:
        """Whether a day lies in it, or on one of `SIDES` of it."""
        part = day[self.place]
        return SIDES[side](part, self.value) if side else part == self.value


def find_periods(text: str) -> Iterator[Period]:
    """Find periods in a text in lower case, in order; none within another."""
    found = [Period(it.start, it.end, str(it.value), slice(10)) for it in find_dates(text, _HABITS)]
    for match in _month().finditer(text):
        month = f"{month_numbers()[match['month']]:02}"
        year = match["year"]
        value, place = (f"{year}-{month}", slice(7)) if year else (month, slice(5, 7))
        found.append(Period(match.start(), match.end(), value, place))
    found += [Period(it.start(), it.end(), it[0], slice(4)) for it in _YEAR.finditer(text)]
    end = 0
    for period in sorted(found, key=lambda it: (it.start, -it.end)):
        if period.start >= end:
            end = period.end
            yield period


@cache
def _month() -> re.Pattern[str]:
    """Match the name of a month, and a year behind it; one of three letters needs the year."""
    year = r"\.?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)"
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<month>{names})(?:{year}|(?<=\w{{4}}))(?!\w)")
