import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.schema import Resolver, Schema


def smallest(schema: Schema) -> JsonValue:
    return Resolver(schema).smallest(schema)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string"}, ""),
        ({"type": ["string", "null"]}, None),
        ({"type": "integer"}, 0),
        ({"type": "integer", "minimum": 3}, 3),
        ({"type": "number", "maximum": -2}, -2),
        ({"type": "integer", "exclusiveMinimum": 0}, 1),
        ({"type": "integer", "exclusiveMaximum": 0}, -1),
        ({"type": "boolean"}, False),
        ({"type": "array", "items": {"type": "string"}}, []),
        ({"type": "array", "minItems": 2, "items": {"type": "integer"}}, [0, 0]),
        ({"enum": ["a", "b"]}, "a"),
        ({"enum": ["a", None]}, None),
        ({"enum": [2024, 2025]}, 2024),
        ({"const": 7}, 7),
        ({"type": "string", "pattern": "^[A-Z]{3}-\\d{2}$"}, "AAA-00"),
        ({"type": "string", "pattern": "^(?=x)y$"}, ""),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]}, []),
        (
            {
                "type": "array",
                "prefixItems": [{"type": "string"}, {"type": "integer"}],
                "items": {"type": "boolean"},
                "minItems": 3,
            },
            ["", 0, False],
        ),
        ({"prefixItems": [{"type": "string"}], "minItems": 1}, [""]),
        (
            {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "properties": {
                        "a": {"type": "array", "minItems": 1, "items": {"type": "null"}}
                    },
                    "required": ["a"],
                },
            },
            [{"a": [None]}],
        ),
        ({"type": "string", "minLength": 2}, "  "),
        ({"type": "string", "format": "date"}, "0001-01-01"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, None),
        ({"oneOf": [{"type": "integer", "minimum": 4}, {"type": "string"}]}, 4),
        ({}, None),
        ({"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"a": ""}),
        (
            {"type": "object", "properties": {"b": {"type": "integer"}}, "required": ["c", "b"]},
            {"b": 0, "c": None},
        ),
    ],
)
def test_the_smallest_value_is_as_small_as_the_schema_allows(
    schema: Schema, value: JsonValue
) -> None:
    assert smallest(schema) == value


def test_references_are_followed_and_merged() -> None:
    root: Schema = {
        "$defs": {"name": {"type": "string", "minLength": 1}},
        "allOf": [{"type": "object"}, {"required": ["a"]}],
        "properties": {"a": {"$ref": "#/$defs/name", "description": "d"}},
    }
    resolver = Resolver(root)

    assert resolver.resolve({"$ref": "#/$defs/name"})["minLength"] == 1
    assert resolver.smallest(root) == {"a": " "}


def test_a_schema_that_refers_to_itself_ends() -> None:
    node: Schema = {
        "type": "object",
        "properties": {"next": {"$ref": "#"}},
        "required": ["next"],
    }

    assert smallest(node) is None
    assert Resolver({"$ref": "#"}).resolve({"$ref": "#"}) == {}


def test_a_reference_that_leads_nowhere_allows_anything() -> None:
    assert Resolver({}).resolve({"$ref": "#/$defs/none"}) == {}
    assert Resolver({}).resolve(None) == {}


def test_alternatives_share_what_stands_beside_them() -> None:
    schema: Schema = {"description": "d", "anyOf": [{"type": "string"}, {"type": "null"}]}

    assert Resolver(schema).choices(schema) == [
        {"description": "d", "type": "string"},
        {"description": "d", "type": "null"},
    ]


def test_values_are_checked_with_the_definitions_of_the_whole() -> None:
    resolver = Resolver({"$defs": {"n": {"type": "integer"}}})

    assert resolver.is_valid(1, {"$ref": "#/$defs/n"})
    assert not resolver.is_valid("1", {"$ref": "#/$defs/n"})


@given(st.integers(-50, 50), st.integers(0, 50))
def test_the_smallest_number_lies_within_its_bounds(low: int, width: int) -> None:
    schema: Schema = {"type": "integer", "minimum": low, "maximum": low + width}

    value = smallest(schema)

    assert Draft202012Validator(dict(schema)).is_valid(value)


def test_a_reference_to_the_whole_schema_is_followed_from_a_part_of_it() -> None:
    part: Schema = {"anyOf": [{"$ref": "#"}, {"type": "null"}]}
    resolver = Resolver({"type": "object", "properties": {"next": part}})

    assert resolver.is_valid({"next": {"next": None}}, part)
    assert not resolver.is_valid({"next": {"next": 1}}, part)
    assert resolver.smallest(part) is None


@given(
    kind=st.sampled_from(["integer", "number"]),
    low=st.integers(-40, 40),
    width=st.integers(3, 9),
    step=st.sampled_from([None, 1, 3, 0.25, 0.5]),
    keys=st.sampled_from([("minimum", "maximum"), ("exclusiveMinimum", "exclusiveMaximum")]),
)
def test_the_smallest_number_keeps_bounds_and_steps(
    kind: str, low: int, width: int, step: float | None, keys: tuple[str, str]
) -> None:
    schema: dict[str, JsonValue] = {"type": kind, keys[0]: low, keys[1]: low + width + 1}
    schema |= {} if step is None else {"multipleOf": step}

    assert Draft202012Validator(schema).is_valid(smallest(schema))


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "number", "exclusiveMinimum": 5, "exclusiveMaximum": 5.0001}, 5.00005),
        ({"type": "integer", "minimum": 3, "multipleOf": 5}, 5),
        ({"type": "integer", "maximum": -3, "multipleOf": 5}, -5),
        ({"type": "integer", "minimum": 10**400}, 10**400),
        ({"type": "integer", "exclusiveMinimum": 2, "maximum": 5, "multipleOf": 0.25}, 3),
        ({"type": "number", "minimum": 1e308}, 1e308),
        ({"type": "integer", "minimum": 3, "maximum": 2}, 0),
    ],
)
def test_narrow_and_distant_bounds_are_kept(schema: dict[str, JsonValue], value: JsonValue) -> None:
    assert smallest(schema) == value


def test_what_all_parts_of_a_schema_demand_is_there() -> None:
    first: Schema = {"properties": {"a": {"type": "integer", "minimum": 2}}, "required": ["a"]}
    second: Schema = {"properties": {"b": {"type": "string"}}, "required": ["b", "a"]}
    schema: Schema = {"type": "object", "allOf": [first, second], "required": ["b"]}

    assert smallest(schema) == {"a": 2, "b": ""}


def test_an_object_of_any_names_has_as_many_as_it_must() -> None:
    number = {"type": "integer", "minimum": 3}

    assert smallest({"type": "object", "minProperties": 2, "additionalProperties": number}) == {
        "1": 3, "2": 3
    }  # fmt: skip
    assert smallest({"type": "object", "minProperties": 1}) == {"1": None}
    assert smallest({"type": "object", "minProperties": 1, "additionalProperties": False}) == {}
