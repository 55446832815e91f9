import pytest

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import describe
from wasat.reader.extraction.values import fit_value
from wasat.reader.recognise.found import Found


def best(name: str, schema: dict[str, JsonValue], value: JsonValue, printed: str) -> JsonValue:
    found = Found(value=value, printed=printed, citations=())
    return next(fit_value(found, describe(name, schema)))


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string", "format": "date"}, "2014-08-03"),
        ({"type": "string", "description": "YYYY-MM-DD"}, "2014-08-03"),
        ({"type": "string", "description": "ISO 8601"}, "2014-08-03"),
        ({"type": "string", "format": "date-time"}, "2014-08-03T00:00:00Z"),
        ({"type": "string"}, "August 3, 2014"),
    ],
)
def test_dates_are_iso_only_where_asked_for(schema: dict[str, JsonValue], value: str) -> None:
    assert best("date", schema, "2014-08-03", "August 3,\n2014") == value


def test_numbers_are_whole_where_asked_for() -> None:
    assert best("count", {"type": "integer"}, 12.0, "12") == 12
    assert best("total", {"type": "number"}, 12.5, "$12.50") == 12.5


def test_amounts_as_text_are_as_printed() -> None:
    assert best("total", {"type": "string"}, 12.5, "$ 12.50") == "$ 12.50"


def test_other_texts_are_in_normal_form() -> None:
    assert best("iban", {"type": "string"}, "DE1", "DE 1") == "DE1"
    assert best("is_paid", {"type": "string"}, value=True, printed="Yes") == "Yes"


def test_a_boolean_stays_one() -> None:
    assert best("is_paid", {"type": "boolean"}, value=True, printed="Yes") is True
