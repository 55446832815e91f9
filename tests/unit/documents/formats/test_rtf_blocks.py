from tests.unit.documents.formats.reading import read_blocks, read_texts
from wasat.documents.document import Block, BlockKind
from wasat.documents.formats.rtf import read_rtf


def _read(body: str) -> list[Block]:
    return read_blocks(read_rtf, "{\\rtf1 " + body + "}")


def test_paragraphs_are_counted() -> None:
    assert [(b.text, b.place) for b in _read(r"one\par\par two\sect three")] == [
        ("one", "paragraph 1"),
        ("two", "paragraph 2"),
        ("three", "paragraph 3"),
    ]


def test_lines_inside_a_paragraph_stay_lines() -> None:
    assert read_texts(read_rtf, r"{\rtf1 one\line two\par}") == ["one\ntwo"]


def test_an_outline_level_makes_a_heading() -> None:
    blocks = _read(r"\pard\outlinelevel0 a\par\outlinelevel8 b\par\pard c\par")
    assert [(b.kind, b.level) for b in blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 6),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_list_text_makes_an_item() -> None:
    blocks = _read(r"\pard{\listtext\tab 1.\tab}a\par{\listtext\'b7}\ilvl1 b\par\pard c\par")
    assert [(b.kind, b.level, b.marker, b.text) for b in blocks] == [
        (BlockKind.LIST_ITEM, 1, "1.", "a"),
        (BlockKind.LIST_ITEM, 2, "•", "b"),
        (BlockKind.PARAGRAPH, 0, "", "c"),
    ]


def test_rows_make_a_table() -> None:
    blocks = _read(
        r"before\par\trowd\trhdr\pard\intbl A\cell B\cell\row"
        r"\trowd\pard\intbl 1\par 2\cell\cell\row\pard after\par"
    )
    assert [b.kind for b in blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
    ]
    assert blocks[1].table is not None
    assert [(c.text, c.is_header) for c in blocks[1].table.cells] == [
        ("A", True),
        ("B", True),
        ("1\n2", False),
        ("", False),
    ]


def test_a_row_that_never_ends_is_a_row() -> None:
    assert [b.text for b in _read(r"\trowd\intbl a\cell b\cell")] == ["a\tb"]


def test_a_table_without_words_is_left_out() -> None:
    assert [b.text for b in _read(r"\trowd\intbl\cell\row\pard a\par")] == ["a"]


def test_a_footnote_follows_its_paragraph() -> None:
    blocks = _read(r"one{\footnote a\par note}, two\par three\par")
    assert [(b.kind, b.text, b.place) for b in blocks] == [
        (BlockKind.PARAGRAPH, "one, two", "paragraph 1"),
        (BlockKind.FOOTNOTE, "a\nnote", "paragraph 1"),
        (BlockKind.PARAGRAPH, "three", "paragraph 2"),
    ]


def test_an_empty_footnote_is_none() -> None:
    assert [b.kind for b in _read(r"one{\footnote  }\par")] == [BlockKind.PARAGRAPH]
