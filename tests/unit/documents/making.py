"""Blocks and pages from a few words, for tests of what reads and writes them."""

from dataclasses import replace

from hypothesis import strategies as st

from wasat.box import NOWHERE
from wasat.documents.document import Block, BlockKind, Break, Cell, Line, Page, Table, Word
from wasat.documents.looks import Mark

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
MARKERS = st.sampled_from(["•", "-", "1.", "2.", "3)", "[7]", "a)", "1.2", ""])


def lines(text: str, ends_with: Break = Break.SPACE) -> tuple[Line, ...]:
    """One line for each line of the text; none for none."""
    if not text:
        return ()
    return tuple(
        Line(words=tuple(Word(word, NOWHERE) for word in line.split(" ")), ends_with=ends_with)
        for line in text.split("\n")
    )


def block(kind: BlockKind, text: str = "", *, level: int = 0, marker: str = "") -> Block:
    """A block whose lines end where those of the text end."""
    return Block(kind=kind, lines=lines(text, Break.NEWLINE), level=level, marker=marker)


def paragraph(text: str) -> Block:
    """A paragraph."""
    return block(BlockKind.PARAGRAPH, text)


def item(text: str, level: int = 1, marker: str = "•") -> Block:
    """A list item."""
    return block(BlockKind.LIST_ITEM, text, level=level, marker=marker)


def table(*rows: str, head: int = 0, is_continued: bool = False) -> Block:
    """A table of rows whose cells stand between bars; the first `head` rows name the others."""
    cells = tuple(
        Cell(row=row, column=column, is_header=row < head, lines=lines(text))
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split("|"))
    )
    width = max(cell.column + 1 for cell in cells)
    made = Table(row_count=len(rows), column_count=width, cells=cells, is_continued=is_continued)
    return Block(kind=BlockKind.TABLE, table=made)


def page(*blocks: Block, number: int = 1) -> Page:
    """A page of a format without pages."""
    return Page(number=number, blocks=blocks)


def cell(row: int, column: int, text: str, *, rows: int = 1, columns: int = 1) -> Cell:
    """A cell with spans."""
    return Cell(row=row, column=column, row_span=rows, column_span=columns, lines=lines(text))


BLOCKS = st.one_of(
    st.builds(
        block,
        st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.TABLE]),
        TEXTS,
        level=st.integers(0, 9),
        marker=MARKERS,
    ),
    st.builds(item, TEXTS, st.integers(0, 6), MARKERS),
    st.builds(table, TEXTS, TEXTS, head=st.integers(0, 2)),
)
PAGES = st.lists(BLOCKS, max_size=8).map(lambda blocks: page(*blocks))


def marked(text: str, *marks: Mark, ends_with: Break = Break.NEWLINE) -> tuple[Line, ...]:
    """One line with marks."""
    return tuple(replace(line, marks=marks) for line in lines(text, ends_with))
