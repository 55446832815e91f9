"""Numbers with check digits, found by them where no label says what they are."""

import json

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import ask, join
from wasat.generation.prompt import JsonValue
from wasat.reader.extract import answer


def extract(name: str, *lines: str, kind: str = "string") -> JsonValue:
    field: JsonValue = {"type": kind, "nullable": True}
    if kind == "array":
        field = {"type": "array", "items": {"type": "string"}}
    blocks = [make_block(line, top=20.0 * at) for at, line in enumerate(lines)]
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {name: field},
        "required": [name],
    }
    page = make_page(*blocks)
    found = json.loads(join(ask(answer, "Extract.", make_document(page), schema=schema)))
    return found[name]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "line", "value"),
    [
        ("vat_number", "Mueller GmbH, Hauptstr. 1, DE136695976, Berlin", "DE136695976"),
        ("lei", "Example Bank, 529900T8BM49AURSDO55, Frankfurt", "529900T8BM49AURSDO55"),
        ("isbn", "First edition, 978-3-16-148410-0, paperback", "978-3-16-148410-0"),
        ("card_number", "Paid with 4111 1111 1111 1111 on Monday", "4111111111111111"),
        ("iban", "Pay into DE89 3704 0044 0532 0130 00 please", "DE89370400440532013000"),
    ],
)
def test_a_number_is_known_by_its_check_digits(name: str, line: str, value: str) -> None:
    assert extract(name, "Some words first", line, "and some after it") == value


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("vat_number", "Order DE136695977 of Monday"),
        ("lei", "Token 529900T8BM49AURSDO56 expired"),
        ("isbn", "Part 978-3-16-148410-1 is sold out"),
        ("card_number", "Parcel 4111 1111 1111 1112 was sent"),
        ("iban", "Parcel DE88 3704 0044 0532 0130 00 was sent"),
    ],
)
def test_a_number_with_wrong_check_digits_is_not_guessed_at(name: str, line: str) -> None:
    smallest = extract(name, "Only words stand here")

    assert extract(name, "Some words first", line) == smallest


def test_a_labelled_tax_number_is_taken_as_printed() -> None:
    assert extract("vat_number", "VAT number: XX 123 456", "Total 3.00") == "XX123456"


def test_of_two_numbers_after_a_label_the_one_that_is_right_counts() -> None:
    line = "VAT ID: formerly 123456789, now DE136695976"

    assert extract("vat_id", line) == "DE136695976"


def test_all_numbers_of_a_kind_fill_an_array() -> None:
    found = extract("isbns", "978-3-16-148410-0, 0-306-40615-2", "and 12345", kind="array")

    assert found == ["978-3-16-148410-0", "0-306-40615-2"]
