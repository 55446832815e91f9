"""How answers from records are worded, and which cells each of them rests on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wasat.evidence.language import Language
from wasat.reader.records.compute import Result, Rows, choose, extreme, group, total
from wasat.reader.records.sheet import Column, ColumnKind, Sheet
from wasat.reader.records.wish import ENDS, Operation, Wish
from wasat.reader.records.words import Words, is_rate
from wasat.reader.rows.written import count_decimals, write_number
from wasat.reader.tables.grid import GridCell

_FEW = 5  # operands that are written out
_NAMED = 12  # different values that are written out
_MEAN_DECIMALS = 2


class Told(NamedTuple):
    """A statement.

    Attributes:
        text: As the answer says it.
        brief: The value alone.
        cells: What it rests on, none of them empty.
    """

    text: str
    brief: str
    cells: Sequence[GridCell]


class Teller:
    """Words the answer to one question.

    Args:
        wish: What is wanted.
        sheet: Of which.
        words: Of the question's language.
        language: Of the document, which decides how numbers are written.
    """

    def __init__(self, wish: Wish, sheet: Sheet, words: Words, language: Language) -> None:
        self._wish = wish
        self._sheet = sheet
        self._words = words
        self._language = language

    def tell(self) -> Iterator[Told]:
        """Yield the statements of the answer; none where no record meets the conditions."""
        rows = choose(self._wish, self._sheet)
        if not rows:
            return
        if self._wish.operation in ENDS:
            yield from self._tell_ends(rows)
        elif self._wish.operation is Operation.NONE:
            yield from self._tell_cells(rows)
        elif self._wish.by is not None:
            yield from self._tell_groups(rows, self._wish.by)
        elif self._wish.operation is Operation.COUNT and self._wish.things is not None:
            yield self._tell_distinct(rows, self._wish.things)
        else:
            result = self._total(rows, self._wish.operation)
            yield from [self._tell_total(result)] if result else []

    def _tell_ends(self, rows: Rows) -> Iterator[Told]:
        """Tell the record at the end, or the group whose total is."""
        wish, measure, things = self._wish, self._wish.measure, self._wish.things
        is_key = things is not None and things.kind is ColumnKind.KEY
        is_single = is_key or things in (None, self._sheet.label)
        is_of_cells = measure is not None and wish.total is Operation.NONE
        if measure is not None and is_of_cells and (is_single or _is_of_one(measure)):
            named = things or self._sheet.label
            ends = group(extreme(wish.operation, measure, rows), named)
            for part in ends.values():  # a name of several records is told once
                yield self._tell_record(part[0], named, [measure], things)
            return
        if things is None:
            return
        operation = Operation.SUM if wish.total is Operation.NONE else wish.total
        results = [
            (name, result)
            for name, part in group(rows, things).items()
            if (result := self._total(part, operation)) is not None
        ]
        pick = max if wish.operation is Operation.HIGHEST else min
        best = pick((result.number for _, result in results), default=None)
        for name, result in results:
            if result.number == best:
                told = self._tell_total(result)
                yield told._replace(text=f"{name}: {told.text}", brief=name)

    def _tell_cells(self, rows: Rows) -> Iterator[Told]:
        """Tell the names once each, or what is wanted of every record."""
        things, wanted = self._wish.things, self._wish.wanted
        if things is not None and things.kind is ColumnKind.NAME and not wanted:
            for name, part in group(rows, things).items():
                yield Told(name, name, [part[0][things.index]])
            return
        bounds = [it.column for it in self._wish.conditions if not it.is_equal]
        named = things or (self._sheet.label if len(rows) > 1 else None)
        columns = [c for c in dict.fromkeys([*wanted, *bounds]) if c != named]
        is_whole = not columns and (named is None or len(rows) == 1)
        for row in rows:
            told = [c for c in self._sheet.columns if c != named] if is_whole else columns
            yield self._tell_record(row, named, told, None if columns else named)

    def _tell_groups(self, rows: Rows, by: Column) -> Iterator[Told]:
        for name, part in group(rows, by).items():
            result = self._total(part, self._wish.operation)
            if result is not None:
                number = self._write(result)
                yield Told(f"{name}: {number}", number, result.cells)

    def _tell_distinct(self, rows: Rows, things: Column) -> Told:
        groups = group(rows, things)
        label = self._words.told["distinct"].format(n=len(groups), column=things.name)
        names = f": {', '.join(groups)}" if len(groups) <= _NAMED else ""
        cells = [part[0][things.index] for part in groups.values()]
        return Told(f"{label}{self._limits()}{names}", str(len(groups)), cells)

    def _tell_total(self, result: Result) -> Told:
        number, rows = self._write(result), self._words.told["rows"].format(n=result.rows)
        if result.column is None:
            return Told(f"{rows}{self._limits()}", number, result.cells)
        if result.rows == 1:
            return Told(f"{result.column.name}: {number}", number, result.cells)
        label = self._words.told[result.operation].format(column=result.column.name)
        is_sum = result.operation is Operation.SUM and result.rows <= _FEW
        formula = f" = {' + '.join(cell.text for cell in result.cells)}" if is_sum else ""
        return Told(f"{label}{self._limits()}: {number}{formula} ({rows})", number, result.cells)

    def _tell_record(
        self,
        row: Sequence[GridCell],
        named: Column | None,
        told: Sequence[Column],
        asked: Column | None,
    ) -> Told:
        """Tell cells of one record, after the one that names it."""
        filled = [column for column in told if row[column.index].text]
        text = "; ".join(f"{column.name}: {row[column.index].text}" for column in filled)
        name = row[named.index] if named is not None else None
        full = ": ".join(filter(None, (name.text if name else "", text)))
        values = "; ".join(row[column.index].text for column in filled)
        brief = row[asked.index].text if asked is not None else values
        cells = [*([name] if name else []), *(row[column.index] for column in filled)]
        return Told(full, brief, cells)

    def _total(self, rows: Rows, operation: Operation) -> Result | None:
        return total(operation, self._wish.measure, rows, self._sheet.label)

    def _limits(self) -> str:
        """Write which records were looked at."""
        texts = [condition.text for condition in self._wish.conditions]
        return f" ({', '.join(texts)})" if texts else ""

    def _write(self, result: Result) -> str:
        return write_figure(result, self._sheet, self._language)


def _is_of_one(measure: Column) -> bool:
    """Whether its cells are never added up."""
    return measure.kind is ColumnKind.DATE or is_rate(measure.name)


def write_figure(result: Result, sheet: Sheet, language: Language) -> str:
    """Write a figure as the sheet writes its own, with as many decimals.

    Args:
        result: The figure.
        sheet: Of which it was computed.
        language: Of the document, which decides where its figures do not.
    """
    if result.column is None:
        return str(int(result.number))
    texts = [cell.text for cell in result.cells]
    if result.rows == 1:
        return texts[0]
    decimals = count_decimals(texts, language)
    if result.operation is not Operation.SUM:
        decimals = max(decimals, 0 if result.number.is_integer() else _MEAN_DECIMALS)
    return write_number(result.number, decimals, sheet.printed, language)
