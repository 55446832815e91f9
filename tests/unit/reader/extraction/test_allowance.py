"""Schemas of any size: the work is counted, not the seconds."""

import json

import pytest
from jsonschema import Draft202012Validator

from tests.unit.reader.asking import join, make_trace
from tests.unit.reader.extraction.test_fill import LEAVES, fill
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.allowance import MOST_LOOKS, Allowance, share
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.fill import Filler
from wasat.reader.recognise.found import Found

Schema = dict[str, JsonValue]

TEXT: Schema = {"type": "string"}


def node(count: int, target: str = "#", **more: JsonValue) -> Schema:
    """Return an object that may hold as many of what a reference leads to."""
    inner: Schema = {f"p{number}": {"$ref": target} for number in range(count)}
    return {"type": "object", "properties": {**inner, "name": TEXT}, **more}


def chain(levels: int, count: int) -> Schema:
    """Return definitions, each of which may hold the next one several times."""
    inner: Schema = {f"n{at}": node(count, f"#/$defs/n{at + 1}") for at in range(levels)}
    return {**node(count, "#/$defs/n0"), "$defs": {**inner, f"n{levels}": TEXT}}


def count_looks(schema: Schema) -> tuple[int, JsonValue]:
    """Return how many fields were looked for in running text, and the answer."""
    asked: list[str] = []

    def state(field: Field) -> Found | None:
        asked.append(field.name)
        return None

    chunks = Filler(schema, LEAVES, state, state, make_trace()).fill()
    return len(asked), json.loads(join(list(chunks)))


INTRICATE = {
    "itself, twice": node(2),
    "itself, ten times": node(10),
    "itself or null": {
        "type": "object",
        "properties": {
            name: {"anyOf": [{"$ref": "#"}, {"type": "null"}]} for name in ("left", "right", "up")
        },
    },
    "itself in arrays": {
        "type": "object",
        "properties": {
            name: {"type": "array", "items": {"$ref": "#"}} for name in ("a", "b", "c", "d")
        },
    },
    "twelve levels of ten": chain(12, 10),
    "itself, and some": node(3, required=["name"], minProperties=1),
    "five thousand": {
        "type": "object",
        "properties": {f"a_field_with_number_{number}": TEXT for number in range(5_000)},
        "required": [f"a_field_with_number_{number}" for number in range(4_900, 5_000)],
    },
    "a table of them": {"type": "array", "items": {**node(3), "required": ["qty", "unit_price"]}},
}


@pytest.mark.parametrize("name", INTRICATE)
def test_whatever_a_schema_leads_to_no_more_is_looked_for_than_there_is_allowed(name: str) -> None:
    schema = INTRICATE[name]
    looks, value = count_looks(schema)

    assert looks <= MOST_LOOKS
    assert list(Draft202012Validator(schema).iter_errors(value)) == []


def test_what_comes_after_a_schema_within_itself_is_still_found() -> None:
    schema = {**node(2), "properties": {"sub": {"$ref": "#"}, "total": {"type": "number"}}}

    assert json.loads(join(fill(schema)))["total"] == 11.0


def test_the_trace_tells_what_was_left_out() -> None:
    trace = make_trace()
    list(Filler(node(3), LEAVES, lambda _: None, lambda _: None, trace).fill())

    assert trace.steps[-1][0] == "the schema asks for more than is looked for"


def test_what_must_be_there_is_written_without_a_schema_of_its_own() -> None:
    schema: Schema = {
        "type": "object",
        "properties": {"a": {"type": ["string", "null"]}},
        "required": ["other"],
        "additionalProperties": {"type": "integer"},
    }

    assert json.loads(join(fill(schema))) == {"a": None, "other": 0}


def test_looks_are_kept_for_what_follows() -> None:
    allowance = Allowance(30)
    with allowance.keep_for(1):
        assert sum(allowance.take() for _ in range(100)) == 20
    assert sum(allowance.take() for _ in range(100)) == 10
    with Allowance(4).keep_for(100):
        assert not Allowance(4).is_spent


def test_many_share_what_there_is_and_each_has_a_little() -> None:
    assert sum(share(100, range(2)).take() for _ in range(1)) == 1
    few = share(100, range(1_000))
    assert sum(few.take() for _ in range(100)) == 10
