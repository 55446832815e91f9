"""Whatever schema is asked for, the answer is valid by it, and what is not found is not claimed."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.unit.reader.asking import citations, join
from tests.unit.reader.extraction.test_fill import fill
from wasat.generation.prompt import JsonValue

Schema = dict[str, JsonValue]

NAMES = st.sampled_from(
    [
        "invoiceNumber",
        "invoice_date",
        "total",
        "Qty",
        "description",
        "unit price",
        "paid",
        "email",
        "über-uns",
        "x",
    ]
)
TEXTS = st.one_of(
    st.sampled_from(
        [{"format": name} for name in ("date", "date-time", "time", "email", "uri", "enum")]
    ),
    st.builds(
        lambda low, width: {"minLength": low, "maxLength": low + width},
        st.integers(0, 4),
        st.integers(0, 20),
    ),
    st.sampled_from(
        [{"pattern": p} for p in (r"^\d{4}-\d{2}$", r"^[a-z]+$", r"[A-Z]-\d+", r"^.{3}$")]
    ),
    st.just({}),
).map(lambda more: {"type": "string", **more})
NUMBERS = st.builds(
    lambda kind, bounds: {"type": kind, **bounds},
    st.sampled_from(["integer", "number"]),
    st.one_of(
        st.just({}),
        st.builds(
            lambda low, width: {"minimum": low, "maximum": low + width},
            st.integers(-50, 50),
            st.integers(0, 40),
        ),
        st.integers(-5, 5).map(lambda low: {"exclusiveMinimum": low}),
        st.integers(-5, 5).map(lambda high: {"exclusiveMaximum": high}),
    ),
)
CHOICES = st.one_of(
    st.lists(st.sampled_from(["invoice", "letter", "blue", "yes"]), min_size=1, unique=True).map(
        lambda values: {"type": "string", "enum": values}
    ),
    st.lists(st.integers(-3, 30), min_size=1, unique=True).map(lambda values: {"enum": values}),
    st.sampled_from([{"const": 3}, {"const": "a"}, {"type": "boolean"}]),
)
NULLABLE: list[Schema] = [{}, {"type": "null"}, {"type": ["string", "null"]}, {"enum": ["a", None]}]
LEAVES = st.one_of(
    st.one_of(TEXTS, NUMBERS, CHOICES, st.just({})).flatmap(
        lambda leaf: st.sampled_from(
            [leaf, {"anyOf": [leaf, {"type": "null"}]}, {"oneOf": [{"type": "null"}, leaf]}]
        )
    ),
    st.sampled_from(NULLABLE),
)


def nest(inner: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    """Objects with as many properties as they must have, arrays as long, and choices of both."""
    objects = st.dictionaries(NAMES, inner, min_size=1, max_size=4).flatmap(
        lambda known: st.builds(
            lambda required, least, width, is_open: {
                "type": "object",
                "properties": known,
                "required": sorted(required),
                "minProperties": least,
                "maxProperties": max(len(required), least + width),
                "propertyOrdering": sorted(known),
                "additionalProperties": is_open,
            },
            st.sets(st.sampled_from(sorted(known))),
            st.integers(0, len(known)),
            st.integers(0, 3),
            st.booleans(),
        )
    )
    arrays = st.builds(
        lambda item, low, width: {
            "type": "array",
            "items": item,
            "minItems": low,
            "maxItems": low + width,
        },
        inner,
        st.integers(0, 3),
        st.integers(0, 3),
    )
    tuples = st.lists(inner, min_size=1, max_size=3).map(
        lambda items: {"type": "array", "prefixItems": items, "minItems": len(items)}
    )
    choices = st.lists(inner, min_size=1, max_size=2).map(lambda options: {"anyOf": options})
    return st.one_of(objects, arrays, tuples, choices)


@given(st.recursive(LEAVES, nest, max_leaves=8))
def test_every_answer_is_valid_by_its_schema(schema: Schema) -> None:
    value = json.loads(join(fill(schema)))

    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []


@given(st.recursive(LEAVES, nest, max_leaves=5))
def test_the_same_schema_is_filled_in_the_same_way(schema: Schema) -> None:
    assert fill(schema) == fill(schema)


@given(st.recursive(LEAVES, nest, max_leaves=5))
def test_every_citation_has_a_page_a_box_and_its_words(schema: Schema) -> None:
    for citation in citations(fill(schema)):
        assert citation.page == 1
        assert citation.boxes
        assert citation.quote.strip()
        assert 0 < citation.score <= 1


def test_a_schema_may_refer_to_itself() -> None:
    part: Schema = {
        "type": "object",
        "properties": {
            "total": {"type": "number"},
            "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}},
        },
        "required": ["total", "parts"],
    }
    schema: Schema = {"$ref": "#/$defs/part", "$defs": {"part": part}}

    value = json.loads(join(fill(schema)))

    assert value["total"] == 11.0
    assert list(Draft202012Validator(schema).iter_errors(value)) == []


@pytest.mark.parametrize("count", [10, 150])
def test_a_schema_of_many_properties_is_filled(count: int) -> None:
    leaf: Schema = {"type": ["string", "null"], "description": "What the page says of it. " * 4}
    properties: Schema = dict(_many(count, leaf))
    properties["invoice_number"] = {"type": "string"}
    schema: Schema = {"type": "object", "properties": properties, "required": [*properties]}

    value = json.loads(join(fill(schema)))

    assert value["invoice_number"] == "A-17"
    assert len(value) == count + 1
    assert set(value.values()) == {None, "A-17"}


def _many(count: int, leaf: Schema) -> Iterator[tuple[str, Schema]]:
    for number in range(count):
        yield f"zyx_{number}", leaf
