import pytest

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.arrays.columns import is_item, is_sum, match_columns
from wasat.reader.extraction.families import Field, describe
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import Kind

NUMBER: dict[str, JsonValue] = {"type": "number"}
TEXT: dict[str, JsonValue] = {"type": "string"}


def fields(**schemas: dict[str, JsonValue]) -> dict[str, Field]:
    return {name: describe(name, schema, is_row=True) for name, schema in schemas.items()}


def test_each_field_gets_the_header_that_fits_best() -> None:
    wanted = fields(description=TEXT, price=NUMBER, amount=NUMBER)

    columns = match_columns(wanted, ["Pos.", "Description", "Unit Price", "Amount"])

    assert columns == {"description": 1, "price": 2, "amount": 3}


def test_no_header_serves_two_fields() -> None:
    columns = match_columns(fields(description=TEXT, item=TEXT), ["Item"])

    assert len(columns) == 1


def test_an_empty_header_fits_nothing() -> None:
    assert match_columns(fields(description=TEXT), ["", " : "]) == {}


@pytest.mark.parametrize("text", ["Total", "Subtotal 5", "Zwischensumme", "VAT 19%", "- Total -"])
def test_sums_are_told_by_their_first_word(text: str) -> None:
    assert is_sum(text)


@pytest.mark.parametrize("text", ["Network cable", "Taxi", "Apples, total"])
def test_other_rows_are_no_sums(text: str) -> None:
    assert not is_sum(text)


def test_a_row_of_a_table_with_numbers_holds_one() -> None:
    words = {"a": Found(value="x", printed="x", citations=())}
    number = {"b": Found(value=2.0, printed="2", citations=())}

    assert not is_item(words, [Kind.TEXT, Kind.AMOUNT])
    assert is_item({**words, **number}, [Kind.TEXT, Kind.AMOUNT])
    assert is_item(words, [Kind.TEXT, Kind.TEXT])
    assert not is_item({}, [Kind.TEXT])
