import pytest

from wasat.chat.spelling.numbers import spell_whole
from wasat.generation.prompt import JsonValue

Schema = dict[str, JsonValue]


@pytest.mark.parametrize(
    ("bounds", "spelled"),
    [
        ({"minimum": 1, "maximum": 10}, {"minimum": 1, "maximum": 10}),
        ({"minimum": 0.5}, {"minimum": 1}),
        ({"exclusiveMinimum": 0, "exclusiveMaximum": 9.5}, {"minimum": 1, "maximum": 9}),
        ({"minimum": 3, "exclusiveMinimum": 1, "maximum": 5, "exclusiveMaximum": 5},
         {"minimum": 3, "maximum": 4}),
    ],
)  # fmt: skip
def test_bounded_numbers_become_whole_ones_within_the_same_bounds(
    bounds: Schema, spelled: Schema
) -> None:
    assert spell_whole({"type": "number", **bounds}) == {"type": "integer", **spelled}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "number"},
        {"type": "number", "minimum": 0.1, "maximum": 0.9},
        {"type": "number", "minimum": 1e300},
        {"type": "number", "minimum": "1"},
        {"type": "number", "minimum": 1, "multipleOf": 0.5},
        {"type": "integer", "minimum": 1},
        {"type": "string", "minLength": 1},
        {"minimum": 1},
    ],
)
def test_what_has_no_bounds_or_no_whole_number_between_them_stays(schema: Schema) -> None:
    assert spell_whole(schema) == schema


def test_numbers_are_found_wherever_they_stand_and_stay_nullable() -> None:
    number: Schema = {"type": ["number", "null"], "exclusiveMaximum": 3}

    spelled = spell_whole({"properties": {"a": {"anyOf": [number, {"$ref": "#"}]}}})

    whole: Schema = {"type": ["integer", "null"], "maximum": 2}
    assert spelled == {"properties": {"a": {"anyOf": [whole, {"$ref": "#"}]}}}
