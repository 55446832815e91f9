"""What a question wants of a sheet: which records, which columns, and what is computed of them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from wasat.evidence.language import Language
from wasat.reader.recognise.dates import month_numbers
from wasat.reader.records.columns import Mention, find_mentions
from wasat.reader.records.conditions import (
    Condition,
    find_bounds,
    find_days,
    find_keys,
    find_values,
)
from wasat.reader.records.sheet import Column, ColumnKind, Sheet
from wasat.reader.records.text import Question
from wasat.reader.records.words import Words, is_age

_THINGS = (ColumnKind.NAME, ColumnKind.KEY)
_ASKING = ("which", "when", "list", "rows")  # what is read beside operations
_TIMES = ("timely", "oldest", "youngest")  # what is read beside the highest and the lowest


class Operation(StrEnum):
    """What is computed, as the vocabulary names it."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    AVERAGE = "average"
    MEDIAN = "median"
    COUNT = "count"
    SUM = "sum"
    NONE = "none"  # cells are wanted as they are


ENDS = (Operation.HIGHEST, Operation.LOWEST)
TOTALS = (Operation.AVERAGE, Operation.MEDIAN, Operation.SUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted.

    Attributes:
        conditions: All of which a record must meet.
        operation: Of several, the one done last.
        total: Computed of each group before the highest or lowest is taken.
        measure: The column that is computed with, if any.
        things: What is listed, counted, or compared; None is the records.
        by: What the records are grouped by; None is one group.
        wanted: Columns whose cells are told.
    """

    conditions: Sequence[Condition]
    operation: Operation = Operation.NONE
    total: Operation = Operation.NONE
    measure: Column | None = None
    things: Column | None = None
    by: Column | None = None
    wanted: Sequence[Column] = ()


def read_wish(text: str, sheet: Sheet, language: Language, words: Words, about: str) -> Wish | None:
    """Understand a question about a sheet wholly, or not at all.

    Args:
        text: The question.
        sheet: Its columns and values are what the question may name.
        language: Of the question.
        words: Of the same language.
        about: What the document is called; its words tell nothing of what is asked.
    """
    question = Question(text, language)
    conditions = [*find_values(question, sheet), *find_days(question, sheet, words)]
    if not _is_one_time(question, conditions):
        return None
    asked = question.left  # operations may be named by words that name columns too
    mentions = find_mentions(question, sheet, words)
    conditions += find_bounds(question, sheet, words, mentions)
    conditions += find_keys(question, sheet, words, mentions)
    if _is_refused(asked, question, words, mentions, conditions):
        return None
    found = _find_words(asked, question, words)
    bounds = {condition.column for condition in conditions if not condition.is_equal}
    for name in _named_as_columns(mentions, bounds, found):
        del found[name]
    mentions = _without_operations(mentions, bounds, found)
    if question.unexplained(words.fillers, about) or not (conditions or mentions or found):
        return None
    named = {(it.start, it.end) for it in mentions}
    totals = [total for total in (Operation.COUNT, *TOTALS) if total.value in found]
    if len(totals) > 1:
        totals = [total for total in totals if found[total.value] not in named]
    return _decide(sheet, mentions, conditions, found.keys(), totals)


def _is_one_time(question: Question, conditions: Sequence[Condition]) -> bool:
    """Whether one period is named, or both ends of one, and no month is left over."""
    dated = [it for it in conditions if it.column.kind is ColumnKind.DATE]
    is_range = len(dated) == 2 and all(it.is_end for it in dated)
    months = month_numbers() if dated else {}
    is_left = any(match[0] in months for match in re.finditer(r"\w+", question.left))
    return (len(dated) < 2 or is_range) and not is_left


def _is_refused(
    asked: str,
    question: Question,
    words: Words,
    mentions: Sequence[Mention],
    conditions: Sequence[Condition],
) -> bool:
    """Whether records are named that are not meant, or conditions of which one suffices."""
    spans = {(it.start, it.end) for it in mentions}
    for match in words.patterns["refuse"].finditer(asked):
        if match.span() in spans or question.left[match.start() : match.end()].strip():
            return True
    return len(conditions) > 1 and words.patterns["or"].search(question.left) is not None


def _find_words(asked: str, question: Question, words: Words) -> dict[str, tuple[int, int]]:
    """Find the operations and other words that are asked with, and take them from the question."""
    found: dict[str, tuple[int, int]] = {}
    operations = [operation.value for operation in (*ENDS, Operation.COUNT, *TOTALS)]
    for name in (*operations, *_TIMES, *_ASKING):
        for match in words.patterns[name].finditer(asked):
            if question.left[match.start() : match.end()].strip() or name in (*TOTALS, *_TIMES):
                found.setdefault(name, match.span())
                question.take(*match.span())
    return found


def _named_as_columns(
    mentions: Sequence[Mention], bounds: Set[Column], found: Mapping[str, tuple[int, int]]
) -> list[str]:
    """Return the totals that only name a column that is compared: "with a total above 400"."""
    spans = [(it.start, it.end) for it in mentions if it.column in bounds]
    return [name for name in TOTALS if found.get(name) in spans]


def _without_operations(
    mentions: Sequence[Mention], bounds: Set[Column], found: Mapping[str, tuple[int, int]]
) -> list[Mention]:
    """Leave out columns that are named like an operation, if another column of numbers is named."""
    spans = {found[name] for name in TOTALS if name in found}
    start, end = found.get(Operation.COUNT, (0, 0))
    mentions = [it for it in mentions if not start <= it.start < end]
    numbers = [it for it in mentions if it.column.kind is ColumnKind.NUMBER]
    counts = Counter(it.column for it in numbers)
    named = [
        it
        for it in numbers
        if not any(s <= it.start and it.end <= e for s, e in spans)
        and (
            it.column not in bounds
            or counts[it.column] > 1
            or any(it.start - end == 1 for _, end in spans)
        )
    ]
    return [
        it
        for it in mentions
        if it not in numbers or it.column in bounds or it in named or not named
    ]


def _decide(
    sheet: Sheet,
    mentions: Sequence[Mention],
    conditions: Sequence[Condition],
    found: Set[str],
    totals: Sequence[Operation],
) -> Wish | None:
    given = {condition.column for condition in conditions if condition.is_equal}
    named = [it for it in mentions if it.column not in given]
    by = next((it.column for it in named if it.is_split), None)
    columns = [it.column for it in named if it.column != by]
    wish = Wish(conditions=conditions, by=by, wanted=columns)
    ends = [end for end in (*ENDS, *_TIMES[1:]) if end in found]
    is_sum = totals == [Operation.COUNT, Operation.SUM]
    if len(ends) > 1 or (len(totals) > 1 and not is_sum):
        return None
    if ends:
        return _of_ends(wish, sheet, ends[0], totals, is_timely="timely" in found)
    if totals and totals[0] is Operation.COUNT:
        return _of_count(wish, sheet)
    return _of_total(wish, sheet, totals[0]) if totals else _of_cells(wish, sheet, found)


def _of_ends(
    wish: Wish, sheet: Sheet, name: str, totals: Sequence[Operation], *, is_timely: bool
) -> Wish | None:
    """Read "which region has the highest total sales": things, and a total of each."""
    things = _first(wish.wanted, *_THINGS)
    keys = {c for c in wish.wanted if c in (*sheet.of_kind(ColumnKind.KEY), sheet.label)}
    free = [column for column in wish.wanted if not _is_bound(wish, column)]
    measure = _first(free, ColumnKind.NUMBER, ColumnKind.DATE)
    end = Operation.HIGHEST if name == Operation.HIGHEST else Operation.LOWEST
    if is_timely or name in _TIMES:
        end, measure = _in_time(sheet, free, name)
        if measure is None or totals:
            return None
    is_counted = Operation.COUNT in totals or (measure is None and bool(keys - {things}))
    measure = measure or _first(wish.wanted, ColumnKind.NUMBER, ColumnKind.DATE)
    measure = None if is_counted else measure or _only(sheet, ColumnKind.NUMBER)
    is_open = bool({*free} - {things, measure} - keys)
    if wish.by is not None or is_open or (measure is None and not (is_counted and things)):
        return None
    total = Operation.COUNT if is_counted else next(iter(totals), Operation.NONE)
    return replace(wish, operation=end, total=total, measure=measure, things=things)


def _in_time(sheet: Sheet, free: Sequence[Column], name: str) -> tuple[Operation, Column | None]:
    """Read "latest" and "oldest": of dates the oldest is the earliest, of ages the highest."""
    ages = [column for column in sheet.of_kind(ColumnKind.NUMBER) if is_age(column.name)]
    if name in _TIMES and len(ages) == 1:
        return Operation.HIGHEST if name == "oldest" else Operation.LOWEST, ages[0]
    day = _first(free, ColumnKind.DATE) or _only(sheet, ColumnKind.DATE)
    is_last = name in (Operation.HIGHEST, "youngest")
    return Operation.HIGHEST if is_last else Operation.LOWEST, day


def _of_count(wish: Wish, sheet: Sheet) -> Wish | None:
    """Read "how many orders", records; "how many customers", names; "how many pieces", a sum."""
    free = [column for column in wish.wanted if not _is_bound(wish, column)]
    first = next(iter(wish.wanted), None)
    keys = (*sheet.of_kind(ColumnKind.KEY), sheet.label)
    if {*free} - {first, *keys} or (free and free[0].kind is ColumnKind.DATE):
        return None
    if first is not None and first.kind is ColumnKind.NUMBER and first in free:
        return replace(wish, operation=Operation.SUM, measure=first)
    is_name = first is not None and first.kind is ColumnKind.NAME and first != sheet.label
    return replace(wish, operation=Operation.COUNT, things=first if is_name else None)


def _of_total(wish: Wish, sheet: Sheet, total: Operation) -> Wish | None:
    """Read "the average price by product"; a name that nothing is grouped by is not understood."""
    numbers = {column for column in wish.wanted if column.kind is ColumnKind.NUMBER}
    free = {column for column in wish.wanted if not _is_bound(wish, column)}
    measures = numbers & free or numbers
    measure = next(iter(measures), None) or _only(sheet, ColumnKind.NUMBER)
    is_open = any(column.kind in (ColumnKind.NAME, ColumnKind.DATE) for column in free)
    if measure is None or is_open or len(measures) > 1:
        return None
    return replace(wish, operation=total, measure=measure)


def _of_cells(wish: Wish, sheet: Sheet, found: Set[str]) -> Wish | None:
    """Read "list the orders of Acme", "the price of order 1010", "which products are there"."""
    is_dated = any(column.kind is ColumnKind.DATE for column in wish.wanted)
    day = _only(sheet, ColumnKind.DATE) if "when" in found and not is_dated else None
    wanted = [*wish.wanted, *([day] if day else [])]
    if not wish.conditions and not ({"list", "which"} & found and wanted):
        return None
    things = _first(wanted[:1], *_THINGS)
    is_name = things is not None and things.kind is ColumnKind.NAME
    records = [sheet.label] if is_name else []  # "order" is but what the names did
    return replace(wish, things=things, wanted=[c for c in wanted if c not in (things, *records)])


def _first(columns: Sequence[Column], *kinds: ColumnKind) -> Column | None:
    return next((column for column in columns if column.kind in kinds), None)


def _only(sheet: Sheet, kind: ColumnKind) -> Column | None:
    found = sheet.of_kind(kind)
    return found[0] if len(found) == 1 else None


def _is_bound(wish: Wish, column: Column) -> bool:
    return any(condition.column == column for condition in wish.conditions)
