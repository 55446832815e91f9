from tests.unit.documents.making import block, item, page, paragraph, table
from wasat.documents.document import Block, BlockKind
from wasat.documents.export.group import group_blocks
from wasat.documents.export.options import PLAIN, ExportOptions

FIGURE = block(BlockKind.FIGURE)
CAPTION = block(BlockKind.CAPTION, "Caption")
TABLE = table("a|b")


def _kinds(*blocks: Block) -> list[tuple[BlockKind, int]]:
    return [(group.kind, len(group.blocks)) for group in group_blocks(page(*blocks), PLAIN)]


def test_items_in_a_row_are_one_group() -> None:
    found = _kinds(item("a"), item("b"), paragraph("c"), item("d"))
    assert found == [
        (BlockKind.LIST_ITEM, 2),
        (BlockKind.PARAGRAPH, 1),
        (BlockKind.LIST_ITEM, 1),
    ]


def test_fields_in_a_row_are_one_group() -> None:
    field = block(BlockKind.FIELD, "value", marker="name")
    assert _kinds(field, field) == [(BlockKind.FIELD, 2)]


def test_a_caption_goes_with_the_figure_before_it() -> None:
    assert _kinds(FIGURE, CAPTION, TABLE) == [(BlockKind.FIGURE, 2), (BlockKind.TABLE, 1)]


def test_a_caption_goes_with_the_table_after_it() -> None:
    assert _kinds(TABLE, CAPTION, TABLE) == [(BlockKind.TABLE, 1), (BlockKind.FIGURE, 2)]


def test_a_caption_below_the_last_table_goes_with_it() -> None:
    assert _kinds(TABLE, CAPTION) == [(BlockKind.FIGURE, 2)]


def test_a_caption_alone_stays_alone() -> None:
    assert _kinds(CAPTION, paragraph("a")) == [(BlockKind.CAPTION, 1), (BlockKind.PARAGRAPH, 1)]


def test_a_figure_without_caption_stays_alone() -> None:
    assert _kinds(FIGURE, paragraph("a")) == [(BlockKind.FIGURE, 1), (BlockKind.PARAGRAPH, 1)]


def test_footnotes_go_to_the_end_of_the_page() -> None:
    note = block(BlockKind.FOOTNOTE, "note")
    assert _kinds(note, paragraph("a"), note) == [
        (BlockKind.PARAGRAPH, 1),
        (BlockKind.FOOTNOTE, 2),
    ]


def test_running_lines_are_left_out_unless_wanted() -> None:
    blocks = (block(BlockKind.HEADER, "head"), paragraph("a"), block(BlockKind.FOOTER, "7"))
    assert _kinds(*blocks) == [(BlockKind.PARAGRAPH, 1)]
    kept = group_blocks(page(*blocks), ExportOptions(has_running_lines=True))
    assert [group.kind for group in kept] == [
        BlockKind.HEADER,
        BlockKind.PARAGRAPH,
        BlockKind.FOOTER,
    ]
