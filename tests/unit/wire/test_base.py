"""What every message shares."""

import pytest
from pydantic import ValidationError

from wasat.wire.base import Empty, Many, Wire


class Leaf(Wire):
    some_text: str = ""


class Tree(Wire):
    many_leaves: Many[Leaf] = ()
    one_leaf: Leaf | None = None
    free_json: dict[str, object] | None = None


@pytest.mark.parametrize(
    "given",
    [
        {"manyLeaves": [{"someText": "a"}]},
        {"many_leaves": [{"some_text": "a"}]},
        {"manyLeaves": {"some_text": "a"}},
        {"many_leaves": ({"someText": "a"},), "oneLeaf": None},
    ],
)
def test_any_mixture_of_spellings_and_lone_values_is_taken(given: dict) -> None:
    assert Tree.model_validate(given) == Tree(many_leaves=(Leaf(some_text="a"),))


def test_null_is_unset_at_every_level() -> None:
    assert Tree.model_validate({"oneLeaf": {"someText": None}}) == Tree(one_leaf=Leaf())


def test_free_json_keeps_its_keys_and_nulls() -> None:
    free = {"a_b": None, "aB": [1, None]}

    assert Tree.model_validate({"freeJson": free}).free_json == free


def test_an_unknown_name_is_refused_at_its_path_in_snake_case() -> None:
    with pytest.raises(ValidationError) as caught:
        Tree.model_validate({"manyLeaves": [{"someText": "a", "X": 1}]})

    assert [fault["loc"] for fault in caught.value.errors()] == [("many_leaves", 0, "X")]


def test_camel_case_goes_out_and_defaults_stay() -> None:
    tree = Tree(many_leaves=(Leaf(), Leaf(some_text="a")))

    assert tree.to_json() == '{"manyLeaves":[{},{"someText":"a"}]}'


def test_a_message_may_be_pretty() -> None:
    assert Leaf(some_text="ä").to_json(indent=2) == '{\n  "someText": "ä"\n}'


def test_nothing_to_say_is_an_empty_object() -> None:
    assert Empty().to_json() == "{}"


def test_what_is_no_object_is_no_message() -> None:
    with pytest.raises(ValidationError):
        Leaf.model_validate("a")


def test_messages_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Leaf().some_text = "a"
