import ast

import pytest

from tests.unit.reader.lookup.searching import (
    make_balance_sheet,
    make_income_statement,
    make_search,
)
from wasat.evidence.inquiry import all_items
from wasat.reader.lookup.formula import (
    Evaluation,
    IncomputableError,
    find_formula,
    find_formula_spans,
    read_definition,
)
from wasat.reader.lookup.line_item import Statements

SEARCH = make_search("anything", make_income_statement(), make_balance_sheet())


def evaluate(text: str, year: int = 2019) -> float:
    evaluation = Evaluation(statements=Statements(SEARCH))
    return evaluation.evaluate(ast.parse(text, mode="eval").body, year)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("net_income / revenue", 0.192),
        ("avg(total_assets)", 800.0),
        ("prior(revenue)", 800.0),
        ("change(inventory)", 20.0),
        ("abs(interest_expense)", 10.0),
        ("-revenue + 2 * cost_of_revenue - 100", 100.0),
    ],
)
def test_expressions_are_evaluated_for_a_year(text: str, value: float) -> None:
    assert evaluate(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["deferred_revenue", "unknown", "revenue / (revenue - revenue)", "prior(avg(inventory))"],
)
def test_what_cannot_be_computed_says_so(text: str) -> None:
    with pytest.raises(IncomputableError):
        evaluate(text)


@pytest.mark.parametrize("text", ["'words'", "revenue if 1 else 2", "open(revenue, 1)"])
def test_nothing_but_arithmetic_is_evaluated(text: str) -> None:
    with pytest.raises(IncomputableError):
        evaluate(text)


def test_every_figure_used_is_kept_once() -> None:
    evaluation = Evaluation(statements=Statements(SEARCH))
    evaluation.evaluate(ast.parse("avg(inventory) + inventory", mode="eval").body, 2019)
    assert list(evaluation.used) == [("inventory", 2019), ("inventory", 2018)]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("What is the ROA?", "net_income / avg(total_assets)", "ratio"),
        ("What is the quick ratio?", "(current_assets - inventory) / current_liabilities", "ratio"),
        ("the operating income % margin", "operating_income / revenue", "percent"),
        ("unadjusted EBITDA margin", "(operating_income + abs(depreciation)) / revenue", "percent"),
        ("What is DIO?", "365 * avg(inventory) / abs(cost_of_revenue)", "days"),
    ],
)
def test_the_longest_name_of_a_formula_counts(question: str, value: str, unit: str) -> None:
    formula = find_formula(question)
    assert formula is not None
    assert (ast.unparse(formula.value), formula.unit) == (value, unit)


def test_a_question_may_name_no_formula() -> None:
    assert find_formula("Who won?") is None
    assert find_formula_spans("Who won?") == []


@pytest.mark.parametrize(
    ("definition", "value"),
    [
        (
            "ROA is defined as: FY2017 net income / (average total assets between FY2016 and"
            " FY2017).",
            "net_income / avg(total_assets)",
        ),
        (
            "DPO is defined as: 365 * (average accounts payable between FY2018 and FY2019)"
            " / (FY2019 COGS + change in inventory between FY2018 and FY2019). Round it.",
            "365 * avg(payables) / (cost_of_revenue + change(inventory))",
        ),
        (
            "It is calculated as current assets ÷ current liabilities",
            "current_assets / current_liabilities",
        ),
    ],
)
def test_a_definition_in_the_question_is_read(definition: str, value: str) -> None:
    node = read_definition(definition)
    assert node is not None
    assert ast.unparse(node) == value


@pytest.mark.parametrize(
    "text",
    ["What is ROA?", "ROA is defined as: luck / skill.", "CCC is defined as: DIO + DSO - DPO."],
)
def test_a_definition_of_other_things_is_not_read(text: str) -> None:
    assert read_definition(text) is None


def test_the_questions_own_definition_counts_first() -> None:
    formula = find_formula("What is ROA? ROA is defined as: net income / total assets.")
    assert formula is not None
    assert ast.unparse(formula.value) == "net_income / total_assets"


def test_formulas_are_made_of_line_items_that_exist() -> None:
    names = ["avg", "prior", "change", "abs", *all_items()]
    for question in ("ROE", "CCC", "net debt", "book value per share", "free cash flow conversion"):
        formula = find_formula(question)
        assert formula is not None
        used = {node.id for node in ast.walk(formula.value) if isinstance(node, ast.Name)}
        assert used <= set(names)
