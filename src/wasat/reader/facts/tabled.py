"""Figures of tables found by what heads them: the label of the row, the headers, the year."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wasat.evidence.figures import header_years, years_in
from wasat.evidence.language import Language
from wasat.evidence.quote import cite, cite_row
from wasat.evidence.rows import Row, Value
from wasat.generation.chunk import Citation
from wasat.reader.extraction.arrays.columns import is_sum
from wasat.reader.facts.mention import Token, read_mention
from wasat.reader.facts.query import Query
from wasat.reader.facts.words import TabledRow
from wasat.reader.leaves.pages import Leaf
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import Kind

_SURE = 0.85  # a cell is never as sure as a value beside its label
_PRECISION = 0.6  # of the worth is lost if the label and headers speak of nothing but other things
_SUM = 0.5  # how precisely "Total" names what only its column says
_LEAST_COVERAGE = 0.65  # of what is asked that a row must speak of
_AROUND = 0.1  # lost where only the lines around a row say a part of what is asked


class Cell(NamedTuple):
    """A figure of a table, and how surely it is the one asked for, 0 to 1."""

    leaf: Leaf
    row: Row
    value: Value
    number: float
    worth: float
    year: int

    def found(self) -> Found:
        """Make it a finding that quotes the row and the figure."""
        source, score = self.leaf.reading.source, round(self.worth, 2)
        citations: list[Citation] = []
        if self.row.row >= 0:
            citations.append(
                cite_row(source, self.leaf.page, self.row.block, self.row.row, score=score)
            )
        elif self.row.label_located is not None:
            citations.append(cite(source, self.leaf.page, self.row.label_located, score=score))
        citations.append(cite(source, self.leaf.page, self.value.located, score=score))
        return Found(
            value=self.number,
            printed=self.value.text,
            citations=tuple(citations),
            score=self.worth,
            where=self.leaf.locate([self.value.located]),
        )


def find_cell(
    leaf: Leaf, rows: Iterable[TabledRow], query: Query, kind: Kind, language: Language
) -> Cell | None:
    """Find the figure that label, headers and year name; None if none or several do.

    Without a year, the latest one heads it.

    Args:
        leaf: The page.
        rows: Of it, those that may be meant.
        query: What is asked.
        kind: What the figure must be.
        language: Of the words.
    """
    cells = [
        cell
        for row in rows
        if read_mention(row.row.label, row.label, query).hits or is_sum(row.row.label)
        for cell in _find_cells(leaf, row, query, kind, language)
    ]
    best = max(((cell.worth, cell.year) for cell in cells), default=None)
    equal = [cell for cell in cells if (cell.worth, cell.year) == best]
    return equal[0] if len({cell.number for cell in equal}) == 1 else None


def _find_cells(
    leaf: Leaf, read: TabledRow, query: Query, kind: Kind, language: Language
) -> Iterator[Cell]:
    row = read.row
    for value, header in zip(row.values, read.headers, strict=True):
        number = value.number
        if number is None or not _is_of_kind(value, number, kind):
            continue
        years = header_years(value.header) or years_in(row.label)
        if query.years and not set(query.years) <= set(years):
            continue
        worth = _weigh(read, header, query, language)
        if worth > 0:
            yield Cell(leaf, row, value, number, worth, max(years, default=0))


def _is_of_kind(value: Value, number: float, kind: Kind) -> bool:
    if kind is Kind.SHARE:
        return "%" in value.text or "%" in value.header
    return "%" not in value.text and (kind is Kind.AMOUNT or number.is_integer())


def _weigh(read: TabledRow, header: Sequence[Token], query: Query, language: Language) -> float:
    """Weigh how exactly label, headers and the label above name what is asked, all of it."""
    label, text = read.label, read.row.label
    own = read_mention("", [*label, *header], query)
    whole = own
    if own.coverage < 1:
        whole = read_mention("", [*label, *header, *read.section], query)
    if whole.coverage < _LEAST_COVERAGE:
        return 0.0
    named = [token for token in label if token.term not in language.stop_terms]
    hits = sum(own.is_hit(at) for at in range(len(label)))
    precision = min(1.0, hits / max(1, len(named)))
    precision = max(precision, _SUM * is_sum(text))
    worth = _SURE * whole.coverage * (1 - _PRECISION * (1 - precision))
    return worth - _AROUND * (own is not whole)
