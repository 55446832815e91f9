"""Schemas that end and stay inside."""

import pytest

from wasat.api.convert.schemas.check import find_json_schema_faults


def faults(schema: dict) -> list[str]:
    return [text for _, text in find_json_schema_faults(schema, "s")]


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"$ref": "#/$defs/a~1b~0c", "$defs": {"a/b~c": {"type": "string"}}},
        {"type": "object", "properties": {"sub": {"$ref": "#"}}},
        {"items": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}},
        {"properties": {"$ref": {"type": "string"}}, "enum": [{"$ref": 1}]},
        {"$defs": {"a": {}}, "allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]},
        {"prefixItems": [{"const": 1}], "x-unknown": ["a"]},
    ],
)
def test_a_schema_that_can_be_checked_against_has_no_faults(schema: dict) -> None:
    assert faults(schema) == []


@pytest.mark.parametrize(
    "reference", ["http://h/x", "file:///etc/passwd", "other", "#name", "#/a/b", "#/$defs/t/0"]
)
def test_references_stay_inside(reference: str) -> None:
    found = faults({"not": {"$ref": reference}, "$defs": {"t": {"enum": [1]}}})

    assert found == [f"$ref must lead to a place inside the schema, not to {reference}"]


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}]},
        {"if": {"$ref": "#"}},
        {
            "properties": {"a": {"$ref": "#/$defs/b"}},
            "$defs": {"b": {"oneOf": [{"$ref": "#/$defs/b"}]}},
        },
        {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"not": {"$ref": "#/$defs/a"}}}},
    ],
)
def test_a_schema_that_asks_for_itself_is_refused(schema: dict) -> None:
    assert faults(schema) == ["$ref must not lead back to itself"]


@pytest.mark.parametrize(
    "schema",
    [
        {"minItems": 1_000_000},
        {"properties": {"a": {"minLength": 10**10}}},
        {"minItems": 200, "items": {"minItems": 200}},
        {"minItems": 1e300, "items": {"minItems": 10**400, "items": {"minItems": 1e300}}},
    ],
)
def test_a_schema_that_demands_an_endless_answer_is_refused(schema: dict) -> None:
    (fault,) = faults(schema)

    assert fault.startswith("expected to demand 10000 items or letters at most, not ")


def test_lists_side_by_side_demand_no_more_than_the_longest() -> None:
    lists = {str(number): {"minItems": 50, "items": {"minLength": 20}} for number in range(20)}

    assert faults({"properties": lists}) == []


def node(*names: str, target: str = "#", **more: object) -> dict:
    """An object whose properties are all there and all the same."""
    properties = {name: {"$ref": target} for name in names}
    return {"type": "object", "properties": properties, "required": [*names], **more}


def double(levels: int) -> dict:
    """Definitions, each of which holds the next one twice."""
    chain = {f"n{at}": node("a", "b", target=f"#/$defs/n{at + 1}") for at in range(levels)}
    return {"$ref": "#/$defs/n0", "$defs": {**chain, f"n{levels}": {"type": "string"}}}


@pytest.mark.parametrize(
    "schema",
    [
        double(14),
        double(40),
        node("self"),
        {"$defs": {"n": node("next", target="#/$defs/n")}, "items": {"$ref": "#/$defs/n"}},
        {"minItems": 1, "items": {"$ref": "#"}},
        {"minItems": 2, "prefixItems": [{"const": 1}, {"$ref": "#"}]},
        {"anyOf": [node("a"), {"minItems": 1, "items": {"$ref": "#"}}]},
        {
            "minItems": 200,
            "items": {"$ref": "#/$defs/row"},
            "$defs": {"row": {"allOf": [{"$ref": "#/$defs/text"}]}, "text": {"minLength": 200}},
        },
    ],
)
def test_an_endless_answer_behind_references_is_refused(schema: dict) -> None:
    (fault,) = faults(schema)

    assert fault.startswith("expected to demand 10000 items or letters at most, not ")


OPEN = {"anyOf": [{"$ref": "#"}, {"type": "null"}]}


@pytest.mark.parametrize(
    "schema",
    [
        double(12),
        {"properties": {"left": OPEN, "right": OPEN}, "required": ["left", "right"]},
        {"properties": {"rows": {"items": {"$ref": "#"}}}, "required": ["rows"]},
        {"properties": {"next": {"$ref": "#"}}, "required": ["other"]},
        {"minItems": 1, "prefixItems": [{"const": 1}, {"$ref": "#"}]},
        {
            "$defs": {
                "a": {"anyOf": [{"$ref": "#/$defs/b"}, {"type": "null"}]},
                "b": node("a", target="#/$defs/a"),
            },
            "allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/b"}],
        },
    ],
)
def test_an_answer_that_can_end_is_demanded(schema: dict) -> None:
    assert faults(schema) == []


def test_a_chain_too_long_to_follow_is_refused() -> None:
    chain = {f"n{number}": {"$ref": f"#/$defs/n{number + 1}"} for number in range(2000)}
    schema = {"$defs": {**chain, "n2000": {}}, "$ref": "#/$defs/n0"}

    assert faults(schema) == ["$ref must not lead back to itself"]


def test_a_schema_too_deep_to_check_is_refused() -> None:
    schema: dict = {}
    for _ in range(180):
        schema = {"items": schema}

    assert faults(schema) == ["must not be nested so deep"]


def test_a_word_of_the_wrong_kind_is_told_by_its_place() -> None:
    (fault,) = find_json_schema_faults({"properties": {"a": {"minLength": -1}}}, "s")

    assert fault == ("s.properties.a.minLength", "-1 is less than the minimum of 0")


def beside(levels: int, word: str) -> dict:
    """Definitions, each of which tries the next one twice on the same value."""
    chain = {f"n{at}": {word: [{"$ref": f"#/$defs/n{at + 1}"}] * 2} for at in range(levels)}
    return {"$ref": "#/$defs/n0", "$defs": {**chain, f"n{levels}": {"type": "string"}}}


@pytest.mark.parametrize("word", ["allOf", "anyOf", "oneOf"])
def test_alternatives_of_alternatives_without_end_are_refused(word: str) -> None:
    (fault,) = faults(beside(40, word))

    assert fault.startswith("expected 2000 schemas of one value at most, not ")
    assert faults(beside(6, word)) == []


@pytest.mark.parametrize("pattern", ["^(a+)+$", "(?!a)b", "(?=" * 400 + ")" * 400])
def test_a_pattern_is_taken_however_intricate(pattern: str) -> None:
    assert faults({"pattern": pattern}) == []


@pytest.mark.parametrize(
    "schema",
    [
        {"$defs": {"a": {"$anchor": "x"}}, "$ref": "#x"},
        {"$id": "http://h/r", "$ref": "r#/$defs/a", "$defs": {"a": {}}},
        {"$dynamicRef": "#n", "$defs": {"a": {"$dynamicAnchor": "n"}}},
    ],
)
def test_places_may_be_called_by_names(schema: dict) -> None:
    assert faults(schema) == []


def test_a_name_may_not_lead_back_either() -> None:
    assert faults({"$anchor": "x", "allOf": [{"$ref": "#x"}]}) == [
        "$ref must not lead back to itself"
    ]
