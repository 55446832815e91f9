from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.reader.lookup.searching import (
    make_balance_sheet,
    make_income_statement,
    make_search,
)
from wasat.evidence.inquiry import all_items
from wasat.reader.lookup.line_item import Statements

SEARCH = make_search("anything", make_income_statement(), make_balance_sheet())
REVENUE = all_items()["revenue"]


def test_a_line_item_is_found_on_its_statement_by_year() -> None:
    figure = Statements(SEARCH).find(REVENUE, 2018)
    assert figure is not None
    assert (figure.number, figure.scored.page.number, figure.value.text) == (800.0, 1, "800")
    assert figure.scored.scale.text == "in millions"


def test_items_of_other_statements_are_found_on_theirs() -> None:
    figure = Statements(SEARCH).find(all_items()["total_assets"], 2019)
    assert figure is not None
    assert (figure.number, figure.scored.page.number) == (900.0, 2)


def test_a_year_without_a_column_has_no_figure() -> None:
    assert Statements(SEARCH).find(REVENUE, 2011) is None


def test_an_item_that_is_not_there_has_no_figure() -> None:
    assert Statements(SEARCH).find(all_items()["deferred_revenue"], 2019) is None


def test_the_latest_year_is_told() -> None:
    statements = Statements(SEARCH)
    assert statements.latest_year(REVENUE) == 2019
    assert statements.latest_year(all_items()["deferred_revenue"]) is None


def test_only_pages_that_count_are_looked_at() -> None:
    page = make_page(make_heading("Something else"), make_table(("", "2019"), ("Net sales", "1")))
    search = make_search("anything", page)
    assert Statements(search).find(REVENUE, 2019) is None


def test_a_quarter_is_not_the_year() -> None:
    page = make_income_statement()
    rows = [
        ("", "Three months ended June 30, 2019"),
        ("Net sales", "7"),
        ("Cost of sales", "1"),
        ("Operating income", "2"),
        ("Income taxes", "3"),
        ("Net income", "4"),
        ("Diluted earnings per share", "5"),
    ]
    quarter = make_page(page.blocks[0], make_table(*rows, *[("Revenue of", "1")] * 30), number=1)
    assert Statements(make_search("anything", quarter)).find(REVENUE, 2019) is None


def test_where_no_page_is_a_statement_the_best_pages_may_count() -> None:
    page = make_page(
        make_block("These are a few of the figures of the shop that we have kept."),
        make_table(("", "2022", "2021"), ("Revenue", "80", "75")),
    )
    search = make_search("What was revenue in 2022?", page)
    revenue = all_items()["revenue"]

    assert Statements(search).find(revenue, 2022) is None
    found = Statements(search, is_anywhere=True).find(revenue, 2022)
    assert found is not None
    assert found.number == 80
