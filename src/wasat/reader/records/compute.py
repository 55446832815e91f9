"""What is computed of records: counts, sums, averages, extremes, of all or of each group."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from wasat.reader.records.sheet import Column, ColumnKind, Sheet, read_date, read_number
from wasat.reader.records.wish import Operation, Wish
from wasat.reader.tables.grid import GridCell

Rows = Sequence[Sequence[GridCell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A figure, and the cells it rests on.

    Attributes:
        operation: How it came about.
        column: What it was computed of; None where records were counted.
        number: The figure; a date is told by its cell alone.
        cells: Whose figures were used; of a highest or lowest the one.
        rows: How many records were looked at.
        group: Whose it is; empty where it is that of all.
    """

    operation: Operation
    column: Column | None
    number: float
    cells: Sequence[GridCell]
    rows: int
    group: str = ""


def choose(wish: Wish, sheet: Sheet) -> Rows:
    """Return the records that meet every condition, in order."""
    return [
        row
        for row in sheet.rows
        if all(condition.holds(row[condition.column.index]) for condition in wish.conditions)
    ]


def group(rows: Rows, column: Column) -> dict[str, Rows]:
    """Part records by what a column holds, in order of first appearance; the empty are left out."""
    groups: dict[str, list[Sequence[GridCell]]] = {}
    for row in rows:
        if row[column.index].text:
            groups.setdefault(row[column.index].text, []).append(row)
    return dict(groups)


def total(operation: Operation, column: Column | None, rows: Rows, key: Column) -> Result | None:
    """Compute one figure of records; None if no cell holds a number.

    Args:
        operation: A count needs no column.
        column: Of numbers.
        rows: Any number of records.
        key: The column whose cells stand for records that are counted.
    """
    if operation is Operation.COUNT or column is None:
        cells = [row[key.index] for row in rows]
        return Result(
            operation=operation, column=None, number=len(rows), cells=cells, rows=len(rows)
        )
    read = [(row[column.index], read_number(row[column.index])) for row in rows]
    numbers = [number for _, number in read if number is not None]
    if not numbers:
        return None
    return Result(
        operation=operation,
        column=column,
        number=_compute(operation, numbers),
        cells=[cell for cell, number in read if number is not None],
        rows=len(numbers),
    )


def _compute(operation: Operation, numbers: Sequence[float]) -> float:
    if operation is Operation.AVERAGE:
        return fmean(numbers)
    return median(numbers) if operation is Operation.MEDIAN else sum(numbers)


def extreme(operation: Operation, column: Column, rows: Rows) -> list[Sequence[GridCell]]:
    """Return the records whose number or date is the highest or lowest: several if they tie."""
    read = read_date if column.kind is ColumnKind.DATE else read_number
    known = [(row, value) for row in rows if (value := read(row[column.index])) is not None]
    if not known:
        return []
    pick = max if operation is Operation.HIGHEST else min
    best = pick(value for _, value in known)
    return [row for row, value in known if value == best]
