import pytest

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from wasat.reader.arithmetic.answer import find_arithmetic
from wasat.reader.lookup.cell import rank_rows
from wasat.reader.lookup.finding import Finding

COSTS = make_page(
    make_heading("What the school costs (in thousands of euros)"),
    make_block("This is what the town has paid for the school in each of the years."),
    make_table(
        ("", "2022", "2021"),
        ("Heating", "310", "248"),
        ("Electricity", "150", "132"),
        ("Cleaning staff", "90", "88"),
        ("Vacancy rate", "5%", "4%"),
        ("Total costs", "550", "468"),
    ),
)
BICYCLES = make_page(
    make_block("These are the data of the models that are on sale in the shop."),
    make_table(("Model", "Weight (kg)", "Price (EUR)"), ("Kestrel", "21.5", "2,499"),
               ("Merlin", "24.0", "3,150")),
)  # fmt: skip


def ask(question: str, page: object = COSTS) -> Finding | None:
    search = make_search(question, page)  # type: ignore[arg-type] # a page, whatever its name
    return find_arithmetic(search, rank_rows(search))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "What is the difference between heating and electricity in 2022?",
            "160 = 310 (Heating, 2022) − 150 (Electricity, 2022) (in thousands of euros)",
        ),
        (
            "What share of total costs was heating in 2022?",
            "56.36% = 310 (Heating, 2022) / 550 (Total costs, 2022)",
        ),
        (
            "What is the ratio of heating to electricity in 2021?",
            "1.88 = 248 (Heating, 2021) / 132 (Electricity, 2021)",
        ),
        (
            "What were heating, electricity and cleaning staff combined in 2022?",
            "550 = 310 (Heating, 2022) + 150 (Electricity, 2022) + 90 (Cleaning staff, 2022)"
            " (in thousands of euros)",
        ),
    ],
)
def test_the_formula_is_shown(question: str, text: str) -> None:
    assert text_of(ask(question)) == text


def test_each_figure_is_cited() -> None:
    quotes = quotes_of(ask("What is the difference between heating and electricity in 2022?"))

    assert {"310", "150"} <= set(quotes)


def test_figures_of_a_column_are_told_apart_by_their_rows() -> None:
    finding = ask("What is the difference in price between the Merlin and the Kestrel?", BICYCLES)

    assert text_of(finding).startswith("651 = 3,150 (Merlin")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Was heating higher than electricity in 2021?", True),
        ("Was heating lower than electricity in 2021?", False),
        ("Which was higher in 2021, electricity or heating?", None),
    ],
)
def test_which_is_larger_is_said(question: str, verdict: object) -> None:
    finding = ask(question)

    assert finding is not None
    assert finding.verdict is verdict
    assert text_of(finding).startswith("Heating: 248")


@pytest.mark.parametrize(
    "question",
    [
        "What is the difference between heating and water in 2022?",
        "What is the difference between heating and electricity in 2011?",
        "What is the difference between heating and the vacancy rate in 2022?",
        "What was heating in 2022?",
    ],
)
def test_nothing_is_computed_with_what_is_not_there_or_does_not_fit(question: str) -> None:
    assert ask(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "How much more was spent on heating than on electricity in 2022?",
        "How much more did we pay for heating than for electricity in 2022?",
    ],
)
def test_what_was_spent_more_on_one_thing_than_on_another_is_a_difference(question: str) -> None:
    assert text_of(ask(question)).startswith("160 = 310 (Heating, 2022) − 150 (Electricity, 2022)")


def test_figures_stand_in_one_column_though_only_one_name_says_which() -> None:
    found = ask("What is the combined price of Kestrel and Merlin?", BICYCLES)

    assert text_of(found).startswith("5,649 = 2,499 (Kestrel")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "What share of the costs was heating in 2022?",
            "56.36% = 310 (Heating, 2022) / 550 (Total costs, 2022)",
        ),
        (
            "How much was spent on heating and electricity together in 2022?",
            "460 = 310 (Heating, 2022) + 150 (Electricity, 2022) (in thousands of euros)",
        ),
        (
            "Was more spent on heating than on electricity in 2022?",
            "Heating: 310 (Heating, 2022) > 150 (Electricity, 2022) (in thousands of euros)",
        ),
    ],
)
def test_free_ways_of_asking_are_computed(question: str, text: str) -> None:
    assert text_of(ask(question)) == text
