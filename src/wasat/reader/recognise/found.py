"""What recognisers and searches hand on: matches in a text, values with citations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wasat.generation.chunk import Citation
from wasat.generation.prompt import JsonValue


@dataclass(frozen=True, slots=True)
class Match:
    """A value recognised in a text.

    Attributes:
        start: First character.
        end: Character after the last.
        value: In normal form: dates as YYYY-MM-DD, amounts as numbers, durations as `2 years`.
    """

    start: int
    end: int
    value: JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a document writes.

    Attributes:
        is_day_first: Whether 03/04/2020 is the third of April.
        decimal: The sign before decimals where a number does not tell by itself, `.` or `,`.
    """

    is_day_first: bool = True
    decimal: str = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value with what it rests on, and how sure it is, 0 to 1."""

    value: JsonValue
    printed: str
    citations: tuple[Citation, ...]
    score: float = 1.0


Recogniser = Callable[[str, Habits], Iterator[Match]]
