"""The stretches of a page that can bear a statement: sentences, and rows of tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wasat.documents.document import Page
from wasat.evidence.quote import Located, cite, cite_row
from wasat.generation.chunk import Citation
from wasat.generation.prompt import Source

_BOUNDARY = re.compile(
    r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]?[\dA-ZÀ-ÞĀ-Ž])|(?<=[。！？])|\n"
)
_SHORTEST = 3  # characters; less says nothing


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a row of a table.

    Attributes:
        text: As printed.
        located: Where a sentence stands; None for a row.
        row: Block and row, both from 0; None for a sentence.
    """

    text: str
    located: Located | None = None
    row: tuple[int, int] | None = None

    def cite(self, source: Source, page: Page, score: float) -> Citation:
        """Quote it.

        Raises:
            ValueError: No words stand there.
        """
        if self.row is not None:
            return cite_row(source, page, *self.row, score=score)
        if self.located is None:
            raise ValueError("expected a place to quote from, found none")
        return cite(source, page, self.located, score=score)


def iter_units(page: Page) -> Iterator[Unit]:
    """Read a page unit by unit, in reading order."""
    for index, block in enumerate(page.blocks):
        if block.table is None:
            for start, end in split(block.text):
                yield Unit(block.text[start:end], located=Located(index, start, end))
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.table.cells:
            if cell.lines:
                rows.setdefault(cell.row, []).append(cell.text)
        for row, texts in rows.items():
            yield Unit(" ".join(texts), row=(index, row))


def split(text: str) -> Iterator[tuple[int, int]]:
    """Cut running text roughly where sentences end; start and end of each."""
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.start() - start >= _SHORTEST:
            yield start, match.start()
            start = match.end()
    if len(text) - start >= _SHORTEST:
        yield start, len(text)
