import pytest

from tests.unit.reader.lookup.searching import (
    make_balance_sheet,
    make_income_statement,
    make_search,
    quotes_of,
    text_of,
)
from wasat.reader.lookup.finding import Finding
from wasat.reader.lookup.statement import find_statement

PAGES = (make_income_statement(), make_balance_sheet())


def ask(question: str) -> Finding | None:
    return find_statement(make_search(question, *PAGES))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is the FY2018 COGS?", "Cost of sales, 2018: 500 (in millions)"),
        ("What was net income?", "Net income, 2019: 192 (in millions)"),
        (
            "What were net sales in 2019 and 2018?",
            "Net sales: 2019: 1,000; 2018: 800 (in millions)",
        ),
        ("What is FY2019 revenue (in USD billions)?", "Net sales, 2019: 1.00 billion = 1,000 (in"),
        (
            "What is the year-over-year change in revenue in 2019?",
            "25.00% = (1,000 (2019) − 800 (2018))",
        ),
        ("What is the revenue growth rate from 2017 to 2019?", "56.25% = "),
        ("What was the change in net income from 2018 to 2019?", "72 = 192 (2019) − 120 (2018)"),
        ("What is the average net income of 2018 and 2019?", "156.00 = (120 (2018) + 192 (2019))"),
    ],
)
def test_line_items_are_answered_from_the_statement(question: str, text: str) -> None:
    assert text_of(ask(question)).startswith(text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is the FY2019 ROA?", "0.24: ROA, 2019 ("),
        ("What is the operating margin?", "25.00%: operating margin, 2019 ("),
        (
            "What is the FY2019 gross margin? Round to one decimal place.",
            "40.0%: gross margin, 2019",
        ),
        ("What is the three year average operating margin from FY2017 to FY2019?", "20.73%: "),
        ("What is the change in operating margin between FY2018 and FY2019?", "5.00%: "),
        ("What is the working capital in 2019? No decimals.", "110: working capital, 2019"),
    ],
)
def test_formulas_are_computed_and_show_their_figures(question: str, text: str) -> None:
    assert text_of(ask(question)).startswith(text)


def test_every_figure_of_a_formula_is_cited() -> None:
    quotes = quotes_of(ask("What is the FY2019 ROA?"))
    assert {"192", "900", "700"} <= set(quotes)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the president?",
        "What was net income in the second quarter of 2019?",
        "What is the FY2011 COGS?",
        "What is the CCC for 2011?",
        "What is the inventory turnover of 2017?",
        "Which harbour did the ferry with the revenue officers leave from in the evening?",
        "What are revenue and net income?",
        "What was the change in revenue from 2011 to 2019?",
    ],
)
def test_other_questions_and_other_years_are_left_alone(question: str) -> None:
    assert ask(question) is None
