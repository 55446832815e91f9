from dataclasses import replace

import pytest

from tests.unit.documents.layout.made import BODY, BOLD, CODE, draft
from wasat.box import Box
from wasat.documents.document import BlockKind, Break, Table
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.notes import (
    join_code,
    mark_captions,
    mark_footnotes,
    mark_labels,
    mark_table_notes,
)
from wasat.documents.layout.sheet import Style
from wasat.documents.looks import Mark
from wasat.documents.looks import Style as Look

SMALL = Style(8.0)


def _whole(kind: BlockKind, top: float) -> Draft:
    box = Box(72, top, 300, top + 50)
    return Draft(kind=kind, box=box, column=box)


def _kinds(drafts: list[Draft]) -> list[BlockKind]:
    return [draft.kind for draft in drafts]


def test_a_caption_above_a_table_stays_there() -> None:
    found = mark_captions([draft("Table 1. Rain by month", 100), _whole(BlockKind.TABLE, 120)])

    assert _kinds(found) == [BlockKind.CAPTION, BlockKind.TABLE]


def test_a_caption_above_its_figure_is_moved_behind_it() -> None:
    found = mark_captions([draft("Figure 2: Rain", 100), _whole(BlockKind.FIGURE, 120)])

    assert _kinds(found) == [BlockKind.FIGURE, BlockKind.CAPTION]


def test_captions_are_known_in_other_languages() -> None:
    found = mark_captions([_whole(BlockKind.FIGURE, 100), draft("図 3 降水量", 155)])

    assert found[1].kind is BlockKind.CAPTION


def test_a_sentence_that_names_a_table_far_off_is_no_caption() -> None:
    found = mark_captions([draft("Table 1 shows the rain.", 100), _whole(BlockKind.TABLE, 300)])

    assert found[0].kind is BlockKind.PARAGRAPH


def test_words_beside_a_table_are_no_caption() -> None:
    found = mark_captions([draft("Rain by month", 100), _whole(BlockKind.TABLE, 120)])

    assert found[0].kind is BlockKind.PARAGRAPH


def test_marked_small_print_at_the_foot_is_a_footnote() -> None:
    drafts = [draft("The body.", 600), draft("1 Without taxes.", 740, style=SMALL)]

    found = mark_footnotes(drafts, BODY, 800)

    assert _kinds(found) == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]


def test_a_mark_may_touch_its_word_and_a_note_go_on() -> None:
    drafts = [
        draft("10Substitute schools", 720, style=SMALL),
        draft("are matched pairs.", 740, style=SMALL),
    ]

    assert _kinds(mark_footnotes(drafts, BODY, 800)) == [BlockKind.FOOTNOTE] * 2


def test_an_item_of_small_print_is_a_footnote() -> None:
    note = draft("Without taxes.", 740, style=SMALL, kind=BlockKind.LIST_ITEM, marker="1.")

    assert mark_footnotes([note], BODY, 800)[0].kind is BlockKind.FOOTNOTE


def test_small_print_with_body_below_is_no_footnote() -> None:
    drafts = [draft("1 Source: ours.", 600, style=SMALL), draft("The body goes on.", 640)]

    assert mark_footnotes(drafts, BODY, 800)[0].kind is BlockKind.PARAGRAPH


def test_small_print_at_the_head_of_a_page_is_no_footnote() -> None:
    assert mark_footnotes([draft("1 x", 40, style=SMALL)], BODY, 800)[0].kind is (
        BlockKind.PARAGRAPH
    )


