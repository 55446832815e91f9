"""Plain text and code: paragraphs between blank lines, found by the number of their line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from wasat.documents.document import Block, BlockKind, Break, Page, Summary
from wasat.documents.formats.flow.runs import Made, paginate
from wasat.documents.formats.flow.words import flowing, verbatim
from wasat.documents.formats.source import decode, read_bytes
from wasat.documents.limits import Limits

NARROWEST = 40  # characters; shorter lines were ended on purpose, not wrapped; ours
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read_text(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read plain text of any encoding.

    Raises:
        UnreadableDocumentError: It is empty, too large, or no text.
    """
    return paginate(
        iter_paragraphs(decode(read_bytes(file, limits))), Made(mime_type="text/plain"), limits
    )


def read_code(file: BinaryIO, limits: Limits, *, mime_type: str) -> Iterator[Page | Summary]:
    """Read a program or data in text form; every space of it is kept, nothing is run.

    Raises:
        UnreadableDocumentError: It is empty, too large, or no text.
    """
    text = decode(read_bytes(file, limits))
    return paginate(iter_code(text), Made(mime_type=mime_type), limits)


def split_lines(text: str) -> list[str]:
    """Split at every kind of line end, as editors count lines."""
    return _LINE_END.split(text)


def iter_paragraphs(text: str, start: int = 0) -> Iterator[Block]:
    """Cut text at blank lines; `start` is the number of lines that stand before it."""
    for first, lines in iter_stretches(split_lines(text)):
        words = flowing(lines, _breaks(lines))
        if words:
            place = name_lines(start + first, start + first + len(lines) - 1)
            yield Block(kind=BlockKind.PARAGRAPH, lines=words, place=place)


def iter_code(text: str) -> Iterator[Block]:
    """Cut code at blank lines."""
    for first, lines in iter_stretches(split_lines(text)):
        yield make_code(lines, first)


def make_code(lines: Sequence[str], first: int) -> Block:
    """Make a block of code whose lines are kept as they are; `first` is the number of the first."""
    place = name_lines(first, first + len(lines) - 1)
    return Block(kind=BlockKind.CODE, lines=verbatim(lines), place=place)


def name_lines(first: int, last: int) -> str:
    """Name a place by line numbers, from 1: `line 3`, `lines 3-5`."""
    return f"line {first}" if first >= last else f"lines {first}-{last}"


def iter_stretches(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield runs of lines that are not blank, each with the number of its first line."""
    start = 0
    for index, line in enumerate(lines):
        if not line.strip():
            if index > start:
                yield start + 1, lines[start:index]
            start = index + 1
    if len(lines) > start:
        yield start + 1, lines[start:]


def _breaks(lines: Sequence[str]) -> list[Break]:
    """Tell wrapped lines from lines ended on purpose.

    A line was wrapped if the first word of the next would not have fitted into the longest line.
    """
    width = max(NARROWEST, *(len(line) for line in lines))
    breaks = [
        Break.SPACE if len(line) + 1 + _first_word(following) > width else Break.NEWLINE
        for line, following in pairwise(lines)
    ]
    return [*breaks, Break.SPACE]


def _first_word(line: str) -> int:
    return len(line.split(None, 1)[0])
