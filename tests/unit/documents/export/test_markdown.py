from dataclasses import replace

from hypothesis import given
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from tests.unit.documents.making import PAGES, block, cell, item, page, paragraph, table
from wasat.documents.document import Block, BlockKind, Document, Origin, Page, Summary, Table
from wasat.documents.export.html import export_page as export_html_page
from wasat.documents.export.markdown import (
    export_document,
    export_markdown,
    export_page,
    export_table,
)
from wasat.documents.export.options import ExportOptions


def _export(*blocks: Block) -> str:
    return export_page(page(*blocks)).strip("\n")


def test_headings_have_signs_and_lose_none_of_their_own() -> None:
    assert _export(block(BlockKind.HEADING, "C #", level=2)) == "## C \\#"


def test_lines_ended_on_purpose_are_hard_breaks() -> None:
    assert _export(paragraph("a\nb")) == "a\\\nb"


def test_items_stand_under_the_text_of_the_one_they_belong_to() -> None:
    made = _export(item("a", 1, "10."), item("b", 2), item("c", 3, "1."), item("d", 1, "11."))
    assert made == "10. a\n    - b\n      1. c\n11. d"


def test_a_list_that_cannot_interrupt_a_paragraph_stands_apart() -> None:
    assert _export(item("a"), item("b", 2, "4.")) == "- a\n\n  4. b"


def test_a_marker_that_markdown_cannot_make_stays_in_the_text() -> None:
    assert _export(item("a", 1, "[3]")) == "- \\[3\\] a"


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    assert _export(block(BlockKind.CODE, "a\n````\nb")) == "`````\na\n````\nb\n`````"


def test_fields_are_names_and_values() -> None:
    made = _export(
        block(BlockKind.FIELD, "Ada", marker="Name"), block(BlockKind.FIELD, "", marker="Age")
    )
    assert made == "Name: Ada\\\nAge:"


def test_footnotes_come_last_with_their_marks() -> None:
    made = _export(block(BlockKind.FOOTNOTE, "note", marker="1"), paragraph("a"))
    assert made == "a\n\n1 note"


def test_a_table_is_made_of_pipes_and_escapes_them() -> None:
    made = _export(table("a|b", "c|d", head=1))
    assert made == "| a | b |\n| --- | --- |\n| c | d |"
    odd = Table(row_count=1, column_count=1, cells=(cell(0, 0, "a|b"),))
    assert export_table(odd) == "| a\\|b |\n| --- |"


def test_a_table_with_spans_is_html() -> None:
    cells = (cell(0, 0, "a", rows=2, columns=2), cell(0, 2, "b"), cell(1, 2, "c"))
    made = export_table(Table(row_count=2, column_count=3, cells=cells))
    assert made == (
        '<table>\n<tbody>\n<tr><td colspan="2" rowspan="2">a</td><td>b</td></tr>\n'
        "<tr><td>c</td></tr>\n</tbody>\n</table>"
    )


def test_a_table_without_cells_is_nothing() -> None:
    assert export_table(Table(row_count=0, column_count=0, cells=())) == ""


def test_a_caption_stands_by_its_figure() -> None:
    made = _export(block(BlockKind.FIGURE), block(BlockKind.CAPTION, "Figure 1"))
    assert made == "Figure 1"


def test_what_could_not_be_read_is_said() -> None:
    assert export_page(Page(number=4, unread="It is a scan.")) == "\\[Page 4: It is a scan.\\]\n\n"


def test_pages_are_marked_if_wanted() -> None:
    made = export_page(page(paragraph("a"), number=3), ExportOptions(has_page_marks=True))
    assert made == "<!-- page 3 -->\n\na\n\n"


def test_a_whole_document_joins_its_tables() -> None:
    pages = (page(table("a")), page(table("b", is_continued=True), number=2))
    summary = Summary(mime_type="text/plain", is_paged=False, page_count=2)
    made = "".join(export_document(Document(summary=summary, pages=pages)))
    assert made.count("---") == 1
    assert "".join(export_markdown(pages)).count("---") == 2


@given(PAGES)
def test_it_reads_as_the_same_words_as_the_html(made: Page) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    assert _letters(parser.render(export_page(made))) == _letters(export_html_page(made))


def _letters(html: str) -> str:
    """Letters and digits in order; colons after names and fillers are Markdown's alone."""
    body = LexborHTMLParser(html).body
    text = body.text() if body is not None else ""
    return "".join(filter(str.isalnum, text))


def test_a_whole_page_is_written_in_its_order() -> None:
    made = _export(
        block(BlockKind.HEADER, "Port of Nowhere"),
        block(BlockKind.HEADING, "Harbour dues", level=1),
        paragraph("Dues are paid *per berth* & per night."),
        item("Pay at the office.", 1, "1."),
        item("Keep the receipt:", 1, "2."),
        item("paper", 2),
        block(BlockKind.CAPTION, "Table 1"),
        table("Length|Low", "to 8 m|12", head=1),
        block(BlockKind.CODE, "rate = 12"),
        block(BlockKind.FOOTNOTE, "See the rules.", marker="*"),
        paragraph("No refunds."),
    )
    assert made.split("\n") == [
        "# Harbour dues",
        "",
        "Dues are paid \\*per berth\\* & per night.",
        "",
        "1. Pay at the office.",
        "2. Keep the receipt:",
        "   - paper",
        "",
        "Table 1",
        "",
        "| Length | Low |",
        "| --- | --- |",
        "| to 8 m | 12 |",
        "",
        "```",
        "rate = 12",
        "```",
        "",
        "No refunds.",
        "",
        "\\* See the rules.",
    ]


def test_a_number_in_a_cell_begins_no_list() -> None:
    made = export_page(page(table("a|1.5", "- b|2. c")))
    assert made == "| a | 1.5 |\n| --- | --- |\n| - b | 2. c |\n\n"


def test_one_nameless_series_of_a_chart_is_a_list() -> None:
    made = replace(table("|", "0-4|119.6", head=1), origin=Origin.DERIVED)
    assert _export(made) == "<!-- derived -->\n- 0-4: 119.6"
