"""The answer to a question that computes with figures it names one by one."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wasat.evidence.language import Language
from wasat.reader.arithmetic.operand import Operand, find_operands
from wasat.reader.arithmetic.operation import Kind, Operation, read_operation
from wasat.reader.lookup.cell import ScoredRow, cite_cells, scale_of
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.rows.written import count_decimals, write_number

_SCORE = 1.5  # as an answer from a statement
_DECIMALS = 2  # of shares and ratios


def find_arithmetic(search: Search, rows: Sequence[ScoredRow]) -> Finding | None:
    """Compute what the question asks for, the formula shown and each figure cited.

    None if it asks for nothing of the kind, a figure is not there, or the figures do not fit one
    another.
    """
    operation = read_operation(search.inquiry.topic, search.language)
    operands = find_operands(search, rows, operation.operands) if operation else ()
    if operation is None or not operands or not _fit(operands):
        return None
    text = _COMPUTED[operation.kind](_Sum(operation, operands, search.prepared.index.language))
    if not text:
        return None
    cited = [cite_cells(search, entry.scored, [entry.value]) for entry in operands]
    return Finding(
        statements=((text, tuple(dict.fromkeys(c for cites in cited for c in cites))),),
        score=_SCORE,
        reason=f"{operation.kind.value} of {len(operands)} figures",
        verdict=_verdict(operation, operands),
        brief=re.split(r" = |: ", text, maxsplit=1)[0],
    )


def is_sum_of_several(search: Search) -> bool:
    """Whether the question names several figures to be added up, found or not."""
    operation = read_operation(search.inquiry.topic, search.language)
    return operation is not None and operation.kind is Kind.SUM


@dataclass(frozen=True, slots=True)
class _Sum:
    """Figures that are computed with, and how the document writes them."""

    operation: Operation
    operands: Sequence[Operand]
    language: Language

    @property
    def texts(self) -> list[str]:
        """The figures as printed."""
        return [operand.value.text for operand in self.operands]

    @property
    def scale(self) -> str:
        """What they are counted in, in brackets."""
        first = self.operands[0]
        return scale_of(first.scored, [first.value])

    def write(self, number: float, decimals: int | None = None) -> str:
        """Write a number as the document does; with as many decimals as its figures, or so many."""
        count = count_decimals(self.texts, self.language) if decimals is None else decimals
        return write_number(number, count, self.texts, self.language)


def _verdict(operation: Operation, operands: Sequence[Operand]) -> bool | None:
    """Tell whether the first of two figures is the larger, or the smaller, if that is asked."""
    if not operation.is_stance:
        return None
    first, second = (operand.number for operand in operands)
    return first > second if operation.kind is Kind.LARGER else first < second


def _fit(operands: Sequence[Operand]) -> bool:
    """Whether figures are counted in the same: all per cent or none, of one scale."""
    shares = {"%" in f"{operand.value.text}{operand.value.header}" for operand in operands}
    return len(shares) == 1 and len({operand.scored.scale.factor for operand in operands}) == 1


def _difference(figures: _Sum) -> str:
    first, second = figures.operands
    result = figures.write(first.number - second.number)
    return f"{result} = {first.told} − {second.told}{figures.scale}"


def _ratio(figures: _Sum) -> str:
    first, second = figures.operands
    if second.number == 0:
        return ""
    return f"{figures.write(first.number / second.number, _DECIMALS)} = {_over(first, second)}"


def _share(figures: _Sum) -> str:
    part, whole = figures.operands
    if whole.number == 0:
        return ""
    share = figures.write(100 * part.number / whole.number, _DECIMALS)
    return f"{share}% = {_over(part, whole)}"


def _over(first: Operand, second: Operand) -> str:
    return f"{first.told} / {second.told}"


def _sum(figures: _Sum) -> str:
    total = figures.write(sum(operand.number for operand in figures.operands))
    told = " + ".join(operand.told for operand in figures.operands)
    return f"{total} = {told}{figures.scale}"


def _larger(figures: _Sum) -> str:
    return _compare(figures, max)


def _smaller(figures: _Sum) -> str:
    return _compare(figures, min)


def _compare(figures: _Sum, pick: Callable[[float, float], float]) -> str:
    """Tell which of two is meant, or the two figures in order if they are equal."""
    first, second = figures.operands
    if pick(first.number, second.number) != first.number and not figures.operation.is_stance:
        first, second = second, first
    relation = ">" if first.number > second.number else "<"
    relation = "=" if first.number == second.number else relation
    return f"{first.name}: {first.told} {relation} {second.told}{figures.scale}"


_COMPUTED: Mapping[Kind, Callable[[_Sum], str]] = {
    Kind.DIFFERENCE: _difference,
    Kind.RATIO: _ratio,
    Kind.SHARE: _share,
    Kind.SUM: _sum,
    Kind.LARGER: _larger,
    Kind.SMALLER: _smaller,
}
