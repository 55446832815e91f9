"""The OpenAPI subset, and JSON Schema made of it."""

import pytest
from jsonschema import Draft202012Validator

from wasat.wire.schema import Schema, Type, find_faults, to_json_schema

INVOICE = {  # as google-genai sends a pydantic class
    "properties": {
        "items": {
            "items": {
                "properties": {
                    "name": {"description": "n", "title": "Name", "type": "STRING"},
                    "qty": {"nullable": True, "title": "Qty", "type": "INTEGER"},
                },
                "property_ordering": ["qty", "name"],
                "required": ["name"],
                "title": "Item",
                "type": "OBJECT",
            },
            "title": "Items",
            "type": "ARRAY",
        },
        "total": {"title": "Total", "type": "number"},
    },
    "property_ordering": ["total", "items"],
    "required": ["items", "total"],
    "title": "Inv",
    "type": "OBJECT",
}


def translate(**fields: object) -> dict:
    written = to_json_schema(Schema.model_validate(fields))
    Draft202012Validator.check_schema(written)
    return written


def faults(**fields: object) -> list[tuple[str, str]]:
    return list(find_faults(Schema.model_validate(fields), "s"))


def test_a_class_of_the_sdk_becomes_json_schema() -> None:
    assert translate(**INVOICE) == {
        "type": "object",
        "title": "Inv",
        "required": ["items", "total"],
        "properties": {
            "total": {"type": "number", "title": "Total"},
            "items": {
                "type": "array",
                "title": "Items",
                "items": {
                    "type": "object",
                    "title": "Item",
                    "required": ["name"],
                    "properties": {
                        "qty": {"type": ["integer", "null"], "title": "Qty"},
                        "name": {"type": "string", "title": "Name", "description": "n"},
                    },
                },
            },
        },
    }


def test_properties_stand_in_the_callers_order_the_others_last() -> None:
    names = {name: {"type": "STRING"} for name in "abcd"}
    written = translate(type="OBJECT", properties=names, propertyOrdering=["d", "b"])

    assert [*written["properties"]] == ["d", "b", "a", "c"]


def test_names_of_properties_are_data() -> None:
    written = translate(type="OBJECT", properties={"min_items": {"type": "STRING"}})

    assert [*written["properties"]] == ["min_items"]


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"type": "STRING", "enum": ["a"], "format": "enum"}, {"type": "string", "enum": ["a"]}),
        (
            {"type": "STRING", "enum": ["a"], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ({"type": "STRING", "format": "date-time"}, {"type": "string", "format": "date-time"}),
        ({"type": "INTEGER", "format": "int32"}, {"type": "integer"}),
        (
            {"type": "ARRAY", "items": {"type": "NULL"}, "minItems": "1", "maxItems": 2},
            {"type": "array", "items": {"type": "null"}, "minItems": 1, "maxItems": 2},
        ),
        (
            {"type": "STRING", "minLength": "1", "pattern": "a"},
            {"type": "string", "minLength": 1, "pattern": "a"},
        ),
        (
            {"type": "NUMBER", "minimum": 0, "maximum": 2},
            {"type": "number", "minimum": 0, "maximum": 2},
        ),
        (
            {"anyOf": [{"type": "STRING"}, {"type": "NUMBER"}], "nullable": True},
            {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "null"}]},
        ),
        (
            {"$ref": "#/$defs/a", "nullable": True, "$defs": {"a": {"type": "STRING"}}},
            {
                "$defs": {"a": {"type": "string"}},
                "anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}],
            },
        ),
        ({"ref": "#/defs/a"}, {"$ref": "#/$defs/a"}),
        ({"nullable": True}, {}),
        (
            {"type": "OBJECT", "additionalProperties": False},
            {"type": "object", "additionalProperties": False},
        ),
        (
            {"type": "OBJECT", "additional_properties": {"type": "STRING"}},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ),
        ({"default": 5, "example": 6, "title": "t"}, {"default": 5, "title": "t"}),
    ],
)
def test_every_keyword_has_its_translation(fields: dict, written: dict) -> None:
    assert translate(**fields) == written


@pytest.mark.parametrize("name", ["string", "STRING", 1])
def test_types_are_taken_in_either_case_and_by_number(name: object) -> None:
    assert Schema(type=name).type is Type.STRING


@pytest.mark.parametrize(
    ("fields", "path", "sentence"),
    [
        ({"type": "OBJECT"}, "s.properties", "should be non-empty for OBJECT type"),
        (
            {"type": "OBJECT", "properties": {"params": {"type": "OBJECT", "properties": {}}}},
            's.properties["params"].properties',
            "should be non-empty for OBJECT type",
        ),
        ({"type": "ARRAY"}, "s.items", "missing field."),
        ({"type": "INTEGER", "enum": ["1"]}, "s.enum", "only allowed for STRING type"),
        (
            {"type": "STRING", "format": "phone"},
            "s.format",
            "only 'enum' and 'date-time' are supported for STRING type",
        ),
        (
            {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}, "required": ["b"]},
            "s.required[0]",
            "property is not defined",
        ),
        (
            {
                "type": "OBJECT",
                "properties": {"a": {"type": "STRING"}},
                "propertyOrdering": ["a", "b"],
            },
            "s.property_ordering[1]",
            "property is not defined",
        ),
        ({"anyOf": [{"type": "STRING"}, {"type": "ARRAY"}]}, "s.any_of[1].items", "missing field."),
        (
            {"type": "ARRAY", "items": {"type": "ARRAY"}},
            "s.items.items",
            "missing field.",
        ),
        ({"$defs": {"a": {"type": "ARRAY"}}}, 's.defs["a"].items', "missing field."),
    ],
)
def test_faults_are_told_in_the_services_words(fields: dict, path: str, sentence: str) -> None:
    assert faults(**fields) == [(path, sentence)]


def test_a_good_schema_has_no_faults() -> None:
    assert faults(**INVOICE) == []


def test_an_object_of_any_names_needs_no_properties() -> None:
    assert faults(type="OBJECT", additionalProperties={"type": "STRING"}) == []
