"""The pages a search looks at: laid out once, their citations made here."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from wasat.documents.document import Page
from wasat.evidence.quote import Located, cite
from wasat.generation.chunk import Citation
from wasat.reader.leaves.layout import Run, Unit, iter_units, lay_out
from wasat.reader.reading import Reading
from wasat.reader.recognise.dates import is_day_first
from wasat.reader.recognise.found import Found, Habits

_FIRST_PAGES = 250
_LAST_PAGES = 50  # forms and contracts end with what matters; the middle of a tome does not


class Leaf:
    """One page with its layout, made when first asked for."""

    def __init__(self, reading: Reading, page: Page) -> None:
        self.reading = reading
        self.page = page

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Running texts of blocks and cells."""
        return tuple(iter_units(self.page))

    @cached_property
    def rows(self) -> list[list[Run]]:
        """Visual lines."""
        return lay_out(self.page)

    @cached_property
    def text(self) -> str:
        """All running texts, one a line."""
        return "\n".join(unit.text for unit in self.units)

    def cite(self, places: Sequence[Located], score: float) -> tuple[Citation, ...]:
        """Quote places of this page."""
        return tuple(
            cite(self.reading.source, self.page, place, score=round(min(1.0, score), 2))
            for place in places
        )

    def found(self, value: str, places: Sequence[Located], score: float) -> Found:
        """Make a finding of a text that stands at places of this page."""
        return Found(value=value, printed=value, citations=self.cite(places, score), score=score)


class Leaves:
    """The pages of all documents of the prompt, as far as a search goes."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)

    def __iter__(self) -> Iterator[Leaf]:
        return iter(self.all)

    @cached_property
    def all(self) -> tuple[Leaf, ...]:
        """Every page that is searched, in order."""
        return tuple(
            Leaf(reading, reading.document.pages[number - 1])
            for reading in self.readings
            for number in _searched(reading.numbers)
        )

    @cached_property
    def habits(self) -> Habits:
        """How these documents write dates and numbers."""
        text = "\n".join(leaf.text for leaf in self.all[:20])
        is_first = is_day_first(text)
        is_american = "$" in text or "USD" in text
        return Habits(
            is_day_first=not is_american if is_first is None else is_first,
            decimal="," if _uses_comma(text) else ".",
        )


def _searched(numbers: range) -> list[int]:
    if len(numbers) <= _FIRST_PAGES + _LAST_PAGES:
        return list(numbers)
    return [*numbers[:_FIRST_PAGES], *numbers[-_LAST_PAGES:]]


def _uses_comma(text: str) -> bool:
    """Tell whether two figures follow a comma more often than a point."""
    commas = len(re.findall(r"\d,\d{2}(?!\d)", text))
    return commas > len(re.findall(r"\d\.\d{2}(?!\d)", text))
