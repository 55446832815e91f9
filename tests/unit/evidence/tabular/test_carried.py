from tests.unit.evidence.pages import make_block, make_page, make_table
from wasat.documents.document import BlockKind, Page
from wasat.evidence.rows import iter_rows
from wasat.evidence.tabular.carried import NOTHING_CARRIED, carry_heads

FIRST = make_page(make_table(("", "2022", "2021"), ("Oak", "7", "6")))
MORE = make_table(("Elm", "5", "4"), headers=0)


def headers(pages: list[Page], number: int) -> list[str]:
    (row,) = iter_rows(pages[number - 1], carry_heads(pages, number))
    return [value.header for value in row.values]


def test_a_table_that_goes_on_keeps_the_headers_of_the_page_before() -> None:
    running = make_block("Trees", kind=BlockKind.HEADER)
    pages = [FIRST, make_page(running, MORE, number=2), make_page(MORE, number=3)]

    assert headers(pages, 2) == ["2022", "2021"]
    assert headers(pages, 3) == ["2022", "2021"]
    assert carry_heads(pages, 3).page == 1


def test_a_table_with_headers_of_its_own_begins_anew() -> None:
    pages = [FIRST, make_page(make_table(("", "Men", "Women"), ("Elm", "5", "4")), number=2)]

    assert headers(pages, 2) == ["Men", "Women"]


def test_a_table_of_another_width_or_below_other_words_goes_on_from_nothing() -> None:
    wider = make_table(("Elm", "5", "4", "3"), headers=0)
    below = make_page(make_block("Something else altogether."), MORE, number=2)

    assert carry_heads([FIRST, make_page(wider, number=2)], 2) == NOTHING_CARRIED
    assert carry_heads([FIRST, below], 2) == NOTHING_CARRIED
    assert carry_heads([FIRST], 1) == NOTHING_CARRIED
