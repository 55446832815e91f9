"""Checks that end: by steps, never by seconds."""

import pytest

from wasat.generation.checking import (
    OverworkedError,
    Steps,
    compile_pattern,
    is_pattern,
    make_validator,
)
from wasat.generation.prompt import JsonValue

TWICE = {"properties": {"a": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}}


def nest(levels: int) -> JsonValue:
    return {"a": nest(levels - 1)} if levels else {}


def test_steps_are_counted_until_there_are_none_left() -> None:
    steps = Steps(1)
    steps.spend()
    with pytest.raises(OverworkedError):
        steps.spend()
    steps.grant(1)
    steps.spend()


def test_a_check_ends_where_every_level_doubles_it() -> None:
    assert make_validator(TWICE).is_valid(nest(8))
    with pytest.raises(OverworkedError):
        make_validator(TWICE, steps=Steps(10_000)).is_valid(nest(40))


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$"])
def test_a_pattern_that_could_be_tried_for_ever_is_looked_at_once(pattern: str) -> None:
    assert not make_validator({"pattern": pattern}).is_valid("a" * 60 + "!")


@pytest.mark.parametrize("pattern", ["^(?!a)b", r"(a)\1", "a{100000}"])
def test_a_pattern_that_takes_more_than_one_look_is_not_enforced(pattern: str) -> None:
    assert is_pattern(pattern)
    assert compile_pattern(pattern) is None
    assert make_validator({"pattern": pattern}).is_valid("anything")


@pytest.mark.parametrize("pattern", ["(", "*", "[a", "a{2,1}"])
def test_what_is_no_pattern_is_known(pattern: str) -> None:
    assert not is_pattern(pattern)


def test_a_pattern_too_deep_to_read_is_one_all_the_same() -> None:
    assert is_pattern("(?=" * 300 + ")" * 300)
    assert is_pattern("(" * 490 + ")" * 490 + "(?!a)")
    assert is_pattern("(?=" + "a" * 2_000)


@pytest.mark.parametrize(
    ("value", "is_valid"),
    [
        ({"x-1": 1}, True),
        ({"x-1": "one"}, False),
        ({"y": 1}, False),
        ({"known": "any"}, True),
        (1, True),
    ],
)
def test_properties_by_pattern_and_others(value: JsonValue, *, is_valid: bool) -> None:
    schema = {
        "properties": {"known": {}},
        "patternProperties": {"^x-": {"type": "integer"}},
        "additionalProperties": False,
    }

    assert make_validator(schema).is_valid(value) is is_valid


def test_what_an_unenforced_pattern_names_is_not_another_property() -> None:
    schema = {"patternProperties": {"^(?!a)b": {"type": "integer"}}, "additionalProperties": False}

    assert make_validator(schema).is_valid({"c": "any"})


@pytest.mark.parametrize(
    ("items", "is_valid"),
    [([1, 2], True), ([1, 1.0], False), ([{"a": [1]}, {"a": [1.0]}], False), ([1, "1"], True)],
)
def test_equal_items_are_found(items: list[JsonValue], *, is_valid: bool) -> None:
    assert make_validator({"uniqueItems": True}).is_valid(items) is is_valid
    assert make_validator({"uniqueItems": False}).is_valid(items)


def test_what_the_service_does_not_know_is_not_enforced() -> None:
    schema = {"unevaluatedProperties": False, "unevaluatedItems": False}

    assert make_validator(schema).is_valid({"a": 1})
    assert make_validator(schema).is_valid([1])
