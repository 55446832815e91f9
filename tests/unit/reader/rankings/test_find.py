from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from wasat.documents.document import Page
from wasat.reader.lookup.finding import Finding
from wasat.reader.rankings.find import find_ranking

SALES = make_page(
    make_heading("Sales by region (in millions)"),
    make_table(
        ("Region", "2023", "2022"),
        ("Alps", "410.0", "400.0"),
        ("Coast", "90.0", "60.0"),
        ("Plains", "150.0", "155.0"),
        ("Total", "650.0", "615.0"),
    ),
    make_block("All that was sold in the shops of the regions is told in this table of ours."),
)
MODELS = make_page(
    make_heading("Results of the models"),
    make_table(
        ("Model", "Size", "Error rate", "Accuracy"),
        ("Finch", "110", "7.1", "92.9"),
        ("Wren", "80", "9.4", "90.6"),
        ("Robin", "140", "6.0", "94.0"),
    ),
)
SHOP = make_page(
    make_heading("Receipt of the shop"),
    make_table(
        ("Item", "Qty", "Price"),
        ("Flour", "4", "1.20"),
        ("Honey", "1", "6.50"),
        ("Total", "", "7.70"),
        ("Cash", "", "10.00"),
    ),
)
ACCOUNTS = make_page(
    make_heading("Accounts of the choir"),
    make_table(("Income", "EUR"), ("Concerts", "900"), ("Fees", "700"), ("Expenditure", ""),
               ("Hall", "300"), ("Music", "120")),
)  # fmt: skip


def ask(question: str, *pages: Page) -> Finding | None:
    return find_ranking(make_search(question, *pages))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which region had the highest sales?", "Alps, 2023: 410.0 (in millions)"),
        ("Which region had the lowest sales in 2022?", "Coast, 2022: 60.0 (in millions)"),
        ("Which region had the second highest sales?", "Plains, 2023: 150.0 (in millions)"),
        (
            "Which region grew most?",
            "Coast: 30.0 = 90.0 (2023) − 60.0 (2022); 50.00% (in millions)",
        ),
        (
            "Which region grew least?",
            "Plains: -5.0 = 150.0 (2023) − 155.0 (2022); -3.23% (in millions)",
        ),
        (
            "In which region did sales fall?",
            "Plains: -5.0 = 150.0 (2023) − 155.0 (2022); -3.23% (in millions)",
        ),
        ("Which sales were above 400 in 2022?", ""),
        ("Which sales were above 399 in 2022?", "Alps, 2022: 400.0 (in millions)"),
        ("Which regions had sales of more than 400 million?", "Alps, 2023: 410.0 (in millions)"),
    ],
)
def test_rows_are_compared_and_the_sum_is_none_of_them(question: str, text: str) -> None:
    assert text_of(ask(question, SALES)) == text


def test_a_whole_is_told_part_by_part_with_the_shares() -> None:
    found = ask("How are sales split by region in 2022?", SALES)

    assert text_of(found).splitlines() == [
        "Alps, 2022: 400.0 (in millions); 65.04% = 400.0 / 615.0",
        "Coast, 2022: 60.0 (in millions); 9.76% = 60.0 / 615.0",
        "Plains, 2022: 155.0 (in millions); 25.20% = 155.0 / 615.0",
    ]
    assert found is not None
    assert found.is_list


def test_what_grew_most_in_amount_and_in_per_cent_are_both_told_if_they_differ() -> None:
    page = make_page(
        make_heading("Staff by office"),
        make_table(("Office", "2023", "2022"), ("Rome", "120", "100"), ("Pisa", "15", "10")),
    )

    assert text_of(ask("Which office grew most?", page)).splitlines() == [
        "Rome: 20 = 120 (2023) − 100 (2022); 20.00%",
        "Pisa: 5 = 15 (2023) − 10 (2022); 50.00%",
    ]
    assert text_of(ask("Which office grew fastest?", page)).startswith("Pisa: 5")


def test_every_figure_of_a_change_is_cited() -> None:
    quotes = quotes_of(ask("Which region grew most?", SALES))

    assert {"90.0", "60.0"} <= set(quotes)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Which model has the best accuracy?", "Robin"),
        ("Which model has the best error rate?", "Robin"),
        ("Which model has the worst error rate?", "Wren"),
        ("Which model has the smallest size?", "Wren"),
    ],
)
def test_the_best_is_the_lowest_where_errors_are_counted(question: str, name: str) -> None:
    found = ask(question, MODELS)

    assert found is not None
    assert found.brief == name


def test_prices_are_compared_where_the_dearest_is_asked_for_and_no_payment() -> None:
    assert text_of(ask("Which item was the most expensive?", SHOP)) == "Honey, Price: 6.50"


def test_a_part_of_a_table_with_a_name_of_its_own_is_compared_apart() -> None:
    assert text_of(ask("What was the largest expenditure?", ACCOUNTS)) == "Hall, EUR: 300"


def test_things_in_columns_are_compared_by_the_row_that_is_asked_for() -> None:
    page = make_page(
        make_heading("Figures of the branches"),
        make_table(("", "Oslo", "Bergen"), ("Staff", "41", "57"), ("Desks", "60", "50")),
    )

    assert text_of(ask("Which branch has the most desks?", page)) == "Oslo, Desks: 60"


def test_a_table_of_other_things_is_no_answer() -> None:
    assert ask("Which river carries the most water?", SALES) is None
    assert ask("Which region had the highest sales in 2011?", SALES) is None


def test_equal_figures_are_all_told() -> None:
    page = make_page(
        make_heading("Points of the teams"),
        make_table(("Team", "Points"), ("Red", "9"), ("Blue", "9"), ("Green", "4")),
    )

    assert text_of(ask("Which team has the most points?", page)).splitlines() == [
        "Red, Points: 9",
        "Blue, Points: 9",
    ]


def test_a_table_is_compared_over_its_pages() -> None:
    head = ("Town", "People")
    first = make_page(make_heading("Towns"), make_table(head, ("Ahlen", "52"), ("Brilon", "25")))
    rest = make_table(("Calw", "71"), ("Demmin", "10"), headers=0)
    assert rest.table is not None
    goes_on = replace(rest, table=replace(rest.table, is_continued=True))
    second = make_page(goes_on, number=2)

    assert text_of(ask("Which town has the most people?", first, second)) == "Calw, People: 71"