def test_small_print_without_a_mark_is_no_footnote() -> None:
    found = mark_footnotes([draft("Source: ours.", 740, style=SMALL)], BODY, 800)

    assert found[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize("sign", ["∗", "†", "¶", "‖"])
def test_signs_as_tex_draws_them_mark_footnotes(sign: str) -> None:
    notes = [
        draft(f"{sign} of the town", 700, style=SMALL),
        draft(f"{sign}of it", 720, style=SMALL),
    ]

    assert _kinds(mark_footnotes(notes, BODY, 800)) == [BlockKind.FOOTNOTE] * 2


@pytest.mark.parametrize(("end", "kind"), [(2, BlockKind.FOOTNOTE), (9, BlockKind.PARAGRAPH)])
def test_raised_signs_before_the_words_mark_a_footnote(end: int, kind: BlockKind) -> None:
    note = draft("a)Formerly of the town", 720, style=SMALL)
    raised = replace(note.lines[0], marks=(Mark(0, end, Look.SUPERSCRIPT),))

    assert _kinds(mark_footnotes([replace(note, lines=(raised,))], BODY, 800)) == [kind]


def test_a_numbered_line_of_small_bold_print_is_no_footnote() -> None:
    bold = SMALL._replace(is_bold=True)
    title = draft("WINDS", 720, style=bold, marker="5.")

    assert _kinds(mark_footnotes([title], BODY, 800)) == [BlockKind.PARAGRAPH]
    assert _kinds(mark_footnotes([draft("1 a@b.net", 720, style=bold)], BODY, 800)) == [
        BlockKind.FOOTNOTE
    ]


def test_what_stands_beside_a_table_is_none_of_its_notes() -> None:
    table = replace(
        _whole(BlockKind.TABLE, 600), table=Table(row_count=1, column_count=1, cells=())
    )
    beside = draft("1 as reported", 100, style=SMALL, x=320)
    below = draft("1 as reported", 655, style=SMALL)

    assert _kinds(mark_table_notes([table, beside], BODY))[1] is BlockKind.PARAGRAPH
    assert _kinds(mark_table_notes([table, below], BODY))[1] is BlockKind.FOOTNOTE


def test_lines_of_code_are_one_block() -> None:
    drafts = [draft("def f():", 100, style=CODE), draft("return 1", 112, style=CODE, x=90)]

    found = join_code(drafts, BODY)

    assert _kinds(found) == [BlockKind.CODE]
    assert {line.ends_with for line in found[0].lines} == {Break.NEWLINE}
    assert found[0].box == drafts[0].box.union(drafts[1].box)


def test_code_further_down_is_another_block() -> None:
    drafts = [draft("first", 100, style=CODE), draft("second", 200, style=CODE)]

    assert _kinds(join_code(drafts, BODY)) == [BlockKind.CODE] * 2


def test_a_hyphen_before_code_is_a_part_of_it() -> None:
    item = draft("name: x", 100, style=CODE, kind=BlockKind.LIST_ITEM, marker="-")

    assert join_code([item], BODY)[0].text == "- name: x"


def test_a_bullet_before_code_stays_an_item() -> None:
    item = draft("openapi_url", 100, style=CODE, kind=BlockKind.LIST_ITEM, marker="•")

    assert _kinds(join_code([item], BODY)) == [BlockKind.LIST_ITEM]


def test_a_bold_line_of_code_glyphs_is_no_code() -> None:
    bold = replace(draft("model_dump()", style=BOLD), is_mono=True)

    assert _kinds(join_code([bold], BODY)) == [BlockKind.PARAGRAPH]


def test_in_a_typewritten_document_nothing_is_code() -> None:
    assert _kinds(join_code([draft("all of it", style=CODE)], CODE)) == [BlockKind.PARAGRAPH]


def test_a_large_line_of_code_that_states_something_is_code() -> None:
    large = Style(14.0, "Code", is_mono=True)

    found = join_code([draft("due = nights * rate[length]", style=large)], BODY)

    assert _kinds(found) == [BlockKind.CODE]


def test_what_stands_on_the_line_of_a_field_labels_it() -> None:
    field = Draft(kind=BlockKind.FIELD, box=Box(200, 98, 300, 116), column=Box(200, 98, 300, 116))

    found = mark_labels([draft("Skipper", 100), field, draft("Below it", 120)])

    assert [it.is_label for it in found] == [True, False, False]
