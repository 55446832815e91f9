import pytest

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.arrays.cell import read_cell
from wasat.reader.extraction.families import describe
from wasat.reader.recognise.found import Habits


def read(text: str, name: str, **schema: JsonValue) -> object:
    match = read_cell(text, describe(name, schema, is_row=True), Habits())
    return None if match is None else match.value


def test_a_share_may_lack_its_sign_and_an_amount_bear_one() -> None:
    assert read("10", "vat_rate", type="number") == 10
    assert read("5 %", "discount", type="number") == 5


def test_a_share_in_the_midst_of_words_is_no_amount() -> None:
    assert read("Tax 21% included", "price", type="number") is None


def test_a_text_may_be_anything() -> None:
    assert read("01 Feb", "date", type="string") == "01 Feb"


@pytest.mark.parametrize("schema", [{"type": "string", "format": "date"}, {"type": "number"}])
def test_what_has_a_form_is_recognised_or_nothing(schema: dict[str, JsonValue]) -> None:
    assert read("soon", "date", **schema) is None
