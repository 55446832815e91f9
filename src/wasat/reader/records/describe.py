"""A spreadsheet in a few lines: how many records, and what each column holds."""

from collections.abc import Iterator, Sequence

from wasat.evidence.language import Language, all_languages
from wasat.reader.reading import Reading
from wasat.reader.records.compute import extreme, group, total
from wasat.reader.records.sheet import Column, ColumnKind, Sheet, read_sheets
from wasat.reader.records.tell import Told, write_figure
from wasat.reader.records.wish import Operation
from wasat.reader.records.words import Words, is_rate, words_of
from wasat.reader.tables.grid import GridCell

_NAMED = 12  # different values that are told one by one


def describe(reading: Reading, answered_in: str) -> Iterator[Told]:
    """Yield what every sheet holds; nothing for a document that is no spreadsheet.

    Args:
        reading: The document.
        answered_in: ISO 639-1 of the answer.
    """
    words, language = words_of(answered_in), all_languages()[answered_in]
    for sheet in read_sheets(reading):
        names = ", ".join(column.name for column in sheet.columns)
        rows = words.told["rows"].format(n=len(sheet.rows))
        heads = [sheet.heads[column.index] for column in sheet.columns]
        yield Told(f"{sheet.title}: {rows}: {names}", rows, heads)
        for column in sheet.columns:
            text, cells = _describe(sheet, column, words, language)
            if text:
                yield Told(f"{column.name}: {text}", text, cells)


def _describe(
    sheet: Sheet, column: Column, words: Words, language: Language
) -> tuple[str, Sequence[GridCell]]:
    """Tell the ends of numbers and dates, the mean of numbers, how often each of a few names is."""
    if column.kind is ColumnKind.NAME:
        return _count_names(sheet, column)
    if column.kind is ColumnKind.KEY:
        return "", ()
    ends = [
        row[column.index]
        for operation in (Operation.LOWEST, Operation.HIGHEST)
        for row in extreme(operation, column, sheet.rows)[:1]
    ]
    told = [" – ".join(dict.fromkeys(cell.text for cell in ends))]
    sums = () if column.kind is ColumnKind.DATE else (Operation.AVERAGE, Operation.SUM)
    for operation in sums:
        result = total(operation, column, sheet.rows, sheet.label)
        if result is not None and not (operation is Operation.SUM and is_rate(column.name)):
            label = words.told[f"{operation}_alone"]
            told.append(f"{label} {write_figure(result, sheet, language)}")
    return "; ".join(told), ends


def _count_names(sheet: Sheet, column: Column) -> tuple[str, Sequence[GridCell]]:
    """Tell how many records each name has, the most frequent first; nothing of many names."""
    groups = sorted(group(sheet.rows, column).items(), key=lambda it: -len(it[1]))
    if not groups or len(groups) > _NAMED or len(groups) == len(sheet.rows):
        return "", ()
    text = ", ".join(f"{name} ({len(rows)})" for name, rows in groups)
    return text, [rows[0][column.index] for _, rows in groups]
