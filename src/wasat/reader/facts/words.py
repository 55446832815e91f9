"""What a page states, sentence by sentence and row by row, cut into words once."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from wasat.documents.document import Page
from wasat.evidence.figures import parse_figure
from wasat.evidence.language import Language
from wasat.evidence.rows import Row, Value, iter_rows
from wasat.reader.facts.mention import Token, read_tokens
from wasat.reader.leaves.pages import Leaf, Span
from wasat.reader.tables.grid import Grid, iter_grids

_LONGEST = 600  # characters of a sentence; longer ones are lists and tables read as text


class Sentence(NamedTuple):
    """A sentence of prose and its words."""

    span: Span
    tokens: Sequence[Token]
    terms: frozenset[str]


class TabledRow(NamedTuple):
    """A row of figures, and the words of its label, of each header, and of what stands above."""

    row: Row
    label: Sequence[Token]
    headers: Sequence[Sequence[Token]]
    section: Sequence[Token]
    terms: frozenset[str]


class PageWords:
    """The words of one page, read when first asked for.

    Args:
        leaf: The page.
        language: Whose terms the words become.
    """

    def __init__(self, leaf: Leaf, language: Language) -> None:
        self._leaf = leaf
        self._language = language

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of its prose; longer ones than a sentence can be are left out."""
        return [
            Sentence(span, tokens, frozenset(token.term for token in tokens))
            for span in self._leaf.sentences
            if len(span.text) <= _LONGEST
            for tokens in [read_tokens(span.text, self._language)]
        ]

    @cached_property
    def rows(self) -> list[TabledRow]:
        """The rows of its tables, and the lines outside of tables that look like rows."""
        return [self._read(row) for row in _rows(self._leaf.page)]

    def _read(self, row: Row) -> TabledRow:
        label = read_tokens(row.label, self._language)
        headers = [read_tokens(value.header, self._language) for value in row.values]
        section = read_tokens(row.section, self._language)
        return TabledRow(row, label, headers, section, frozenset(token.term for token in label))


def _rows(page: Page) -> Iterator[Row]:
    """Read tables with all their rows of headers, and the lines outside of tables."""
    for grid in iter_grids([page]):
        yield from _grid_rows(grid)
    for row in iter_rows(page):
        if page.blocks[row.block].table is None:
            yield row


def _grid_rows(grid: Grid) -> Iterator[Row]:
    around = f"{grid.heading} {grid.caption}"
    section = around
    for cells in grid.body:
        first = cells[0].located
        values = tuple(
            Value(cell.text, parse_figure(cell.text), grid.header(column), cell.located)
            for column, cell in enumerate(cells[1:], 1)
            if cell.located is not None
        )
        if first is None or not values:
            section = f"{around} {cells[0].text}"
            continue
        row = first.cell[0] if first.cell else -1
        yield Row(
            block=first.block,
            row=row,
            label=cells[0].text,
            section=section,
            label_located=first,
            values=values,
        )
