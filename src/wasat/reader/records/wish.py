"""What a question wants of a sheet: which records, which columns, and what is computed of them."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from wasat.evidence.language import Language
from wasat.reader.records.columns import Mention, find_mentions
from wasat.reader.records.conditions import Condition, find_bounds, find_days, find_values
from wasat.reader.records.sheet import Column, ColumnKind, Sheet
from wasat.reader.records.text import Question
from wasat.reader.records.words import Words

_THINGS = (ColumnKind.NAME, ColumnKind.KEY)
_ASKING = ("which", "when", "list", "rows")  # what is read beside operations


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
    asked = question.left  # operations may be named by words that name columns too
    mentions = find_mentions(question, sheet, words)
    conditions += find_bounds(question, sheet, words, mentions)
    found = _find_words(asked, question, words)
    bounds = {condition.column for condition in conditions if not condition.is_equal}
    for name in _named_as_columns(mentions, bounds, found):
        del found[name]
    mentions = _without_operations(mentions, found)
    if question.unexplained(words.fillers, about) or not (conditions or mentions or found):
        return None
    return _decide(sheet, mentions, conditions, found.keys())


def _find_words(asked: str, question: Question, words: Words) -> dict[str, tuple[int, int]]:
    """Find the operations and other words that are asked with, and take them from the question."""
    found: dict[str, tuple[int, int]] = {}
    operations = [operation.value for operation in (*ENDS, Operation.COUNT, *TOTALS)]
    for name in (*operations, *_ASKING):
        for match in words.patterns[name].finditer(asked):
            if question.left[match.start() : match.end()].strip() or name in TOTALS:
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
    mentions: Sequence[Mention], found: Mapping[str, tuple[int, int]]
) -> list[Mention]:
    """Leave out columns that are named like an operation, if another column of numbers is named."""
    spans = {found[name] for name in TOTALS if name in found}
    numbers = [it for it in mentions if it.column.kind is ColumnKind.NUMBER]
    named = [it for it in numbers if not any(s <= it.start and it.end <= e for s, e in spans)]
    return [it for it in mentions if it not in numbers or it in named or not named]


def _decide(
    sheet: Sheet, mentions: Sequence[Mention], conditions: Sequence[Condition], found: Set[str]
) -> Wish | None:
    given = {condition.column for condition in conditions if condition.is_equal}
    named = [it for it in mentions if it.column not in given]
    by = next((it.column for it in named if it.is_split), None)
    columns = [it.column for it in named if it.column != by]
    wish = Wish(conditions=conditions, by=by, wanted=columns)
    ends = [end for end in ENDS if end.value in found]
    totals = [total for total in (Operation.COUNT, *TOTALS) if total.value in found]
    if ends:
        return _of_ends(wish, sheet, ends[0], totals)
    if totals and totals[0] is Operation.COUNT:
        return _of_count(wish, sheet)
    if totals:
        return _of_total(wish, sheet, totals[0])
    return _of_cells(wish, sheet, found)


def _of_ends(wish: Wish, sheet: Sheet, end: Operation, totals: Sequence[Operation]) -> Wish | None:
    """Read "which region has the highest total sales": things, and a total of each."""
    things = _first(wish.wanted, *_THINGS)
    keys = [c for c in wish.wanted if c in (*sheet.of_kind(ColumnKind.KEY), sheet.label)]
    measure = _first(wish.wanted, ColumnKind.NUMBER, ColumnKind.DATE)
    is_counted = Operation.COUNT in totals or (measure is None and bool({*keys} - {things}))
    measure = None if is_counted else measure or _only(sheet, ColumnKind.NUMBER)
    if wish.by is not None or (measure is None and not (is_counted and things)):
        return None
    total = Operation.COUNT if is_counted else next(iter(totals), Operation.NONE)
    return replace(wish, operation=end, total=total, measure=measure, things=things)


def _of_count(wish: Wish, sheet: Sheet) -> Wish:
    """Read "how many orders", records; "how many customers", names; "how many pieces", a sum."""
    first = next(iter(wish.wanted), None)
    if first is not None and first.kind is ColumnKind.NUMBER and not _is_bound(wish, first):
        return replace(wish, operation=Operation.SUM, measure=first)
    is_name = first is not None and first.kind is ColumnKind.NAME and first != sheet.label
    return replace(wish, operation=Operation.COUNT, things=first if is_name else None)


def _of_total(wish: Wish, sheet: Sheet, total: Operation) -> Wish | None:
    """Read "the average price by product"; a name that nothing is grouped by is not understood."""
    numbers = [column for column in wish.wanted if column.kind is ColumnKind.NUMBER]
    free = [column for column in numbers if not _is_bound(wish, column)]
    measure = next(iter(free or numbers), None) or _only(sheet, ColumnKind.NUMBER)
    is_open = any(column.kind is ColumnKind.NAME for column in wish.wanted)
    if measure is None or is_open:
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
