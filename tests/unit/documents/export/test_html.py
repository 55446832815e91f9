from dataclasses import replace
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.unit.documents.making import PAGES, block, item, page, paragraph, table
from wasat.documents.document import Block, BlockKind, Document, Page, Summary
from wasat.documents.export.group import group_blocks
from wasat.documents.export.html import export_document, export_html, export_page
from wasat.documents.export.listing import nest_items
from wasat.documents.export.options import PLAIN, ExportOptions
from wasat.documents.formats.html.read import read_html
from wasat.documents.limits import STANDARD

SUMMARY = Summary(mime_type="text/plain", is_paged=False, page_count=2, title="A & <B>")


def _export(*blocks: Block) -> str:
    return export_page(page(*blocks)).replace("\n", "")


def test_headings_keep_their_level_within_six() -> None:
    made = _export(*(block(BlockKind.HEADING, "a", level=level) for level in (0, 1, 6, 9)))
    assert made == "<h1>a</h1><h1>a</h1><h6>a</h6><h6>a</h6>"


def test_lines_ended_on_purpose_stay_lines() -> None:
    assert _export(paragraph("a\nb")) == "<p>a<br>b</p>"


def test_code_keeps_its_spaces() -> None:
    made = export_page(page(block(BlockKind.CODE, "if a:\n    b < c")))
    assert made == "<pre><code>if a:\n    b &lt; c</code></pre>\n"


def test_lists_nest_by_level() -> None:
    assert _export(item("a"), item("b", 2), item("c", 2), item("d")) == (
        "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"
    )


def test_numbered_items_make_an_ordered_list() -> None:
    assert _export(item("a", 1, "1."), item("b", 1, "2.")) == ("<ol><li>a</li><li>b</li></ol>")


def test_numbers_that_do_not_count_up_are_kept() -> None:
    assert _export(item("a", 1, "3."), item("b", 1, "4."), item("c", 1, "9.")) == (
        '<ol start="3"><li>a</li><li>b</li><li value="9">c</li></ol>'
    )


def test_a_list_ends_where_bullets_turn_to_numbers() -> None:
    assert _export(item("a"), item("b", 1, "1.")) == ("<ul><li>a</li></ul><ol><li>b</li></ol>")


def test_a_marker_that_html_cannot_make_stays_in_the_text() -> None:
    assert _export(item("a", 1, "[3]")) == "<ul><li>[3] a</li></ul>"


def test_a_figure_holds_its_caption() -> None:
    made = _export(block(BlockKind.FIGURE), block(BlockKind.CAPTION, "Figure 1"))
    assert made == "<figure><figcaption>Figure 1</figcaption></figure>"


def test_words_in_a_figure_are_kept() -> None:
    assert _export(block(BlockKind.FIGURE, "axis")) == "<figure><p>axis</p></figure>"


def test_a_caption_above_a_table_goes_before_it() -> None:
    made = _export(block(BlockKind.CAPTION, "Table 1"), table("a"))
    assert made.startswith("<figure><figcaption>Table 1</figcaption><table>")


def test_fields_are_names_and_values() -> None:
    made = _export(
        block(BlockKind.FIELD, "Ada", marker="Name"), block(BlockKind.FIELD, "", marker="Age")
    )
    assert made == "<dl><dt>Name</dt><dd>Ada</dd><dt>Age</dt><dd></dd></dl>"


def test_footnotes_stand_aside_at_the_end() -> None:
    made = _export(block(BlockKind.FOOTNOTE, "note", marker="1"), paragraph("a"))
    assert made == '<p>a</p><aside role="doc-footnote"><p>1 note</p></aside>'


def test_formulas_are_text() -> None:
    assert _export(block(BlockKind.FORMULA, "a < b")) == '<p class="formula">a &lt; b</p>'


def test_running_lines_are_kept_if_wanted() -> None:
    made = page(block(BlockKind.HEADER, "head"), block(BlockKind.FOOTER, "7"))
    assert export_page(made) == ""
    kept = export_page(made, ExportOptions(has_running_lines=True))
    assert kept == "<header>head</header>\n<footer>7</footer>\n"


def test_what_could_not_be_read_is_said() -> None:
    made = export_page(Page(number=4, unread="It is <scanned>."))
    assert made == '<p class="unread">[Page 4: It is &lt;scanned&gt;.]</p>\n'


def test_pages_are_marked_if_wanted() -> None:
    made = export_page(page(paragraph("a"), number=3), ExportOptions(has_page_marks=True))
    assert made == '<section data-page="3">\n<p>a</p>\n</section>\n'


def test_page_by_page_a_continued_table_is_one_on_each_page() -> None:
    pages = [page(table("a")), page(table("b", is_continued=True), number=2)]
    assert [piece.count("<table>") for piece in export_html(pages)] == [1, 1]


def test_a_whole_document_joins_its_tables() -> None:
    pages = (page(table("a")), page(table("b", is_continued=True), number=2))
    made = "".join(export_document(Document(summary=SUMMARY, pages=pages)))
    assert made.count("<table>") == 1
    assert "<title>A &amp; &lt;B&gt;</title>" in made
    assert made.startswith("<!DOCTYPE html>")
    assert made.endswith("</body>\n</html>\n")


