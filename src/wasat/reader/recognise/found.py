"""What recognisers and searches hand on: matches in a text, values with citations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wasat.evidence.quote import Located
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


class Where(NamedTuple):
    """The words of a value: which document, which page from 1, and where on it."""

    uri: str
    page: int
    located: Located


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value with what it rests on, and how sure it is, 0 to 1.

    Attributes:
        value: In normal form.
        printed: As the document has it.
        citations: The words it rests on.
        score: How sure it is.
        where: The words of the value alone, by which two fields are known to take the same ones;
            empty if no words are its own.
    """

    value: JsonValue
    printed: str
    citations: tuple[Citation, ...]
    score: float = 1.0
    where: tuple[Where, ...] = ()


Recogniser = Callable[[str, Habits], Iterator[Match]]
