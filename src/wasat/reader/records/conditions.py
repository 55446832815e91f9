"""Which records a question is about: values that it names, periods, numbers compared with."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wasat.evidence.figures import parse_figure
from wasat.reader.records.columns import Mention
from wasat.reader.records.periods import SIDES, Period, find_periods
from wasat.reader.records.sheet import Column, ColumnKind, Sheet, read_date, read_number
from wasat.reader.records.text import Question
from wasat.reader.records.words import Words
from wasat.reader.tables.grid import GridCell

_NUMBER = re.compile(r"(?<![\w.,-])[-−]?\d[\d.,]*(?<![.,])(?![\w-])")
_LETTER = re.compile(r"[^\W\d_]")
_SHORTEST = 2  # characters of a value that is a name
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "from": lambda number, bound: number >= bound,
    "to": lambda number, bound: number <= bound,
    "over": lambda number, bound: number > bound,
    "under": lambda number, bound: number < bound,
}
_SIGNS = {"from": "≥", "to": "≤", "over": ">", "under": "<"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What the cells of a column must hold.

    Attributes:
        column: Whose cells.
        holds: Whether one does.
        text: How an answer tells it.
        is_equal: Whether one value is named.
    """

    column: Column
    holds: Callable[[GridCell], bool]
    text: str
    is_equal: bool = False


def find_values(question: Question, sheet: Sheet) -> Iterator[Condition]:
    """Find the values of names and keys in a question, longest first, and take them from it."""
    named = {
        (name.lower(), column.index): (cell.text, column)
        for column in sheet.of_kind(ColumnKind.NAME, ColumnKind.KEY)
        for cell in (row[column.index] for row in sheet.rows)
        for name in _names(cell.text, column)
        if name.lower() in question.left
    }
    headers = {column.name.lower() for column in sheet.columns}
    chosen: dict[int, list[str]] = {}
    columns: dict[int, Column] = {}
    for (text, index), (printed, column) in sorted(named.items(), key=lambda it: -len(it[0][0])):
        place = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", question.left)
        if place is not None and text not in headers:
            question.take(*place.span())
            chosen.setdefault(index, []).append(printed)
            columns[index] = column
    for index, texts in chosen.items():
        yield _one_of(columns[index], texts)


def find_days(question: Question, sheet: Sheet, words: Words) -> Iterator[Condition]:
    """Find days, months and years, with "before" and "after", if one column holds dates."""
    dated = sheet.of_kind(ColumnKind.DATE)
    for period in find_periods(question.left) if len(dated) == 1 else ():
        signs = {n: words.ends[n].search(question.left[: period.start]) for n in SIDES}
        side, sign = next(((n, sign) for n, sign in signs.items() if sign), ("", None))
        start = period.start if sign is None else sign.start()
        yield Condition(
            column=dated[0],
            holds=_dated(period, side),
            text=question.printed[start : period.end],
        )
        question.take(start, period.end)


def find_bounds(
    question: Question, sheet: Sheet, words: Words, mentions: Sequence[Mention]
) -> Iterator[Condition]:
    """Find numbers that cells are compared with; the column is named before, or the only one."""
    places = _find_numbers(question)
    for first, second in pairwise(places):
        before = words.ends["between"].search(question.left[: first.start()])
        link = question.left[first.end() : second.start()].strip()
        column = _column_at(first.start(), sheet, mentions)
        if before and column and words.patterns["and"].fullmatch(link):
            yield from _bound("from", first, column)
            yield from _bound("to", second, column)
            question.take(before.start(), second.end())
    for place in _find_numbers(question):
        for name in _COMPARED:
            sign = words.ends[name].search(question.left[: place.start()])
            column = _column_at(place.start(), sheet, mentions)
            if sign is not None and column is not None:
                yield from _bound(name, place, column)
                question.take(sign.start(), place.end())
                break


def _find_numbers(question: Question) -> list[re.Match[str]]:
    found = _NUMBER.finditer(question.left)
    return [match for match in found if parse_figure(match[0]) is not None]


def _names(text: str, column: Column) -> Iterator[str]:
    """Yield how a question may name a cell: by all of it, or by the code that it begins with.

    A number names a cell in a key alone.
    """
    is_word = len(text) >= _SHORTEST and _LETTER.search(text) is not None
    if is_word or (text and column.kind is ColumnKind.KEY):
        yield text
    first, _, rest = text.partition(" ")
    if rest and any(map(str.isdigit, first)) and _LETTER.search(first):
        yield first


def _one_of(column: Column, texts: Sequence[str]) -> Condition:
    wanted = {text.lower() for text in texts}
    return Condition(
        column=column,
        holds=lambda cell: cell.text.lower() in wanted,
        text=" / ".join(texts),
        is_equal=True,
    )


def _dated(period: Period, side: str) -> Callable[[GridCell], bool]:
    def check(cell: GridCell) -> bool:
        day = read_date(cell)
        return day is not None and period.holds(day, side)

    return check


def _bound(name: str, place: re.Match[str], column: Column) -> Iterator[Condition]:
    bound = parse_figure(place[0]) or 0.0

    def check(cell: GridCell) -> bool:
        number = read_number(cell)
        return number is not None and _COMPARED[name](number, bound)

    yield Condition(column=column, holds=check, text=f"{column.name} {_SIGNS[name]} {place[0]}")


def _column_at(start: int, sheet: Sheet, mentions: Sequence[Mention]) -> Column | None:
    """Return the column of numbers named nearest before a place, else the only one, else none."""
    before = [it for it in mentions if it.column.kind is ColumnKind.NUMBER and it.start < start]
    if before:
        return before[-1].column
    named = {it.column for it in mentions if it.column.kind is ColumnKind.NUMBER}
    numbers = list(named) or sheet.of_kind(ColumnKind.NUMBER)
    return numbers[0] if len(numbers) == 1 else None
