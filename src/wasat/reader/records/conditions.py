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
_TOKEN = re.compile(r"\d(?:[^\s,;:?!]*[^\s,;:?!.])?")
_NUMBERED = re.compile(r"(?:n[or]\.?|num(?:ber|mer|[eé]ro|ero)?|n[º°]|id|code|[#:,.=])?")
_SHORTEST = 2  # characters of a value that is a name
_SHORT = 3  # of a value that may be an ordinary word
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "from": lambda number, bound: number >= bound,
    "to": lambda number, bound: number <= bound,
    "over": lambda number, bound: number > bound,
    "under": lambda number, bound: number < bound,
}
_BOUNDS = {"since": "from", "until": "to"}
_SIGNS = {"from": "≥", "to": "≤", "over": ">", "under": "<"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What the cells of a column must hold.

    Attributes:
        column: Whose cells.
        holds: Whether one does.
        text: How an answer tells it.
        is_equal: Whether one value is named.
        is_end: Whether it is one end of a stretch of time, of which the other is named too.
    """

    column: Column
    holds: Callable[[GridCell], bool]
    text: str
    is_equal: bool = False
    is_end: bool = False


def find_values(question: Question, sheet: Sheet) -> Iterator[Condition]:
    """Find the values of names and keys in a question, longest first, and take them from it."""
    named = {
        (name, column.index): (cell.text, column)
        for column in sheet.of_kind(ColumnKind.NAME, ColumnKind.KEY)
        for cell in (row[column.index] for row in sheet.rows)
        for name in _names(cell.text, column)
        if name.lower() in question.left
    }
    headers = {column.name.lower() for column in sheet.columns}
    chosen: dict[int, list[str]] = {}
    columns: dict[int, Column] = {}
    for (name, index), (printed, column) in sorted(named.items(), key=lambda it: -len(it[0][0])):
        place = _place(question, name)
        if place is not None and name.lower() not in headers:
            question.take(*place)
            chosen.setdefault(index, []).append(printed)
            columns[index] = column
    for index, texts in chosen.items():
        yield _one_of(columns[index], texts)


def find_keys(
    question: Question, sheet: Sheet, words: Words, mentions: Sequence[Mention]
) -> Iterator[Condition]:
    """Find keys without letters right after what they are keys of: "order 10", "order no. 10"."""
    for column in sheet.of_kind(ColumnKind.KEY):
        keys = _plain_keys(sheet, column)
        ends = {it.end for it in mentions if it.column in (column, sheet.label)}
        chosen = []
        for match in _TOKEN.finditer(question.left):
            before = [question.left[end : match.start()] for end in ends if end <= match.start()]
            if match[0] in keys and any(_is_link(gap.strip(), words) for gap in before):
                question.take(*match.span())
                ends.add(match.end())
                chosen.append(match[0])
        if chosen:
            yield _one_of(column, chosen)


def find_days(question: Question, sheet: Sheet, words: Words) -> Iterator[Condition]:
    """Find days, months and years, with "before" and "after", if one column holds dates."""
    dated = sheet.of_kind(ColumnKind.DATE)
    if len(dated) != 1:
        return
    keys = {key for column in sheet.of_kind(ColumnKind.KEY) for key in _plain_keys(sheet, column)}
    periods = [it for it in find_periods(question.left) if it.value not in keys]
    sides = _sides_of_range(question, periods, words)
    for at, period in enumerate(periods):
        signs = {n: words.ends[n].search(question.left[: period.start]) for n in SIDES}
        side, sign = next(((n, sign) for n, sign in signs.items() if sign), ("", None))
        start = period.start if sign is None else sign.start()
        side = sides[at] if sides else side
        text = question.printed[period.start if sides else start : period.end]
        yield Condition(
            column=dated[0],
            holds=_dated(period, side),
            text=f"{_SIGNS[_BOUNDS[side]]} {text}" if sides else text,
            is_end=sides is not None,
        )
        question.take(start, period.end)


def _sides_of_range(
    question: Question, periods: Sequence[Period], words: Words
) -> tuple[str, str] | None:
    """Return the sides of the two ends of "from May 2024 to June 2024"."""
    if len(periods) != 2 or any(period.place.start for period in periods):
        return None
    first, second = periods
    opened = any(words.ends[n].search(question.left[: first.start]) for n in ("between", "since"))
    link = question.left[first.end : second.start].strip()
    joined = any(words.patterns[n].fullmatch(link) for n in ("and", "until"))
    return ("since", "until") if opened and joined else None


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
    """Yield how a question may name a cell: by all of it, or by the code that it begins with."""
    shortest = 1 if column.kind is ColumnKind.KEY else _SHORTEST
    if len(text) >= shortest and _LETTER.search(text) is not None:
        yield text
    first, _, rest = text.partition(" ")
    if rest and any(map(str.isdigit, first)) and _LETTER.search(first):
        yield first


def _place(question: Question, name: str) -> tuple[int, int] | None:
    """Return where a name stands; one that may be an ordinary word, where its case is the same."""
    language = question.language
    is_short = len(name) <= _SHORT and not any(map(str.isdigit, name))
    is_strict = is_short or language.stop_terms.issuperset(language.terms(name))
    for match in re.finditer(rf"(?<!\w){re.escape(name.lower())}(?!\w)", question.left):
        if not is_strict or question.printed[match.start() : match.end()] == name:
            return match.span()
    return None


def _plain_keys(sheet: Sheet, column: Column) -> set[str]:
    texts = {row[column.index].text for row in sheet.rows}
    return {text for text in texts if not _LETTER.search(text)}


def _is_link(gap: str, words: Words) -> bool:
    """Whether what stands between a key and what it is a key of, or another key, tells nothing."""
    parts = (_NUMBERED, words.patterns["and"], words.patterns["or"])
    return any(part.fullmatch(gap) for part in parts)


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
