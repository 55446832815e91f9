"""Comma, semicolon, tab and bar separated values: one table, found by the numbers of its rows."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from wasat.documents.document import Block, BlockKind, Page, Summary, Table
from wasat.documents.formats.flow.grid import MOST_COLUMNS, Field, make_tables
from wasat.documents.formats.flow.runs import Made, paginate
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.source import decode, read_bytes
from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 50
_RECORD_LINES = 200  # a quoted field over more lines was never closed; ours
_END = "\x00"  # no line holds it: decoding drops NUL
_LONGEST_NUMBER = 40  # characters; the pattern's time grows with their square
_NUMBER = re.compile(r"[-+]?[\d.,:/ ]*\d[\d.,:/ ]*%?")


def read_csv(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read values as one table; a first row without numbers is its header.

    Raises:
        UnreadableDocumentError: It is empty, too large, no text, or wider than a sheet may be.
    """
    text = decode(read_bytes(file, limits))
    return paginate(_iter_blocks(text), Made(mime_type="text/csv"), limits)


def _iter_blocks(text: str) -> Iterator[Block]:
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
    rows = iter_records(lines, find_delimiter(lines[:_SAMPLE_LINES]))
    for table in make_tables(_iter_fields(rows)):
        yield Block(kind=BlockKind.TABLE, table=table, place=_name_rows(table))


def _name_rows(table: Table) -> str:
    """Name a table by the rows below its header: `rows 2-51`."""
    body = [cell.place for cell in table.cells if not cell.is_header] or ["row 1"]
    if body[0] == body[-1]:
        return body[0]
    return f"rows {body[0].removeprefix('row ')}-{body[-1].removeprefix('row ')}"


def _iter_fields(records: Iterator[tuple[int, list[str]]]) -> Iterator[list[Field]]:
    for index, (number, record) in enumerate(records):
        is_header = index == 0 and not any(map(_is_number, record))
        yield [
            Field(lines=running(text), is_header=is_header, place=f"row {number}")
            for text in record
        ]


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def find_delimiter(lines: Sequence[str]) -> str:
    """Return the separator that cuts most lines into the same number of fields, more than one."""
    best = ","
    best_score = 0
    for delimiter in _DELIMITERS:
        records = islice(iter_records(lines, delimiter, most_columns=None), _SAMPLE_LINES)
        counts = Counter(len(record) for _, record in records)
        score = max((n * (width > 1) for width, n in counts.items()), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def iter_records(
    lines: Sequence[str], delimiter: str, *, most_columns: int | None = MOST_COLUMNS
) -> Iterator[tuple[int, list[str]]]:
    """Yield records and the numbers of the rows they stand in, from 1, blank ones left out.

    A quote that is not closed within 200 lines is a character like any other.

    Raises:
        UnreadableDocumentError: A record has more than `most_columns` fields.
    """
    at = 0
    row = 0
    while at < len(lines):
        _check_width(lines[at].count(delimiter) + 1, most_columns)
        record, used = _read_record(lines, at, delimiter)
        at += used
        row += 1
        if any(field.strip() for field in record):
            yield row, record


def _check_width(width: int, most_columns: int | None) -> None:
    if most_columns is not None and width > most_columns:
        raise UnreadableDocumentError(
            f"The document is too wide: a table has at most {most_columns} columns, not {width}."
        )


def _read_record(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """Return the record that begins with a line, and how many lines it takes."""
    if '"' not in lines[at]:
        return lines[at].rstrip("\r\n").split(delimiter), 1
    taken = _Counted(chain(lines[at : at + _RECORD_LINES], [_END]))
    try:
        record = next(csv.reader(taken, delimiter=delimiter))
    except csv.Error:  # a field beyond the module's own limit of 131,072 characters
        record = [_END]
    if record and record[-1].endswith(_END):
        return lines[at].rstrip("\r\n").split(delimiter), 1
    return record, taken.count


class _Counted:
    """An iterator that knows how much was taken from it."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.count = 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.count += 1
        return line
