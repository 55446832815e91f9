import pytest

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.evidence.test_pieces import make_columns
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from wasat.documents.document import Page
from wasat.evidence.inquiry import all_items
from wasat.evidence.rows import Row
from wasat.reader.lookup.cell import find_cells, label_of, match_item, rank_rows
from wasat.reader.lookup.finding import Finding

NOTE = make_page(
    make_heading("Deferred taxes (in thousands)"),
    make_table(
        ("", "2019", "2018"),
        ("Net deferred tax liabilities", "$74,132", "$62,793"),
        ("Prepaid assets", "1,911", "1,751"),
    ),
)


def ask(question: str, *pages: Page) -> Finding | None:
    search = make_search(question, *pages)
    return find_cells(search, rank_rows(search))


def make_row(label: str, section: str = "") -> Row:
    return Row(block=0, row=1, label=label, section=section, label_located=None, values=())


def test_the_value_of_the_year_comes_with_label_year_and_scale() -> None:
    finding = ask("What are the net deferred tax liabilities in 2018?", NOTE)
    assert text_of(finding) == "Net deferred tax liabilities, 2018: $62,793 (in thousands)"


def test_the_row_and_the_cell_are_cited() -> None:
    finding = ask("What are the net deferred tax liabilities in 2018?", NOTE)
    assert quotes_of(finding) == ["Net deferred tax liabilities $74,132 $62,793", "$62,793"]


def test_several_years_come_in_the_order_asked() -> None:
    finding = ask("What were prepaid assets in 2018 and 2019?", NOTE)
    assert text_of(finding) == "Prepaid assets: 2018: 1,751; 2019: 1,911 (in thousands)"


def test_without_a_year_the_first_column_counts() -> None:
    assert "2019: 1,911" in text_of(ask("What are prepaid assets?", NOTE))


def test_without_a_year_the_header_that_fits_best_counts() -> None:
    page = make_page(make_table(("", "Amount", "Useful life"), ("Trademarks", "25", "5")))
    assert "Useful life: 5" in text_of(ask("What is the useful life of trademarks?", page))


def test_no_value_is_given_for_a_year_without_a_column() -> None:
    assert ask("What were prepaid assets in 2011?", NOTE) is None


def test_a_scale_is_no_matter_of_percentages() -> None:
    page = make_page(make_table(("(in millions)", "2019"), ("Tax rate", "21%")))
    assert text_of(ask("What is the tax rate?", page)) == "Tax rate, 2019: 21%"


def test_as_good_a_row_on_another_page_is_told_too() -> None:
    pages = [
        make_page(make_table(("", "2019"), ("Purchase obligations", str(n))), number=n)
        for n in (1, 2)
    ]
    finding = ask("What are purchase obligations in 2019?", *pages)
    assert finding is not None
    assert [citations[0].page for _, citations in finding.statements] == [1, 2]


def test_a_row_of_lines_is_cited_by_label_and_value() -> None:
    page = make_page(
        make_columns(("2019", 200), top=0), make_columns(("Rainfall", 0), ("12", 200), top=20)
    )
    assert quotes_of(ask("How much rainfall was there in 2019?", page)) == ["Rainfall", "12"]


def test_a_row_without_a_label_tells_of_nothing() -> None:
    page = make_page(make_table(("", "Guests"), ("", "7")))
    search = make_search("How many guests came?", page)
    assert find_cells(search, rank_rows(search)) is None


def test_without_rows_there_is_no_cell() -> None:
    assert ask("What?", make_page(make_block("text"))) is None


@pytest.mark.parametrize(
    ("item", "label", "is_match"),
    [
        ("net_income", "Net income", True),
        ("net_income", "CONSOLIDATED NET INCOME", True),
        ("net_income", "Net income per share", False),
        ("net_income", "Other net income", False),
        ("cost_of_revenue", "Total cost of revenue", True),
        ("equity", "Total stockholders’ equity", True),
        ("total_assets", "Total current assets", False),
    ],
)
def test_line_items_are_told_by_their_labels(item: str, label: str, *, is_match: bool) -> None:
    assert (match_item(all_items()[item], make_row(label)) > 0.3) is is_match


def test_the_better_label_matches_better() -> None:
    item = all_items()["revenue"]
    total = match_item(item, make_row("Total revenue"))
    assert total > match_item(item, make_row("Revenue from other things and so on"))


def test_a_label_that_goes_on_from_the_line_above_is_told_whole() -> None:
    assert label_of(make_row("activities", "Net cash from operating")) == (
        "Net cash from operating activities"
    )
    assert label_of(make_row("Product", "Cost of revenue:")) == "Product"
    assert label_of(make_row("", "Total assets")) == "Total assets"


REGIONS = make_page(
    make_heading("Revenue and output (in millions)"),
    make_table(
        ("", "2025 Revenue EUR", "2025 Output GWh", "2024 Revenue EUR", "2024 Output GWh"),
        ("Mainland", "18.9", "84.0", "15.1", "69.3"),
    ),
)


def test_of_several_columns_of_a_year_the_one_asked_about_counts() -> None:
    finding = ask("What was the output of the mainland in 2024?", REGIONS)

    assert text_of(finding) == "Mainland, 2024 Output GWh: 69.3"


def test_of_a_long_date_only_the_year_is_told() -> None:
    page = make_page(make_table(("", "Year ended December 31, 2019"), ("Prepaid assets", "1,911")))

    assert text_of(ask("What are prepaid assets?", page)) == "Prepaid assets, 2019: 1,911"
