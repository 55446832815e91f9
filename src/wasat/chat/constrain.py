"""What an answer must be, so that any server can be held to it, and whether it is.

Three wishes become one: a JSON answer is held to the caller's schema; a choice is a JSON string of
an enumeration; a function that must be called is an object that names it. `tool_choice: required`
is not relied on: llama.cpp takes it for free text until a call appears.
"""

import json
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from wasat.chat.client import ToolCall
from wasat.chat.names import Names
from wasat.chat.spelling.days import spell_days
from wasat.generation.agreement import find_fault
from wasat.generation.prompt import AnswerForm, Calling, Function, JsonValue, Prompt

_JSON_ALONE = "Answer with JSON alone, no other words."
_LONGEST_TOLD = 2_000  # characters
_REPAIR = "That answer {fault}. Answer again, with nothing but the JSON asked for."


class Want(StrEnum):
    """What the model is to write."""

    WORDS = "words"
    JSON = "json"
    CHOICE = "choice"
    CALL = "call"


class Constraint(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer must be.

    Attributes:
        want: What the model is to write.
        schema: JSON Schema of what it writes; None for words, and where any JSON will do.
        functions: Those it may call of its own accord, by the names that it is told.
        is_enforced: Whether the server holds the model to the schema while it writes.
    """

    want: Want
    schema: Mapping[str, JsonValue] | None = None
    functions: tuple[Function, ...] = ()
    is_enforced: bool = False

    @property
    def is_json(self) -> bool:
        """Whether what the model writes is JSON."""
        return self.want is not Want.WORDS

    @property
    def spelled(self) -> Mapping[str, JsonValue] | None:
        """The schema as a server is to hold the model to it."""
        spelled = spell_days(dict(self.schema)) if self.schema else None
        return spelled if isinstance(spelled, dict) else self.schema

    @property
    def instruction(self) -> str:
        """Say in words what it must be: a grammar alone makes models write the first thing.

        A long schema that the server enforces is not told: it would take the room of the answer.
        """
        if not self.is_json:
            return ""
        if self.schema is None:
            return _JSON_ALONE
        schema = json.dumps(self.schema, ensure_ascii=False, separators=(",", ":"))
        if self.is_enforced and len(schema) > _LONGEST_TOLD:
            return _JSON_ALONE
        return f"{_JSON_ALONE} It must fit this JSON Schema:\n{schema}"

    def find_fault(self, text: str) -> str:
        """Return what is wrong with an answer, as the end of a sentence; nothing if it fits.

        Raises:
            InvalidArgumentError: A reference of the schema cannot be followed.
        """
        return find_fault(text, self.schema, checks_formats=True) if self.is_json else ""

    def admits(self, call: ToolCall) -> bool:
        """Return whether a call is of a function that may be called, with arguments that fit.

        Raises:
            InvalidArgumentError: A reference of the function's schema cannot be followed.
        """
        declared = next((each for each in self.functions if each.name == call.name), None)
        return declared is not None and not find_fault(call.arguments or "{}", declared.schema)


def constrain(prompt: Prompt, names: Names, *, is_enforced: bool = False) -> Constraint:
    """Return what the answer to a prompt must be.

    Args:
        prompt: What is asked.
        names: Of functions.
        is_enforced: Whether the server holds the model to a schema.
    """
    want, schema, functions = _want(prompt, names)
    return Constraint(want=want, schema=schema, functions=functions, is_enforced=is_enforced)


def _want(
    prompt: Prompt, names: Names
) -> tuple[Want, Mapping[str, JsonValue] | None, tuple[Function, ...]]:
    """Return what is to be written, its schema, and what may be called."""
    functions = tuple(
        Function(name=names.to_model(each.name), description=each.description, schema=each.schema)
        for each in prompt.functions
    )
    if prompt.functions and prompt.calling is Calling.ANY:
        return Want.CALL, write_call_schema(functions), ()
    options = prompt.options
    if options.form is AnswerForm.ENUM:
        return Want.CHOICE, options.schema or {"type": "string"}, functions
    if options.form is AnswerForm.JSON:
        return Want.JSON, options.schema, functions
    return Want.WORDS, None, functions


def write_call_schema(functions: tuple[Function, ...]) -> dict[str, JsonValue]:
    """Return the schema of an object that calls one of these functions.

    Definitions of a function's schema move to the root, each name led by the function's place, so
    that references still lead there.
    """
    definitions: dict[str, JsonValue] = {}
    choices: list[JsonValue] = []
    for index, each in enumerate(functions):
        arguments = _move(dict(each.schema or {"type": "object"}), index, definitions)
        choices.append(
            {
                "type": "object",
                "properties": {"name": {"const": each.name}, "arguments": arguments},
                "required": ["name", "arguments"],
                "additionalProperties": False,
            }
        )
    schema: dict[str, JsonValue] = {"anyOf": choices}
    return {**schema, "$defs": definitions} if definitions else schema


def read_call(text: str) -> ToolCall:
    """Read the object that calls a function; it fits its schema."""
    called = json.loads(text)
    arguments = json.dumps(called["arguments"], ensure_ascii=False)
    return ToolCall(call_id="", name=called["name"], arguments=arguments)


def write_repair(fault: str) -> str:
    """Ask for an answer once more, saying what was wrong with the last one."""
    return _REPAIR.format(fault=fault)


def _move(
    schema: dict[str, JsonValue], index: int, definitions: dict[str, JsonValue]
) -> dict[str, JsonValue]:
    own = schema.pop("$defs", None)
    if not isinstance(own, dict):
        return schema
    definitions |= {f"{index}_{name}": _redirect(each, index) for name, each in own.items()}
    moved = _redirect(schema, index)
    return moved if isinstance(moved, dict) else schema


def _redirect(value: JsonValue, index: int) -> JsonValue:
    """Lead every reference to a definition to where it was moved."""
    if isinstance(value, list):
        return [_redirect(each, index) for each in value]
    if not isinstance(value, dict):
        return value
    redirected = {name: _redirect(each, index) for name, each in value.items()}
    reference = value.get("$ref")
    if isinstance(reference, str):
        redirected["$ref"] = reference.replace("#/$defs/", f"#/$defs/{index}_", 1)
    return redirected
