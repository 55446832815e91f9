"""Schemas that nothing fits, and those that something fits after all."""

import pytest

from wasat.api.convert.schemas.contradictions import find_contradictions
from wasat.generation.prompt import JsonValue

TEXT: dict[str, JsonValue] = {"type": "string"}


def within(**properties: JsonValue) -> dict[str, JsonValue]:
    return {"type": "object", "properties": properties, "required": [*properties]}


def find(schema: dict[str, JsonValue], **defined: dict[str, JsonValue]) -> list[tuple[str, str]]:
    return list(find_contradictions(schema, "s", lambda name: defined.get(name.lstrip("#"))))


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        (
            {"type": "array", "minItems": 3, "maxItems": 2},
            "minItems 3 is more than maxItems 2",
        ),
        (
            {"type": "string", "minLength": 2, "maxLength": 1},
            "minLength 2 is more than maxLength 1",
        ),
        ({"type": "number", "minimum": 5, "maximum": 2.5}, "minimum 5 is more than maximum 2.5"),
        ({"type": "integer", "minimum": 5, "maximum": 2}, "minimum 5 is more than maximum 2"),
        (
            {"type": "object", "minProperties": 2, "maxProperties": 1},
            "minProperties 2 is more than maxProperties 1",
        ),
        (
            {"type": "object", "minProperties": 1, "additionalProperties": False},
            "minProperties 1 is more than the 0 properties there can be",
        ),
        (
            {"type": "array", "minItems": 3, "uniqueItems": True, "items": {"type": "boolean"}},
            "minItems 3 is more than the 2 different items there can be",
        ),
        (
            {"type": "array", "minItems": 3, "uniqueItems": True, "items": {"enum": ["a", "b"]}},
            "minItems 3 is more than the 2 different items there can be",
        ),
        (
            {"type": "array", "minItems": 2, "uniqueItems": True, "items": {"const": 1}},
            "minItems 2 is more than the 1 different items there can be",
        ),
    ],
)
def test_what_nothing_fits_is_told_with_both_numbers(
    schema: dict[str, JsonValue], text: str
) -> None:
    assert find(schema) == [("s", text)]
    assert find(within(a=schema)) == [('s.properties["a"]', text)]
    assert find({"type": "array", "minItems": 1, "items": schema}) == [("s.items", text)]
    assert find({"allOf": [TEXT, schema]}) == [("s.allOf[1]", text)]
    assert find(within(a={"$ref": "#A"}), A=schema) == [('s.properties["a"].$ref', text)]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "minItems": 2, "maxItems": 2},
        {"type": ["array", "null"], "minItems": 3, "maxItems": 2},
        {"minItems": 3, "maxItems": 2},
        {"type": "string", "minItems": 3, "maxItems": 2},
        {"type": "object", "properties": {"a": {"type": "array", "minItems": 3, "maxItems": 2}}},
        {"type": "array", "items": {"type": "string", "minLength": 2, "maxLength": 1}},
        {"type": "array", "minItems": 2, "uniqueItems": True, "items": {"type": "boolean"}},
        {"type": "array", "minItems": 9, "uniqueItems": True, "items": TEXT},
        {"type": "array", "minItems": 9, "items": {"type": "null"}},
        {"type": "object", "minProperties": 9},
        {
            "type": "object",
            "minProperties": 1,
            "properties": {"a": TEXT},
            "additionalProperties": False,
        },
        {
            "type": "object",
            "minProperties": 9,
            "patternProperties": {"^x": TEXT},
            "additionalProperties": False,
        },
        {"type": "number", "minimum": True, "maximum": 0},
    ],
)
def test_what_something_fits_is_left_alone(schema: dict[str, JsonValue]) -> None:
    assert find(schema) == []


def test_a_schema_that_leads_back_is_looked_at_once() -> None:
    tree = within(a={"$ref": "#T"}) | {"minProperties": 2, "maxProperties": 1}

    assert len(find(tree, T=tree)) == 1
