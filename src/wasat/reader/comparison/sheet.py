"""A table as an account of systems: each with its results, whichever way the table lies."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wasat.evidence.figures import parse_figure
from wasat.reader.comparison.names import Tokens, split_name, split_text
from wasat.reader.tables.grid import Grid, GridCell

_DIGIT = re.compile(r"\d")
_MOST_LABELS = 3  # columns of labels: group, name, measure
_FIGURES = 0.5  # least share of figures among the cells beside the labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a system reached in one thing.

    Attributes:
        parts: Names of the thing, from the widest to the narrowest: ("SQuAD", "F1").
        name: The thing as it is called in the answer.
        key: By which it is found in other documents.
        cell: The value, and where it stands.
    """

    parts: tuple[str, ...]
    name: str
    key: Tokens
    cell: GridCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Systems and their results.

    Attributes:
        systems: Names as printed.
        results: Of each system, all in the same order.
    """

    systems: tuple[str, ...]
    results: tuple[tuple[Result, ...], ...]


def read_both_ways(grid: Grid) -> list[Sheet]:
    """Read a table of figures with its systems in columns, and with its systems in rows.

    One that holds few figures, or no header, or a single column, is no account of systems.
    """
    labels = _count_labels(grid)
    width = len(grid.rows[0]) if grid.rows else 0
    if not grid.header_rows or width <= labels or not _has_figures(grid, labels):
        return []
    rows = [row for row in grid.body if not _is_title(row)]
    names = _name_rows(rows, labels)
    heads = [_heads(grid, column) for column in range(labels, width)]
    by_column = [
        tuple(_results([(name, row[labels + at]) for name, row in zip(names, rows, strict=True)]))
        for at in range(len(heads))
    ]
    by_row = [
        tuple(_results([(head, row[labels + at]) for at, head in enumerate(heads)])) for row in rows
    ]
    return [
        Sheet(systems=tuple(" ".join(head) for head in heads), results=tuple(by_column)),
        Sheet(systems=tuple(name[0] for name in names), results=tuple(by_row)),
    ]


def _count_labels(grid: Grid) -> int:
    """Count the columns at the left that name the rows: those before the first figures."""
    width = len(grid.rows[0]) if grid.rows else 0
    count = 1
    while count < min(width - 1, _MOST_LABELS) and not any(
        _DIGIT.match(row[count].text.lstrip("-−–+~.")) or row[count].text in ("-", "–", "—")
        for row in grid.body
    ):
        count += 1
    return count


def _has_figures(grid: Grid, labels: int) -> bool:
    cells = [cell for row in grid.body if not _is_title(row) for cell in row[labels:] if cell.text]
    figures = sum(
        parse_figure(cell.text.split("±")[0]) is not None or bool(_DIGIT.match(cell.text))
        for cell in cells
    )
    return bool(cells) and figures >= _FIGURES * len(cells)


def _is_title(row: Sequence[GridCell]) -> bool:
    """Tell whether a row only names the group of rows below it."""
    texts = {cell.text for cell in row if cell.text}
    return len(texts) <= 1


def _name_rows(rows: Sequence[Sequence[GridCell]], labels: int) -> list[tuple[str, ...]]:
    """Name each row by its labels; of several columns the one that tells most rows apart leads.

    The others are kept where the leading one repeats itself, and as further names of the row.
    """
    columns = [[row[at].text for row in rows] for at in range(labels)]
    lead = max(range(labels), key=lambda at: (len(set(columns[at])), -at))
    others = [at for at in range(labels) if at != lead]
    return [(row[lead].text, *(row[at].text for at in others if row[at].text)) for row in rows]


def _heads(grid: Grid, column: int) -> tuple[str, ...]:
    texts = dict.fromkeys(row[column].text for row in grid.rows[: grid.header_rows])
    return tuple(text for text in texts if text)


def _results(named: Sequence[tuple[tuple[str, ...], GridCell]]) -> Iterator[Result]:
    """Name results by their first name alone where it stands for one, else by all of them."""
    firsts = [split_name(parts[0]) if parts else () for parts, _ in named]
    counts = Counter(firsts)
    for (parts, cell), first in zip(named, firsts, strict=True):
        if not first:
            continue
        is_alone = counts[first] == 1
        name = parts[0] if is_alone else " ".join(parts)
        key = first if is_alone else split_text(" ".join(parts))
        yield Result(parts=parts, name=name, key=key, cell=cell)
