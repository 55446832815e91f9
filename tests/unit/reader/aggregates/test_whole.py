import re
from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from wasat.documents.document import Page
from wasat.reader.aggregates.whole import find_aggregate, part_totals
from wasat.reader.lookup.cell import rank_rows
from wasat.reader.lookup.finding import Finding
from wasat.reader.rankings.series import read_series

QUARTERS = make_page(
    make_heading("Visitors of the museum"),
    make_table(
        ("Quarter", "Visitors", "Complaints", "Satisfied"),
        ("Spring", "1,204", "14", "91%"),
        ("Summer", "1,488", "9", "88%"),
        ("Autumn", "1,350", "11", "90%"),
        ("Winter", "1,102", "18", "93%"),
    ),
    make_block("All figures were counted at the door of the museum by hand."),
)
COSTS = make_page(
    make_heading("Costs of the museum (in thousands)"),
    make_table(
        ("Item", "2022", "2023"),
        ("Rent", "140", "150"),
        ("Wages", "600", "620"),
        ("Total", "740", "770"),
    ),
)
GRANTS = make_page(
    make_heading("Grants of the museum"),
    make_table(
        ("Giver", "Grants"), ("City", "2,515"), ("County", "1,240"), ("All public givers", "3,755")
    ),
)
FUNDS = make_page(
    make_heading("Funds"),
    make_table(
        ("Giver", "Funds"),
        ("City", "2,515"),
        ("County", "1,240"),
        ("Public", "3,755"),
        ("Bank", "1,111"),
        ("Shop", "2,050"),
        ("Private", "3,161"),
    ),
    make_block("These are the funds of the museum as they were at the end of the year."),
)
PURSES = make_page(
    make_heading("Purses"),
    make_table(("Purse", "Held"), ("Old", "$ 250"), ("New", "€ 120"), ("Gold", "$ 75")),
)
SHIPS = make_page(
    make_heading("Ships"), make_table(("Ship", "Built"), ("Auk", "1998"), ("Tern", "2006"))
)
OUTPUT = make_page(
    make_heading("Output of the works"),
    make_table(("Product", "Output"), ("Steel (tonnes)", "410"), ("Gas (m3)", "1,900")),
)


def ask(question: str, *pages: Page) -> Finding | None:
    search = make_search(question, *pages)
    return find_aggregate(search, rank_rows(search))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "What is the total number of visitors?",
            "5,144 = 1,204 (Spring) + 1,488 (Summer) + 1,350 (Autumn) + 1,102 (Winter)",
        ),
        (
            "What is the average number of visitors per quarter?",
            "1,286 = (1,204 (Spring) + 1,488 (Summer) + 1,350 (Autumn) + 1,102 (Winter)) / 4",
        ),
        (
            "What is the median of the complaints?",
            "12.50: 9 (Summer) ≤ 11 (Autumn) ≤ 14 (Spring) ≤ 18 (Winter)",
        ),
        (
            "What is the difference between the highest and the lowest number of complaints?",
            "9 = 18 (Winter) − 9 (Summer)",
        ),
        (
            "What is the average share of satisfied visitors?",
            "90.50 = (91% (Spring) + 88% (Summer) + 90% (Autumn) + 93% (Winter)) / 4",
        ),
        (
            "How many visitors came in spring and summer, all together?",
            "2,692 = 1,204 (Spring) + 1,488 (Summer)",
        ),
    ],
)
def test_a_figure_is_made_of_all_of_a_column_and_its_formula_shown(
    question: str, text: str
) -> None:
    found = ask(question, QUARTERS)

    assert found is not None
    assert text_of(found) == text


def test_each_figure_is_cited_with_its_row() -> None:
    found = ask("What is the total number of complaints?", QUARTERS)

    assert found is not None
    assert {"14", "9", "11", "18"} <= set(quotes_of(found))
    assert found.brief == "52"


def test_a_printed_total_is_told_as_it_is_printed() -> None:
    found = ask("What is the sum of all costs in 2022?", COSTS)

    assert found is not None
    assert text_of(found) == "Total, 2022: 740 (in thousands)"
    assert found.brief == "740"


def test_a_sum_is_known_by_its_figure_where_no_label_tells_it() -> None:
    found = ask("What is the sum of all grants?", GRANTS)

    assert found is not None
    assert text_of(found) == "All public givers, Grants: 3,755"


def test_sums_of_some_rows_are_not_added_again() -> None:
    found = ask("What is the sum of all funds?", FUNDS)

    assert found is not None
    assert text_of(found).startswith("6,916 = 2,515 (City)")
    assert "Public" not in text_of(found)


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("What is the sum of all shares of satisfied visitors?", QUARTERS),
        ("What is the sum held in all purses?", PURSES),
        ("What is the sum of all years built?", SHIPS),
        ("What is the sum of all output?", OUTPUT),
    ],
)
def test_what_does_not_belong_together_is_not_added(question: str, page: Page) -> None:
    assert ask(question, page) is None


@pytest.mark.parametrize(
    "question",
    [
        "What are the total wages?",  # a row tells them
        "What is the average of the costs from 2022 to 2023?",  # of one row over the years
        "What is the sum of all pensions?",
        "What is the total?",
        "How much are the wages?",
    ],
)
def test_what_a_row_tells_or_no_table_holds_is_left_to_others(question: str) -> None:
    assert ask(question, COSTS) is None


def test_one_row_is_not_many() -> None:
    assert ask("What is the average number of visitors in spring?", QUARTERS) is None


def test_of_very_many_figures_the_first_and_last_are_written_and_all_are_cited() -> None:
    rows = [(f"Branch {at}", f"{1000 + 7 * at}") for at in range(60)]
    prose = make_block("These are the sales of all branches of the firm as they were counted.")
    page = make_page(prose, make_table(("Branch", "Sales"), *rows))

    found = ask("What is the sum of all sales?", page)

    assert found is not None
    assert " + … + " in text_of(found)
    assert {figure for _, figure in rows} <= set(quotes_of(found))


def test_a_table_that_names_nothing_of_what_is_asked_for_is_not_added_up() -> None:
    page = make_page(
        make_heading("Courses"),
        make_block("How many pupils took part in the courses is told on another page of this."),
        make_heading("Expenses"),
        make_table(("Item", "2023"), ("Rent", "15,100"), ("Travel", "3,640")),
    )

    assert ask("How many pupils did all the courses have together?", page) is None
    assert ask("What is the sum of all expenses?", page) is not None


def test_sums_of_long_columns_are_found_in_time_that_grows_with_their_figures() -> None:
    search = make_search("What is the total number of visitors?", QUARTERS)
    series = next(read_series(search, re.compile("^Total")))
    parts = series.entries * 5_000
    total = replace(parts[0], name="All", number=sum(entry.number for entry in parts))

    found = part_totals(replace(series, entries=(*parts, total)))

    assert found.entries == parts
    assert found.whole == total
