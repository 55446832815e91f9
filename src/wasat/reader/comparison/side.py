"""Rows that set documents side by side: a cited cell a document, and the difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wasat.evidence.quote import cite
from wasat.generation.chunk import Citation
from wasat.reader.comparison.results import Results
from wasat.reader.comparison.values import read_value, subtract
from wasat.reader.comparison.words import is_better_low
from wasat.reader.reading import Reading
from wasat.reader.tables.grid import GridCell
from wasat.reader.tables.tabular import TableCell

MISSING = TableCell(text="–")


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """A row of the answer.

    Attributes:
        title: What is compared.
        cells: One a document, then the difference if it is asked for.
        scales: Power of ten that brings the value of each document to one scale.
    """

    title: str
    cells: tuple[TableCell, ...]
    scales: tuple[int, ...]

    @property
    def values(self) -> list[Decimal | None]:
        """The value of each document on one scale; None where there is no number."""
        pairs = zip(self.cells, self.scales, strict=False)
        found = [(read_value(cell.text), scale) for cell, scale in pairs]
        return [None if value is None else value.scaleb(scale) for value, scale in found]

    def order(self, *, wants_low: bool = False) -> list[int]:
        """Order the documents by their values, best first; those without a number are left out.

        Best is the lowest value where that is asked for, or where the row counts errors.
        """
        known = [(value, at) for at, value in enumerate(self.values) if value is not None]
        is_low = wants_low or is_better_low(self.title)
        return [at for _, at in sorted(known, key=lambda each: each[0] if is_low else -each[0])]


def set_cell(reading: Reading, cell: GridCell | None) -> TableCell:
    """Quote a cell of a document's table; a dash where there is none."""
    if cell is None or not cell.text:
        return MISSING
    if cell.located is None:
        return TableCell(text=cell.text)
    page = reading.document.pages[cell.page - 1]
    return TableCell(text=cell.text, citations=(cite(reading.source, page, cell.located),))


def set_results(readings: Sequence[Reading], results: Results) -> Iterator[SideBySide]:
    """Quote the results of every document, row by row."""
    for row in results.rows:
        yield SideBySide(
            title=row.name,
            cells=tuple(
                set_cell(reading, None if result is None else result.cell)
                for reading, result in zip(readings, row.results, strict=True)
            ),
            scales=results.scales,
        )


def add_difference(row: SideBySide) -> SideBySide:
    """Add the second value minus the first, derived from both."""
    first, second = row.cells
    text = subtract(first.text, second.text, (row.scales[0], row.scales[1]))
    if not text:
        return replace(row, cells=(first, second, MISSING))
    bases: tuple[Citation, ...] = (*first.citations, *second.citations)
    derived = tuple(replace(citation, origin="derived") for citation in bases)
    return replace(row, cells=(first, second, TableCell(text=text, citations=derived)))
