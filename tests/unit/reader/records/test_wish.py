import pytest

from tests.unit.reader.records.made import ORDERS, make_sheet
from wasat.evidence.language import all_languages
from wasat.reader.records.compute import choose
from wasat.reader.records.wish import Operation, Wish, read_wish
from wasat.reader.records.words import words_of

PLAIN = "name,points,bonus\nAda,5,1\nBea,,2\nCid,9,3\n"
PARTS = "part,stock\nP1 Valve,4\nP2 Pump,5\nP3 Hose,6\n"


def wish(question: str, text: str = ORDERS) -> Wish | None:
    sheet = make_sheet(text)
    return read_wish(question, sheet, all_languages()["en"], words_of("en"), "orders.csv")


def chosen(question: str, text: str = ORDERS) -> list[str]:
    """What stands first in the records that a question is about."""
    found = wish(question, text)
    assert found is not None
    return [row[0].text for row in choose(found, make_sheet(text))]


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("How many orders are there?", Operation.COUNT),
        ("What is the average total?", Operation.AVERAGE),
        ("How much quantity was sold?", Operation.SUM),
        ("How many quantity units?", None),
        ("What is the highest total?", Operation.HIGHEST),
        ("What is the highest total per region?", None),
        ("What is the average price of the products?", None),
        ("What is the average?", None),
        ("What is the most?", None),
        ("Region and product", None),
        ("Hello", None),
        ("", None),
    ],
)
def test_a_question_is_understood_wholly_or_not_at_all(
    question: str, operation: Operation | None
) -> None:
    found = wish(question)

    assert (found.operation if found else None) == operation


def test_the_number_of_what_is_measured_is_its_sum() -> None:
    found = wish("How many points are there?", PLAIN)

    assert found is not None
    assert (found.operation, found.measure.name if found.measure else "") == ("sum", "points")


@pytest.mark.parametrize(
    ("question", "records"),
    [
        ("List orders of Acme Ltd and Delta SA", ["1001", "1002", "1003", "1004", "1006"]),
        ("List orders with a quantity over 3 and a total under 50", ["1001", "1005"]),
        ("List orders with a quantity of at least 10", ["1001", "1004"]),
        ("List orders with at most 2 in quantity", ["1002", "1003"]),
        ("List orders from East since February 2025", ["1006"]),
        ("List orders until May 2024", ["1001", "1002", "1003", "1004"]),
    ],
)
def test_conditions_choose_records(question: str, records: list[str]) -> None:
    assert chosen(question) == records


def test_a_number_without_a_column_of_its_own_is_not_understood() -> None:
    assert wish("List orders over 50") is None
    assert wish("List orders between 5 and 10") is None
    assert wish("List orders with a quantity over 1.2.3") is None


def test_a_letter_alone_names_no_cell() -> None:
    text = "name,grade,points\nAda,a,5\nBea,b,4\nCid,a,9\n"

    assert chosen("What is a sum of points?", text) == ["Ada", "Bea", "Cid"]


def test_a_column_headed_by_a_sign_has_no_name() -> None:
    assert wish("What is the sum of points?", PLAIN.replace("bonus", "%")) is not None


def test_a_code_names_what_begins_with_it() -> None:
    assert chosen("What is the stock of P2?", PARTS) == ["P2 Pump"]
    assert wish("What is the stock of 2?", PARTS.replace("P", "")) is None


def test_words_of_one_root_name_a_column() -> None:
    found = wish("Which quantities were ordered?")

    assert found is not None
    assert [column.name for column in found.wanted] == ["quantity", "order_id"]