def test_nothing_in_a_document_becomes_markup() -> None:
    evil = "<script>alert(1)</script>"
    blocks = [
        block(kind, evil, level=1, marker=evil) for kind in BlockKind if kind is not BlockKind.TABLE
    ]
    made = export_page(page(*blocks, table(evil)), ExportOptions(has_running_lines=True))
    assert "<script" not in made


def _words(made: Page) -> list[str]:
    """All words in the order in which markup shows them."""
    words: list[str] = []
    for group in group_blocks(made, PLAIN):
        if group.kind is BlockKind.LIST_ITEM:
            pieces = [f"{it.sign} {it.block.text}" for it in nest_items(group.blocks)]
        elif group.kind in (BlockKind.FIELD, BlockKind.FOOTNOTE):
            pieces = [f"{found.marker} {found.text}" for found in group.blocks]
        else:
            pieces = [found.text for found in group.blocks]
        words += " ".join(pieces).split()
    return words


@given(PAGES)
def test_markup_parses_back_to_the_same_words(made: Page) -> None:
    body = LexborHTMLParser(export_page(made)).body
    shown = body.text(separator=" ").split() if body is not None else []
    assert shown == _words(made)


@given(PAGES, st.booleans())
def test_every_tag_that_opens_closes(made: Page, has_marks: bool) -> None:  # noqa: FBT001
    written = export_page(made, ExportOptions(has_running_lines=True, has_page_marks=has_marks))
    for tag in ("ul", "ol", "li", "table", "tr", "figure", "dl", "aside", "section", "p"):
        opened = written.count(f"<{tag}>") + written.count(f"<{tag} ")
        assert opened == written.count(f"</{tag}>")


READ_AGAIN = {
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE,
    BlockKind.CODE,
    BlockKind.CAPTION,
}


@given(PAGES)
def test_our_own_reader_reads_it_as_the_same_blocks(made: Page) -> None:
    kept = replace(made, blocks=tuple(b for b in made.blocks if b.kind in READ_AGAIN))
    data = export_page(kept).encode()
    again = next(iter(read_html(BytesIO(data), STANDARD))) if kept.blocks else page()
    assert isinstance(again, Page)
    assert [_essence(b) for b in again.blocks] == [_essence(b) for b in kept.blocks]


def _essence(made: Block) -> tuple[BlockKind, int, list[str]]:
    """What HTML keeps of a block; a table's header may be a row less than it was."""
    kind = BlockKind.PARAGRAPH if made.kind is BlockKind.CAPTION else made.kind
    level = min(max(made.level, 1), 6) if kind is BlockKind.HEADING else 0
    sign = nest_items([made])[0].sign if kind is BlockKind.LIST_ITEM else ""
    return kind, level, f"{sign} {made.text}".split()


def test_a_whole_page_is_written_in_its_order() -> None:
    made = export_page(
        page(
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
    )
    assert made.split("\n") == [
        "<h1>Harbour dues</h1>",
        "<p>Dues are paid *per berth* &amp; per night.</p>",
        "<ol>",
        "<li>Pay at the office.</li>",
        "<li>Keep the receipt:<ul>",
        "<li>paper</li>",
        "</ul>",
        "</li>",
        "</ol>",
        "<figure><figcaption>Table 1</figcaption>",
        "<table>",
        "<thead>",
        "<tr><th>Length</th><th>Low</th></tr>",
        "</thead>",
        "<tbody>",
        "<tr><td>to 8 m</td><td>12</td></tr>",
        "</tbody>",
        "</table>",
        "</figure>",
        "<pre><code>rate = 12</code></pre>",
        "<p>No refunds.</p>",
        '<aside role="doc-footnote">',
        "<p>* See the rules.</p>",
        "</aside>",
        "",
    ]


def test_a_figure_is_a_picture_where_one_is_drawn() -> None:
    figure = block(BlockKind.FIGURE, 'axis "x"')
    options = ExportOptions(draw=lambda page, block: b"png" if page.number and block else b"")
    made = export_page(page(figure, block(BlockKind.CAPTION, "Figure 1")), options)
    assert made.replace("\n", "") == (
        '<figure><img alt="axis &quot;x&quot;" src="data:image/png;base64,cG5n">'
        "<figcaption>Figure 1</figcaption></figure>"
    )


def test_a_figure_that_cannot_be_drawn_is_its_words() -> None:
    made = export_page(page(block(BlockKind.FIGURE, "a")), ExportOptions(draw=lambda *_: b""))
    assert made == "<figure><p>a</p>\n</figure>\n"


def test_a_figure_says_what_it_shows_to_those_who_cannot_see_it() -> None:
    figure = replace(block(BlockKind.FIGURE), description='A "map"')

    assert _export(figure) == '<figure aria-label="A &quot;map&quot;"></figure>'


def test_text_that_is_read_from_the_right_says_so() -> None:
    assert _export(block(BlockKind.PARAGRAPH, "שלום")) == '<p dir="rtl">שלום</p>'
