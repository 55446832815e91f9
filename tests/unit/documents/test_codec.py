import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.box import Box
from wasat.documents import codec
from wasat.documents.document import (
    Block,
    BlockKind,
    Break,
    Cell,
    Glance,
    Line,
    Origin,
    OutlineEntry,
    Page,
    Summary,
    Table,
    Word,
)
from wasat.status import ResourceExhaustedError

EDGES = st.integers(0, 20_000).map(lambda tenths: tenths / 10)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
BOXES = st.builds(Box, EDGES, EDGES, EDGES, EDGES)
WORDS = st.builds(Word, TEXTS, BOXES, st.floats(0, 1))
LINES = st.builds(
    Line,
    words=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    ends_with=st.sampled_from(Break),
)
CELLS = st.builds(
    Cell,
    row=st.integers(0, 5),
    column=st.integers(0, 5),
    is_header=st.booleans(),
    lines=st.lists(LINES, max_size=2).map(tuple),
    box=BOXES,
)
TABLES = st.builds(
    Table,
    row_count=st.integers(1, 6),
    column_count=st.integers(1, 6),
    cells=st.lists(CELLS, max_size=3).map(tuple),
    is_continued=st.booleans(),
)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    box=BOXES,
    lines=st.lists(LINES, max_size=2).map(tuple),
    level=st.integers(0, 6),
    marker=TEXTS,
    table=st.none() | TABLES,
    origin=st.sampled_from(Origin),
    place=TEXTS,
)
PAGES = st.builds(
    Page,
    number=st.integers(1, 3_600),
    width=EDGES,
    height=EDGES,
    label=TEXTS,
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
    unread=TEXTS,
)
SUMMARY = Summary(
    mime_type="application/pdf",
    is_paged=True,
    page_count=3,
    title="Bericht",
    author="Mme Éluard",
    outline=(OutlineEntry(title="Un", level=1, page=2),),
    attachments=("annex.csv",),
    unread=(2, 3),
)


def lorem(words: int) -> Page:
    """A page of so many words, twelve a line."""
    line = Line(
        words=tuple(
            Word(f"word{index}", Box(72.1 + 30 * index, 80.2, 99.3 + 30 * index, 91.4))
            for index in range(12)
        )
    )
    return Page(
        number=1,
        width=612.0,
        height=792.0,
        blocks=(Block(kind=BlockKind.PARAGRAPH, lines=(line,) * (words // 12)),),
    )


@given(PAGES)
def test_a_page_comes_back_as_it_was(page: Page) -> None:
    assert codec.decode_page(codec.encode_page(page)) == page


def test_a_summary_comes_back_as_it_was() -> None:
    assert codec.decode_summary(codec.encode_summary(SUMMARY)) == SUMMARY


@pytest.mark.parametrize(
    "part", [Page(number=7), SUMMARY, Glance(3_600)], ids=["page", "summary", "glance"]
)
def test_a_part_says_which_it_is(part: codec.Part) -> None:
    assert codec.decode_part(codec.encode_part(part)) == part


def test_the_first_byte_tells_pages_from_the_summary() -> None:
    assert codec.encode_part(Page(number=1))[:1] == codec.PAGE_TAG
    assert codec.encode_part(SUMMARY)[:1] == codec.SUMMARY_TAG


def test_a_page_of_500_words_takes_less_than_ten_kilobytes() -> None:
    assert len(codec.encode_page(lorem(500))) < 10_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"X",
        b"P",
        b"Pnot deflated",
        b"P" + zlib.compress(b"\xc1"),
        b"P" + zlib.compress(b"\x80"),
        b"S" + zlib.compress(b"\x80"),
        b"G\0\0\0",
        codec.encode_part(SUMMARY)[:-1],
        codec.encode_part(SUMMARY) + b"more",
        b"P" + codec.encode_summary(SUMMARY),
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"a part|not a page|not a summary|not a glance"):
        codec.decode_part(data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zlib.compress(bytes(codec.MOST_BYTES + 1), level=1)

    with pytest.raises(ValueError, match="one whole"):
        codec.decode_page(bomb)


def test_a_page_that_holds_too_much_is_refused() -> None:
    word = Word("x" * 1_000_000, Box(0.0, 0.0, 1.0, 1.0))
    block = Block(kind=BlockKind.CODE, lines=(Line(words=(word,) * 135),))

    with pytest.raises(ResourceExhaustedError, match="at most 134217728 bytes"):
        codec.encode_page(Page(number=1, blocks=(block,)))
