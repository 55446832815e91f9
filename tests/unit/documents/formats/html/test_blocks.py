import pytest

from tests.unit.documents.formats.reading import read_blocks, read_texts
from wasat.documents.document import Block, BlockKind, Table
from wasat.documents.formats.flow.grid import MOST_COLUMNS
from wasat.documents.formats.html.read import read_html


def _read(html: str) -> list[Block]:
    return read_blocks(read_html, html)


def _table(html: str) -> Table:
    (block,) = _read(html)
    assert block.table is not None
    return block.table


def test_headings_have_levels() -> None:
    assert [(b.kind, b.level) for b in _read("<h1>a</h1><h6>b</h6>")] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 6),
    ]


def test_inline_elements_do_not_part_words() -> None:
    assert read_texts(read_html, "<p>a<b>b</b> <a href=x>c</a>\n d&nbsp;e") == ["ab c d e"]


def test_breaks_are_lines() -> None:
    assert read_texts(read_html, "<p>a<br>b") == ["a\nb"]


def test_text_beside_blocks_is_a_paragraph() -> None:
    assert read_texts(read_html, "a<div>b</div>c") == ["a", "b", "c"]


def test_lists_have_levels_and_markers() -> None:
    html = "<ul><li>a<ol start=3><li>b<li value=9>c<li>d</ol><li>e</ul>"
    assert [(b.kind, b.level, b.marker, b.text) for b in _read(html)] == [
        (BlockKind.LIST_ITEM, 1, "•", "a"),
        (BlockKind.LIST_ITEM, 2, "3.", "b"),
        (BlockKind.LIST_ITEM, 2, "9.", "c"),
        (BlockKind.LIST_ITEM, 2, "10.", "d"),
        (BlockKind.LIST_ITEM, 1, "•", "e"),
    ]


def test_an_item_without_a_list_is_an_item() -> None:
    assert [(b.level, b.marker) for b in _read("<li>a")] == [(1, "•")]


def test_only_the_first_paragraph_of_an_item_is_the_item() -> None:
    assert [b.kind for b in _read("<ul><li><p>a<p>b</ul><p>c")] == [
        BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


@pytest.mark.parametrize("number", ["-3", "x", "", "99999999999999999999", "²"])
def test_a_start_that_is_no_number_is_one(number: str) -> None:
    assert [b.marker for b in _read(f"<ol start='{number}'><li>a</ol>")] == ["1."]


def test_spans_and_headers_of_tables_are_kept() -> None:
    made = _table(
        "<table><thead><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d"
        "<tbody><tr><th>e<td>f<td>g</table>"
    )
    assert [(c.text, c.row, c.column, c.is_header) for c in made.cells] == [
        ("a", 0, 0, True),
        ("b", 0, 1, True),
        ("c", 1, 1, True),
        ("d", 1, 2, True),
        ("e", 2, 0, True),
        ("f", 2, 1, False),
        ("g", 2, 2, False),
    ]


def test_blocks_in_a_cell_are_its_lines() -> None:
    made = _table("<table><tr><td><p>a</p><ul><li>b<li>c</ul><pre>d\ne</pre><td>f</table>")
    assert made.cells[0].text.split("\n") == ["a", "b", "c", "d", "e"]


def test_a_caption_stands_before_its_table() -> None:
    blocks = _read("<table><caption>a</caption><tr><td>b<td>c</table>")
    assert [b.kind for b in blocks] == [BlockKind.CAPTION, BlockKind.TABLE]


def test_a_table_around_tables_arranges_the_page() -> None:
    html = "<table><tr><td>menu<td><h1>a</h1><table><tr><td>b<td>c</table></table>"
    assert [b.kind for b in _read(html)] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.TABLE,
    ]


def test_a_table_in_a_cell_below_the_deepest_level_is_words() -> None:
    html = "<div>" * 198 + "<table><tr><td>a<table><tr><td>b<td>c</table></table>"
    assert " ".join(read_texts(read_html, html)).split() == ["a", "b", "c"]


@pytest.mark.parametrize("depth", range(194, 202))
def test_a_table_at_the_deepest_level_loses_no_words(depth: int) -> None:
    html = "<div>" * depth + "<table><tr><td>a<td>b</table>"
    assert " ".join(read_texts(read_html, html)).split() == ["a", "b"]


def test_a_table_of_one_cell_is_a_paragraph() -> None:
    assert [b.kind for b in _read("<table><tr><td>a</table>")] == [BlockKind.PARAGRAPH]


def test_a_table_without_words_is_left_out() -> None:
    assert [b.text for b in _read("<table><tr></table><p>a")] == ["a"]


def test_a_row_of_too_many_cells_goes_on_in_the_next() -> None:
    blocks = _read("<table><tr>" + "<td>x" * (MOST_COLUMNS + 2) + "</table>")
    assert sum(len(b.table.cells) for b in blocks if b.table is not None) == MOST_COLUMNS + 2


def test_pre_keeps_its_form() -> None:
    (block,) = _read("<pre>\nif a:\n    <b>b</b>  c<br>d\n</pre>")
    assert (block.kind, block.text) == (BlockKind.CODE, "if a:\n    b  c\nd")


def test_an_empty_pre_is_left_out() -> None:
    assert read_texts(read_html, "<pre> </pre>a") == ["a"]


def test_figures_have_words_and_captions() -> None:
    html = "<figure><img alt='a  map'><figcaption>Figure 1</figcaption></figure>"
    assert [(b.kind, b.text) for b in _read(html)] == [
        (BlockKind.FIGURE, "a map"),
        (BlockKind.CAPTION, "Figure 1"),
    ]


def test_a_picture_in_running_text_is_its_words() -> None:
    assert read_texts(read_html, "<p>a <img alt=b>c <img src=d>") == ["a b c"]


def test_places_are_headings_and_counts() -> None:
    html = "<p>a<h1>One  Two</h1><p>b<table><tr><td>c<td>d</table><p>e<h2>Three</h2><p>f"
    assert [b.place for b in _read(html)] == [
        "paragraph 1",
        "One Two",
        "One Two, paragraph 1",
        "One Two, table 1",
        "One Two, paragraph 2",
        "Three",
        "Three, paragraph 1",
    ]


def test_cells_have_rows_as_places() -> None:
    made = _table("<table><tr><td>a<td>b<tr><td>c</table>")
    assert [c.place for c in made.cells] == ["table 1, row 1", "table 1, row 1", "table 1, row 2"]
