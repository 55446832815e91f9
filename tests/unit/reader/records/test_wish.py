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


IDS = "id,day,quantity,item\n" + "".join(
    f"{n},2024-0{4 + n % 3}-{n:02},{n},{'It' if n % 2 else 'No'}\n" for n in range(1, 21)
)
YEARS = "order,day,q\n2023,2024-01-01,4\n2024,2024-02-01,5\n2025,2024-03-01,6\n"
AGES = "name,age,pay\nAda,50,5\nBea,40,6\nCid,30,9\n"


@pytest.mark.parametrize(
    "question",
    [
        "How many orders were not shipped?",
        "List all orders but Acme Ltd",
        "How many orders are from others other than Acme Ltd?",
        "How many orders were not placed in May 2024?",
        "How many orders have no unit price?",
        "How many orders weren't from Acme Ltd?",
        "How many orders are from Acme Ltd or in May 2024?",
        "How many orders were placed in May 2024 or in 2025?",
        "How many orders were placed in May 2024 and in 2025?",
        "How many orders were placed from March to May 2024?",
        "How many orders were placed from May to June 2024?",
        "What is the highest and lowest total?",
        "What is the average and median total?",
        "What is the average quantity and unit price?",
        "What is the average quantity and date?",
        "How many customers and regions are there?",
        "How many dates are there?",
        "Which order has the highest quantity and which region?",
        "How many latest totals?",
    ],
)
def test_no_part_of_a_question_is_dropped(question: str) -> None:
    assert wish(question) is None


def test_what_a_header_says_excludes_nothing_unless_it_may() -> None:
    assert wish("Which item has no price?", "No,Item,Price\n1,a,2\n2,b,\n3,c,4\n") is None


@pytest.mark.parametrize(
    ("question", "records"),
    [
        ("List orders with quantity of no less than 10", ["1001", "1004"]),
        ("List orders of Acme Ltd or Corner Shop", ["1001", "1004", "1005", "1006"]),
        ("List orders from 1 March 2024 to 11 May 2024", ["1001", "1002", "1003"]),
        ("List orders between April 2024 and May 2024", ["1003", "1004"]),
        ("Show orders 1001, 1003 and 1004", ["1001", "1003", "1004"]),
        ("Show order no. 1003", ["1003"]),
    ],
)
def test_ranges_and_several_keys_choose_records(question: str, records: list[str]) -> None:
    assert chosen(question) == records


def test_a_number_is_a_key_right_after_what_it_is_a_key_of() -> None:
    assert len(chosen("List rows with a quantity over 10", IDS)) == 10
    assert chosen("What is the quantity of id 10?", IDS) == ["10"]
    assert wish("What is the quantity of 10?", IDS) is None
    assert chosen("What is the q of order 2024?", YEARS) == ["2024"]
    assert wish("How many orders in 2024?", YEARS) is None


def test_short_values_are_named_as_printed() -> None:
    assert len(chosen("What is the sum of quantity of it?", IDS)) == 20
    assert len(chosen("What is the sum of quantity of It?", IDS)) == 10


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Who is the oldest?", AGES, ("highest", "age")),
        ("Who is the youngest?", AGES, ("lowest", "age")),
        ("Which name is the newest?", AGES, None),
        ("Which order is the oldest?", ORDERS, ("lowest", "date")),
        ("Which order is the youngest?", ORDERS, ("highest", "date")),
        ("Which customer placed the latest order?", ORDERS, ("highest", "date")),
        ("Which order with quantity over 3 has the highest total?", ORDERS, ("highest", "total")),
        ("What is the total quantity over 3?", ORDERS, ("sum", "quantity")),
        ("What is the average total with quantity over 3?", ORDERS, ("average", "total")),
    ],
)
def test_what_is_compared_or_computed_is_the_right_column(
    question: str, text: str, expected: tuple[str, str] | None
) -> None:
    found = wish(question, text)

    assert (found and found.measure and (found.operation, found.measure.name)) == expected
