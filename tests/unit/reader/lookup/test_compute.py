import pytest

from tests.unit.evidence.pages import make_page, make_table
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from wasat.reader.lookup.cell import rank_rows
from wasat.reader.lookup.compute import compute
from wasat.reader.lookup.finding import Finding

PAGE = make_page(
    make_table(
        ("(in thousands)", "2019", "2018", "2017"),
        ("Maintenance", "16,499", "12,500.5", "(900)"),
        ("Emissions", "5", "0", "0"),
    )
)


def ask(question: str) -> Finding | None:
    search = make_search(question, PAGE)
    return compute(search, rank_rows(search)[0])


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("What was the change in maintenance from 2018 to 2019?", "3,998.5 = "),
        ("What was the change in maintenance in 2019?", "3,998.5 = "),
        ("By how much did the increase in maintenance go?", "3,998.5 = "),
        ("What is the percentage change in maintenance from 2018 to 2019?", "31.99% = "),
        ("What is the average maintenance for 2018 and 2019?", "14,499.75 = "),
        ("What is the maintenance of 2018 and 2019 altogether?", "28,999.5 = "),
        ("What is the average maintenance from 2017 to 2019?", "9,366.50 = "),
        ("What is the average maintenance between 2017 and 2019?", "9,366.50 = "),
        ("What is the average maintenance for 2017 and 2019?", "7,799.50 = "),
        ("What is the change in maintenance from 2017 to 2019?", "17,399.0 = "),
        ("In which year was maintenance negative?", "2017: (900)"),
        ("In which year was maintenance the largest?", "2019: 16,499"),
        ("In which year was maintenance the lowest?", "2017: (900)"),
        ("In which years did maintenance exceed 12,000?", "2019: 16,499; 2018: 12,500.5"),
        ("In which year was maintenance less than 20 million?", "2019: 16,499; 2018"),
        ("In which years did maintenance exceed 15,000 thousand?", "2019: 16,499,"),
        ("In which years was maintenance calculated?", "2019: 16,499; 2018: 12,500.5; 2017"),
    ],
)
def test_the_result_comes_first_and_then_how(question: str, start: str) -> None:
    assert text_of(ask(question)).startswith(start)


def test_every_figure_used_is_cited() -> None:
    finding = ask("What was the change in maintenance from 2018 to 2019?")
    assert quotes_of(finding)[1:] == ["16,499", "12,500.5"]
    assert "Maintenance" in text_of(finding)


@pytest.mark.parametrize(
    "question",
    [
        "What was maintenance in 2019?",
        "What was the change in maintenance from 2011 to 2019?",
        "What is the percentage change in emissions from 2017 to 2018?",
        "In which year did maintenance exceed 99 million?",
    ],
)
def test_nothing_is_computed_that_is_not_asked_or_not_there(question: str) -> None:
    assert text_of(ask(question)) == ""


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Did maintenance increase in 2019?", True),
        ("Did maintenance fall from 2018 to 2019?", False),
        ("Did emissions rise from 2017 to 2018?", False),
        ("Did maintenance rise or fall in 2019?", None),
    ],
)
def test_whether_a_figure_went_up_is_said(question: str, verdict: object) -> None:
    search = make_search(question, PAGE)
    rows = {scored.row.label.lower(): scored for scored in rank_rows(search)}
    finding = compute(search, next(rows[name] for name in rows if name in question))
    assert (finding.verdict if finding else None) is verdict
