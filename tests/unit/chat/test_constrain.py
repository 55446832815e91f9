import json

import pytest
from msgspec.structs import replace

from tests.unit.chat.fakes import ask
from wasat.chat.constrain import Constraint, Want, constrain, read_call, write_call_schema
from wasat.chat.mapping import name_functions
from wasat.generation.agreement import find_fault
from wasat.generation.prompt import AnswerForm, Calling, Function, Options, Prompt

COLOURS = {"type": "string", "enum": ["red", "blue"]}
NODE = {
    "type": "object",
    "properties": {"node": {"$ref": "#/$defs/node"}},
    "required": ["node"],
    "$defs": {
        "node": {
            "type": "object",
            "properties": {"next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}},
            "required": ["next"],
        }
    },
}
FUNCTIONS = (
    Function(name="x.f", schema={"type": "object", "properties": {"a": {"type": "integer"}}}),
    Function(name="g", schema=NODE),
    Function(name="h"),
)


def wanted(prompt: Prompt) -> Constraint:
    return constrain(prompt, name_functions(prompt))


def test_words_are_held_to_nothing() -> None:
    constraint = wanted(ask("Hi"))

    assert constraint == Constraint(want=Want.WORDS)
    assert (constraint.instruction, constraint.find_fault("anything")) == ("", "")


def test_a_choice_is_a_json_string_of_an_enumeration() -> None:
    constraint = wanted(ask("Hi", options=Options(form=AnswerForm.ENUM, schema=COLOURS)))

    assert (constraint.want, constraint.schema) == (Want.CHOICE, COLOURS)
    assert constraint.find_fault('"red"') == ""
    assert constraint.find_fault("red") == "is not JSON"


def test_json_is_held_to_the_callers_schema_and_its_formats() -> None:
    schema = {"type": "string", "format": "date"}
    constraint = wanted(ask("Hi", options=Options(form=AnswerForm.JSON, schema=schema)))

    assert constraint.want is Want.JSON
    assert constraint.find_fault('"soon"') == "does not fit the schema at $, by its format"
    assert json.dumps(schema, separators=(",", ":")) in constraint.instruction


def test_a_long_schema_is_told_only_where_the_server_does_not_enforce_it() -> None:
    schema = {"type": "object", "properties": {f"field_{n}": {} for n in range(200)}}
    constraint = wanted(ask("Hi", options=Options(form=AnswerForm.JSON, schema=schema)))

    assert "field_199" in constraint.instruction
    assert "field_199" not in replace(constraint, is_enforced=True).instruction


def test_any_json_will_do_without_a_schema() -> None:
    constraint = wanted(ask("Hi", options=Options(form=AnswerForm.JSON)))

    assert (constraint.is_json, constraint.schema) == (True, None)
    assert constraint.find_fault("[1]") == ""


def test_functions_that_may_be_called_are_told_by_names_that_servers_take() -> None:
    constraint = wanted(ask("Hi", functions=FUNCTIONS))

    assert [each.name for each in constraint.functions] == ["x_f", "g", "h"]
    assert constraint.want is Want.WORDS


def test_a_function_that_must_be_called_becomes_a_schema() -> None:
    constraint = wanted(ask("Hi", functions=FUNCTIONS, calling=Calling.ANY))

    assert (constraint.want, constraint.functions) == (Want.CALL, ())
    assert constraint.find_fault('{"name": "x_f", "arguments": {"a": 1}}') == ""
    assert constraint.find_fault('{"name": "h", "arguments": {}}') == ""
    assert constraint.find_fault('{"name": "x_f", "arguments": {"a": "1"}}') != ""
    assert constraint.find_fault('{"name": "k", "arguments": {}}') != ""


@pytest.mark.parametrize(
    ("arguments", "fits"),
    [({"node": {"next": {"next": None}}}, True), ({"node": {"next": 1}}, False)],
)
def test_definitions_move_to_the_root_with_their_references(
    arguments: dict,
    fits: bool,  # noqa: FBT001
) -> None:
    schema = write_call_schema(FUNCTIONS)

    assert set(schema["$defs"]) == {"1_node"}
    call = json.dumps({"name": "g", "arguments": arguments})
    assert (find_fault(call, schema) == "") is fits


def test_the_object_that_calls_is_read() -> None:
    call = read_call('{"name": "f", "arguments": {"a": "ü"}}')

    assert (call.name, call.arguments) == ("f", '{"a": "ü"}')
