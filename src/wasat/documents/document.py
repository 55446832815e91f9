"""The document model: what a document holds, in reading order, and where each word stands.

Data only. It knows no file format and no library; everything that reads makes one of these, and
everything that answers starts from one. Its stored form is `documents/codec.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from wasat.box import NOWHERE, Box
from wasat.documents.looks import Alignment, Mark


class Origin(StrEnum):
    """Where a text was taken from; the values of `wasat.source` in citations."""

    TEXT = "text"
    OCR = "ocr"
    FORM = "form"
    DERIVED = "derived"


class BlockKind(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FIGURE = "figure"
    CAPTION = "caption"
    FORMULA = "formula"
    CODE = "code"
    FIELD = "field"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"


class Break(StrEnum):
    """How a line goes on in the next one; the value stands between them in running text."""

    SPACE = " "
    NONE = ""  # scripts without spaces
    HYPHEN = "-"  # the last word goes on; its hyphen is no part of it
    NEWLINE = "\n"  # code, verse, addresses


class Word(NamedTuple):
    """A run without white space.

    Attributes:
        text: As printed, ligatures spelt out.
        box: In points; NOWHERE in formats without pages.
        confidence: How sure it is that this is printed, from 0 to 1; below 1 only for words that
            were read off a picture.
    """

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on one baseline, in reading order.

    Attributes:
        words: At least one.
        ends_with: How it goes on in the next line of its block.
        marks: Sorted; they may overlap, but not two of one style.
    """

    words: tuple[Word, ...]
    ends_with: Break = Break.SPACE
    marks: tuple[Mark, ...] = ()


class Placed(NamedTuple):
    """A word and where it stands in the running text of its block or cell.

    A word hyphenated over two lines is two of these, one for each line.
    """

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table.

    Attributes:
        row: From 0.
        column: From 0.
        row_span: Rows covered, at least 1.
        column_span: Columns covered, at least 1.
        is_header: Whether it names the cells below it or to its right.
        lines: Its words; none in an empty cell.
        box: In points.
        place: Where it stands, in formats without pages: `Sheet1!B4`, `row 7`; empty if the
            block's own place says it.
        alignment: Of its lines.
        formula: What its value is computed by in a sheet, `=SUM(B1:B3)`; else empty.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False
    lines: tuple[Line, ...] = ()
    box: Box = NOWHERE
    place: str = ""
    alignment: Alignment = Alignment.START
    formula: str = ""

    @property
    def text(self) -> str:
        """Its running text."""
        if len(self.lines) == 1:  # nearly all are, most of one word; a sheet may have a million
            words = self.lines[0].words
            return words[0].text if len(words) == 1 else " ".join([word.text for word in words])
        return join_text(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Cells in row-major order; a place covered by a span has no cell of its own.

    Attributes:
        row_count: Rows.
        column_count: Columns.
        cells: Sorted by row, then column.
        is_continued: Whether it continues the last table of the page before.
    """

    row_count: int
    column_count: int
    cells: tuple[Cell, ...]
    is_continued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, table and so on.

    Attributes:
        kind: What it is.
        box: In points, around all of it.
        lines: Its words; a table has them in its cells instead.
        level: Headings: 1 to 6, highest first. List items: nesting from 1. Else 0.
        marker: A list item's sign or number as printed; a form field's name; else empty.
        table: Only for tables.
        latex: A formula as LaTeX, without signs around it; empty if it is not known.
        description: What a figure shows, as the document itself says to those who cannot see it.
        origin: Where the text was taken from.
        place: Where it stands, in formats without pages: `line 12`, `Sheet1!B4`, `slide 3`.
        alignment: Of its lines; of a table, each cell has its own.
    """

    kind: BlockKind
    box: Box = NOWHERE
    lines: tuple[Line, ...] = ()
    level: int = 0
    marker: str = ""
    table: Table | None = None
    latex: str = ""
    description: str = ""
    origin: Origin = Origin.TEXT
    place: str = ""
    alignment: Alignment = Alignment.START

    @property
    def text(self) -> str:
        """Its running text, hyphenation undone; of a table, cells with tabs and newlines."""
        if self.table is None:
            return join_text(self.lines)
        rows: dict[int, list[str]] = {}
        for cell in self.table.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        return "\n".join("\t".join(row) for row in rows.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, or in formats without pages a run of blocks of convenient length.

    Attributes:
        number: From 1.
        width: In points, as shown (rotation applied); 0 in formats without pages.
        height: In points, as shown; 0 in formats without pages.
        label: As printed by the document itself: `iv`, `A-3`, the name of a sheet; empty if it
            gives none.
        blocks: In reading order.
        unread: Why it could not be read, one sentence; empty if it was.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    label: str = ""
    blocks: tuple[Block, ...] = ()
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A bookmark: its title, its depth from 1, and the page it leads to (0: none)."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is known of a document as a whole, without opening a page.

    Attributes:
        mime_type: By which it was read.
        is_paged: Whether it has pages a reader could turn to.
        page_count: Pages, or runs of blocks.
        title: As its own metadata says; may be empty.
        author: As its own metadata says; may be empty.
        outline: Bookmarks in order; of a workbook, its sheets, hidden ones too.
        attachments: Names of attached files.
        unread: Numbers of the pages that could not be read, ascending.
        text_bytes: Of all its text in UTF-8, where the file's own size says nothing of it; else 0.
        scans: Those among them that are pictures of text and were not read as such.
    """

    mime_type: str
    is_paged: bool
    page_count: int
    title: str = ""
    author: str = ""
    outline: tuple[OutlineEntry, ...] = ()
    attachments: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    text_bytes: int = 0
    scans: tuple[int, ...] = ()


class Glance(NamedTuple):
    """A sign of life from a reader that looks at all pages before it gives out the first one.

    Attributes:
        page: Number of the page just looked at.
    """

    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A summary and its pages, which may be loaded only when asked for.

    Attributes:
        summary: What is known of the whole.
        pages: `pages[0]` is page 1. Indexing may read a file and takes about a millisecond.
    """

    summary: Summary
    pages: Sequence[Page]


def join_text(lines: Sequence[Line]) -> str:
    """Join lines to running text and undo hyphenation, as `flow` does, without the places."""
    texts = [" ".join([word.text for word in line.words]) for line in lines]
    for index, line in enumerate(lines[:-1]):
        is_cut = line.ends_with is Break.HYPHEN
        texts[index] = texts[index][:-1] if is_cut else texts[index] + line.ends_with.value
    return "".join(texts)


def flow(lines: Sequence[Line]) -> tuple[str, tuple[Placed, ...]]:
    """Join lines to running text, undo hyphenation, and tell where each word went.

    Returns:
        The text, and every word with its place in it, in order.
    """
    pieces: list[str] = []
    placed: list[Placed] = []
    at, last = 0, len(lines) - 1
    for index, line in enumerate(lines):
        glue = "" if index == last else line.ends_with.value
        texts = [word.text for word in line.words]
        if index < last and line.ends_with is Break.HYPHEN:
            texts[-1], glue = texts[-1][:-1], ""
        for text, word in zip(texts, line.words, strict=True):
            end = at + len(text)
            placed.append(Placed(at, end, word))
            at = end + 1
        pieces.append(" ".join(texts) + glue)
        at += len(glue) - 1
    return "".join(pieces), tuple(placed)
