from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_line, make_page, make_source, make_table
from wasat.box import Box
from wasat.documents.document import Block, BlockKind, Line, Origin, Page, Word
from wasat.evidence.quote import Located, cite, cite_row, locate


def test_a_quote_carries_the_words_as_printed_and_one_box_a_line() -> None:
    page = make_page(make_block("The quick brown", "fox jumps"), number=7)
    citation = cite(make_source(), page, Located(0, 4, 19))
    assert citation.quote == "quick brown fox"
    assert citation.boxes == (Box(24, 0, 90, 10), Box(0, 12, 18, 22))
    assert citation.page == 7
    assert citation.place == ""


def test_a_quote_is_widened_to_whole_words() -> None:
    page = make_page(make_block("The quick brown"))
    assert cite(make_source(), page, Located(0, 6, 7)).quote == "quick"


def test_a_word_cut_by_a_hyphen_is_whole_again_and_has_two_boxes() -> None:
    page = make_page(make_block("a docu-", "ment here"))
    citation = cite(make_source(), page, Located(0, 2, 10))
    assert citation.quote == "document"
    assert citation.boxes == (Box(12, 0, 42, 10), Box(0, 12, 24, 22))


def test_a_quote_of_a_cell_has_the_box_of_its_words() -> None:
    page = make_page(make_table(("", "2019"), ("Revenue", "1,234")))
    citation = cite(make_source(), page, Located(0, 0, 5, (1, 1)))
    assert citation.quote == "1,234"
    assert citation.boxes == (Box(100, 112, 130, 122),)


def test_words_of_which_an_engine_was_unsure_lower_the_score() -> None:
    words = (Word("Total", Box(0, 0, 30, 10), 1.0), Word("12.50", Box(36, 0, 66, 10), 0.6))
    block = Block(kind=BlockKind.PARAGRAPH, lines=(Line(words=words),), origin=Origin.OCR)
    page = make_page(block)
    assert cite(make_source(), page, Located(0, 0, 5), score=0.9).score == 0.9
    assert cite(make_source(), page, Located(0, 6, 11), score=0.9).score == pytest.approx(0.54)
    assert cite(make_source(), page, Located(0, 0, 11)).score == pytest.approx(0.8)


def test_a_quote_of_a_row_holds_every_cell_that_has_words() -> None:
    page = make_page(make_table(("", "2019"), ("Revenue", "1,234", "")))
    citation = cite_row(make_source(), page, 0, 1, score=0.5)
    assert citation.quote == "Revenue 1,234"
    assert citation.boxes == (Box(0, 112, 42, 122), Box(100, 112, 130, 122))
    assert citation.score == 0.5


def test_without_pages_the_place_is_told_and_no_boxes() -> None:
    line = make_line("plain words", is_paged=False)
    block = Block(kind=BlockKind.PARAGRAPH, lines=(line,), place="line 12")
    citation = cite(make_source(), Page(number=1, blocks=(block,)), Located(0, 0, 5))
    assert (citation.page, citation.place, citation.boxes) == (None, "line 12", ())


def test_the_origin_is_the_blocks_own() -> None:
    block = Block(kind=BlockKind.FIELD, lines=(make_line("Yes"),), origin=Origin.FORM)
    page = make_page(block)
    assert cite(make_source(), page, Located(0, 0, 3)).origin == "form"


def test_an_empty_span_is_no_quote() -> None:
    with pytest.raises(ValueError, match="a quote needs words"):
        cite(make_source(), make_page(make_block("words")), Located(0, 5, 5))


@pytest.mark.parametrize("row", [1, 2])
def test_a_row_without_words_is_no_quote(row: int) -> None:
    page = make_page(make_table(("Revenue", "1"), ("", "")))
    with pytest.raises(ValueError, match="a row of a table"):
        cite_row(make_source(), page, 0, row)


def test_a_cell_that_is_not_there_is_no_quote() -> None:
    with pytest.raises(ValueError, match="row 5, column 0"):
        cite(make_source(), make_page(make_table(("a", "b"))), Located(0, 0, 1, (5, 0)))


@pytest.mark.parametrize(
    ("quote", "start", "end"),
    [
        ("Net income", 4, 14),
        ("net  INCOME", 4, 14),
        ("net-income was", 4, 18),
        ("1,234.5", 19, 26),
        ("million", 27, 34),
    ],
)
def test_words_are_found_again_whatever_stands_between_them(
    quote: str, start: int, end: int
) -> None:
    page = make_page(make_block("Our net income was", "1,234.5 million."))
    assert locate(page, quote) == Located(0, start, end)


@pytest.mark.parametrize("quote", ["234", "1,234", "234.5", "illion", "net loss", "", "—"])
def test_parts_of_words_and_numbers_are_not_found(quote: str) -> None:
    page = make_page(make_block("Our net income was", "1,234.5 million."))
    assert locate(page, quote) is None


def test_words_in_a_table_are_found_with_their_cell() -> None:
    page = make_page(make_block("Text"), make_table(("", "2019"), ("Total revenue", "1,234")))
    assert locate(page, "revenue") == Located(1, 6, 13, (1, 0))
    assert locate(page, "1,234") == Located(1, 0, 5, (1, 1))


def test_what_is_located_is_cited_with_the_same_words() -> None:
    page = make_page(make_block("a docu-", "ment of 3.5 pages"))
    located = locate(page, "document of 3.5")
    assert located is not None
    assert cite(make_source(), page, located).quote == "document of 3.5"


def test_a_cell_with_a_place_of_its_own_is_cited_there() -> None:
    block = make_table(("Item", "Cost"), ("Rope", "12"))
    assert block.table is not None
    cells = [replace(c, place=f"S!{'AB'[c.column]}{c.row + 1}") for c in block.table.cells]
    block = replace(block, place="S!A1:B2", table=replace(block.table, cells=tuple(cells)))
    page = replace(make_page(block), width=0.0)
    assert cite(make_source(), page, Located(0, 0, 2, (1, 1))).place == "S!B2"
    assert cite_row(make_source(), page, 0, 1).place == "S!A2:B2"
