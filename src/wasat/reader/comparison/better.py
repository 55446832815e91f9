"""Which document reports the better value: all of them, best first."""

from collections.abc import Iterator, Sequence

from wasat.generation.chunk import Chunk
from wasat.reader.comparison.side import SideBySide
from wasat.reader.reading import Reading
from wasat.reader.refusal import comes_first


def write_better(
    rows: Sequence[SideBySide], readings: Sequence[Reading], language: str, *, wants_low: bool
) -> Iterator[Chunk]:
    """Name the document with the better value of each row, then the values of all, best first.

    Args:
        rows: What is asked for, quoted; those with fewer than two numbers are left out.
        readings: The documents.
        language: Of the answer.
        wants_low: Whether the lowest value is asked for, whatever it measures.
    """
    for row in rows:
        order = row.order(wants_low=wants_low)
        if len(order) < 2:
            continue
        is_tied = row.values[order[0]] == row.values[order[1]]
        best = "" if is_tied else readings[order[0]].source.title
        yield Chunk(text=comes_first(language, row.title, best))
        for at, number in enumerate(order):
            cell = row.cells[number]
            yield Chunk(text=", " if at else " ")
            yield Chunk(text=cell.text, citations=cell.citations, is_claim=bool(cell.citations))
            yield Chunk(text="".join(readings[number].mark(c) for c in cell.citations))
        yield Chunk(text=".\n")
