"""Pages by hand: words on a grid of 6 by 12 points, so that every box can be foretold."""

from collections.abc import Sequence
from io import BytesIO

from wasat.blob import Blob
from wasat.box import NOWHERE, Box
from wasat.documents.document import (
    Block,
    BlockKind,
    Break,
    Cell,
    Document,
    Line,
    Page,
    Summary,
    Table,
    Word,
)
from wasat.generation.prompt import Source


def make_line(text: str, *, top: float = 0.0, left: float = 0.0, is_paged: bool = True) -> Line:
    """Words of six points a letter; a hyphen at the end goes on in the next line."""
    words: list[Word] = []
    at = left
    for word in text.split():
        width = 6.0 * len(word)
        words.append(Word(word, Box(at, top, at + width, top + 10) if is_paged else NOWHERE))
        at += width + 6.0
    return Line(words=tuple(words), ends_with=Break.HYPHEN if text.endswith("-") else Break.SPACE)


def make_block(
    *lines: str,
    kind: BlockKind = BlockKind.PARAGRAPH,
    top: float = 0.0,
    level: int = 0,
    marker: str = "",
) -> Block:
    """A block with one line of twelve points under the other."""
    made = tuple(make_line(line, top=top + 12 * index) for index, line in enumerate(lines))
    return Block(kind=kind, lines=made, level=level, marker=marker)


def make_heading(text: str, level: int = 1) -> Block:
    """A heading of one line."""
    return make_block(text, kind=BlockKind.HEADING, level=level)


def make_table(*rows: Sequence[str], headers: int = 1, top: float = 100.0) -> Block:
    """A table with 100 points a column; the first `headers` rows are header cells."""
    cells = tuple(
        Cell(
            row=row,
            column=column,
            is_header=row < headers,
            lines=(make_line(text, top=top + 12 * row, left=100.0 * column),) if text else (),
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    table = Table(row_count=len(rows), column_count=max(map(len, rows)), cells=cells)
    return Block(kind=BlockKind.TABLE, table=table)


def make_page(*blocks: Block, number: int = 1) -> Page:
    """A page of A4."""
    return Page(number=number, width=595, height=842, blocks=blocks)


def make_document(*pages: Page) -> Document:
    """A document of pages already numbered."""
    summary = Summary(mime_type="application/pdf", is_paged=True, page_count=len(pages))
    return Document(summary=summary, pages=pages)


def make_blob(data: bytes = b"%PDF-1.7", mime_type: str = "application/pdf") -> Blob:
    """Bytes in memory."""
    return Blob(
        project="acme",
        sha256="0" * 64,
        mime_type=mime_type,
        size_bytes=len(data),
        lend=lambda: BytesIO(data),
    )


def make_source(*, title: str = "report.pdf", first_page: int = 1) -> Source:
    """A document of a prompt."""
    return Source(blob=make_blob(), title=title, name="files/abc", first_page=first_page)
