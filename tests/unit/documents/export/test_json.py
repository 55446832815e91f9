import json
from dataclasses import replace

from hypothesis import given

from tests.unit.documents.making import PAGES, lines, marked, page, paragraph, table
from wasat.box import Box
from wasat.documents.document import (
    Block,
    BlockKind,
    Document,
    Line,
    OutlineEntry,
    Page,
    Summary,
    Word,
)
from wasat.documents.export.json import export_document
from wasat.documents.looks import Mark, Style

BOX = Box(1.0, 2.005, 3.5, 4.25)


def test_boxes_are_four_numbers_and_words_carry_theirs() -> None:
    made = Block(kind=BlockKind.PARAGRAPH, box=BOX, lines=(Line(words=(Word("a", BOX),)),))
    (found,) = _export(page(made))["blocks"]
    assert found["box"] == [1.0, 2.0, 3.5, 4.25]
    assert found["lines"] == [[["a", 1.0, 2.0, 3.5, 4.25]]]


def test_a_word_read_off_a_picture_says_how_sure_that_is() -> None:
    words = (Word("a", BOX, 0.913), Word("b", BOX))
    made = Block(kind=BlockKind.PARAGRAPH, box=BOX, lines=(Line(words=words),))
    (found,) = _export(page(made))["blocks"]
    assert [word[5:] for word in found["lines"][0]] == [[0.91], []]


def test_a_box_that_is_no_number_does_no_harm() -> None:
    made = Block(kind=BlockKind.PARAGRAPH, box=Box(0.0, 0.0, float("inf"), 9.0))
    assert _export(page(made))["blocks"][0]["box"] == [0.0, 0.0, 0.0, 9.0]


def test_what_is_empty_is_left_out() -> None:
    assert _export(page(paragraph("a"))) == {
        "number": 1,
        "blocks": [{"kind": "paragraph", "origin": "text", "text": "a", "lines": [[["a"]]]}],
    }


def test_a_table_has_cells_instead_of_lines() -> None:
    made = table("a|b", head=1, is_continued=True)
    assert made.table is not None
    spanned = replace(made.table.cells[1], row_span=2, place="row 1")
    made = replace(made, table=replace(made.table, cells=(made.table.cells[0], spanned)))
    found = _export(page(made))["blocks"][0]["table"]
    assert found["is_continued"] is True
    assert found["cells"][1] == {
        "row": 0,
        "column": 1,
        "row_span": 2,
        "is_header": True,
        "place": "row 1",
        "text": "b",
        "lines": [[["b"]]],
    }


def test_a_page_says_its_size_its_label_and_what_is_unread() -> None:
    made = _export(Page(number=2, width=612.0, height=792.0, label="ii", unread="It is a scan."))
    assert made == {
        "number": 2,
        "width": 612.0,
        "height": 792.0,
        "label": "ii",
        "unread": "It is a scan.",
        "blocks": [],
    }


def test_a_whole_document_is_one_object() -> None:
    summary = Summary(
        mime_type="application/pdf",
        is_paged=True,
        page_count=2,
        title="T",
        outline=(OutlineEntry(title="One", level=1, page=2),),
        attachments=("a.csv",),
        unread=(2,),
    )
    pages = (page(paragraph("a")), page(number=2))
    made = json.loads("".join(export_document(Document(summary=summary, pages=pages))))
    assert made["summary"] == {
        "mime_type": "application/pdf",
        "is_paged": True,
        "page_count": 2,
        "title": "T",
        "outline": [{"title": "One", "level": 1, "page": 2}],
        "attachments": ["a.csv"],
        "unread": [2],
    }
    assert [found["number"] for found in made["pages"]] == [1, 2]


def test_a_surrogate_does_not_break_the_encoding() -> None:
    made = "".join(export_document(_document(page(paragraph("a\ud800b")))))
    assert json.loads(made.encode())["pages"][0]["blocks"][0]["text"] == "a\ufffdb"


@given(PAGES)
def test_every_page_is_one_line_of_json(made: Page) -> None:
    _, line, _ = "".join(export_document(_document(made))).splitlines()
    assert len(json.loads(line)["blocks"]) == len(made.blocks)


def _document(made: Page) -> Document:
    return Document(
        summary=Summary(mime_type="application/pdf", is_paged=True, page_count=1), pages=(made,)
    )


def _export(made: Page) -> dict[str, list[dict[str, object]]]:
    (found,) = json.loads("".join(export_document(_document(made))))["pages"]
    return found


def test_marks_stand_beside_the_lines() -> None:
    bold = Mark(0, 1, Style.BOLD)
    link = Mark(2, 3, Style.LINK, "https://a.b")
    made = Block(kind=BlockKind.PARAGRAPH, lines=(*lines("a"), *marked("b c", bold, link)))
    (found,) = _export(page(made))["blocks"]
    assert found["marks"] == [[], [[0, 1, "b"], [2, 3, "a", "https://a.b"]]]
