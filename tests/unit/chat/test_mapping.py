from tests.unit.chat.fakes import ask, make_pages
from tests.unit.reader.asking import make_sources
from wasat.chat.client import Message, Piece, Speaker, ToolCall
from wasat.chat.mapping import name_functions, to_call, to_messages
from wasat.chat.names import Names
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import (
    Code,
    Function,
    FunctionCall,
    FunctionResult,
    Prompt,
    Role,
    Source,
    Text,
    Turn,
)

(PDF,) = make_sources([make_pages("one")])


def show(source: Source) -> tuple[Piece, ...]:
    return (f"<{source.title}>\n",)


def write(prompt: Prompt, instruction: str = "") -> list[tuple[str, str]]:
    messages = to_messages(prompt, show, name_functions(prompt), instruction)
    return [(message.speaker.value, message.text) for message in messages]


def turn(role: Role, *parts: object) -> Turn:
    return Turn(role=role, parts=tuple(Text(text=p) if isinstance(p, str) else p for p in parts))  # type: ignore[misc]


def test_the_callers_system_instruction_comes_first() -> None:
    prompt = ask("Hi", system=(Text(text="Be brief."), Text(text="Be kind.")))

    assert write(prompt) == [("system", "Be brief.\n\nBe kind."), ("user", "Hi")]


def test_documents_of_the_system_instruction_move_to_the_first_turn() -> None:
    prompt = ask("Hi", system=(PDF, Text(text="Be brief.")))

    assert write(prompt) == [("system", "Be brief."), ("user", "<a.pdf>\nHi")]


def test_documents_come_before_words_so_that_the_beginning_stays_the_same() -> None:
    assert write(ask("What is it?", PDF)) == write(ask(PDF, "What is it?"))


def test_our_instruction_comes_at_the_very_end() -> None:
    assert write(ask("Hi"), "Cite.") == [("user", "Hi\nCite.")]


def test_neighbours_of_one_side_are_joined() -> None:
    prompt = Prompt(
        turns=(
            turn(Role.USER, "a"), turn(Role.USER, "b"),
            turn(Role.MODEL, "c"), turn(Role.MODEL, "d"), turn(Role.USER, "e"),
        )
    )  # fmt: skip

    assert write(prompt) == [("user", "a\nb"), ("assistant", "c\nd"), ("user", "e")]


def test_thoughts_of_the_history_are_not_told_again() -> None:
    thought = Text(text="Hm.", is_thought=True)
    prompt = Prompt(
        turns=(turn(Role.USER, "a"), turn(Role.MODEL, thought, "b"), turn(Role.USER, "c"))
    )

    assert write(prompt)[1] == ("assistant", "b")


def test_programs_and_what_they_printed_are_fenced() -> None:
    prompt = ask(Code(text="print(1)", language="python"), Code(text="1", is_result=True))

    assert write(prompt) == [("user", "```python\nprint(1)\n```\n```\n1\n```\n")]


def call(name: str, call_id: str = "") -> FunctionCall:
    return FunctionCall(name=name, arguments={"a": 1}, call_id=call_id)


def test_a_call_without_an_id_is_joined_to_its_result_by_name() -> None:
    prompt = Prompt(
        turns=(
            turn(Role.USER, "Do"),
            turn(Role.MODEL, call("x.f"), call("g")),
            turn(
                Role.USER,
                FunctionResult(name="g", response={"r": 2}),
                FunctionResult(name="x.f", response={"r": 1}),
                "Go on",
            ),
        )
    )

    messages = to_messages(prompt, show, name_functions(prompt))

    assert messages[1].calls == (
        ToolCall(call_id="call_1", name="x_f", arguments='{"a": 1}'),
        ToolCall(call_id="call_2", name="g", arguments='{"a": 1}'),
    )
    assert messages[2:] == (
        Message(speaker=Speaker.TOOL, pieces=('{"r": 2}',), call_id="call_2", name="g"),
        Message(speaker=Speaker.TOOL, pieces=('{"r": 1}',), call_id="call_1", name="x_f"),
        Message(speaker=Speaker.USER, pieces=("Go on",)),
    )


def test_ids_of_the_caller_are_kept() -> None:
    prompt = Prompt(
        turns=(
            turn(Role.USER, "Do"),
            turn(Role.MODEL, call("f", "one"), call("f", "two")),
            turn(Role.USER, FunctionResult(name="f", call_id="two")),
        )
    )

    messages = to_messages(prompt, show, name_functions(prompt))

    assert [each.call_id for each in messages[1].calls] == ["one", "two"]
    assert messages[2].call_id == "two"


def test_a_result_whose_id_no_call_has_is_joined_by_name() -> None:
    prompt = Prompt(
        turns=(
            turn(Role.USER, "Do"),
            turn(Role.MODEL, call("f"), call("g")),
            turn(Role.USER, FunctionResult(name="g", call_id="x"), FunctionResult(name="h")),
        )
    )

    messages = to_messages(prompt, show, name_functions(prompt))

    assert [each.call_id for each in messages[2:]] == ["call_2", "h"]


def test_a_call_that_a_later_result_names_is_left_to_it() -> None:
    prompt = Prompt(
        turns=(
            turn(Role.USER, "Do"),
            turn(Role.MODEL, call("f", "one"), call("f", "two"), call("f", "three")),
            turn(Role.USER, FunctionResult(name="f"), FunctionResult(name="f", call_id="one")),
            turn(Role.USER, FunctionResult(name="f", call_id="unknown")),
        )
    )

    messages = to_messages(prompt, show, name_functions(prompt))

    assert [each.call_id for each in messages[2:]] == ["two", "one", "three"]


def test_functions_of_the_history_are_named_like_declared_ones() -> None:
    prompt = Prompt(
        turns=(turn(Role.USER, "Do"), turn(Role.MODEL, call("a.b")), turn(Role.USER, "So?")),
        functions=(Function(name="a.b"),),
    )

    assert name_functions(prompt).to_model("a.b") == "a_b"


def test_a_call_of_the_model_bears_the_callers_name() -> None:
    named = to_call(ToolCall(call_id="1", name="a_b", arguments='{"x": 1}'), Names(["a.b"]))

    assert named == Chunk(call=FunctionCall(name="a.b", arguments={"x": 1}, call_id="1"))


def test_a_call_without_arguments_has_none() -> None:
    assert to_call(ToolCall(call_id="", name="f", arguments=""), Names([])) == Chunk(
        call=FunctionCall(name="f")
    )


def test_a_call_that_is_no_json_object_is_none() -> None:
    for arguments in ("{", "[1]"):
        assert to_call(ToolCall(call_id="", name="f", arguments=arguments), Names([])) is None
