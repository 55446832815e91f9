import pytest

from wasat.adapters.models.chats import Effort, choose_effort, write_body, write_message
from wasat.chat.client import ChatRequest, Message, Speaker, ToolCall
from wasat.generation.prompt import Options

HELLO = (Message(speaker=Speaker.USER, pieces=("Hello",)),)
SWITCH = (True, False)
LEVELS = ("low", "medium", "high")


@pytest.mark.parametrize(
    ("options", "efforts", "chosen"),
    [
        ({}, SWITCH, None),
        ({"thinking_budget": -1}, SWITCH, None),
        ({"thinking_budget": 0}, SWITCH, False),
        ({"thinking_budget": 99}, SWITCH, True),
        ({"has_thoughts": True}, SWITCH, True),
        ({"has_thoughts": True, "thinking_budget": 0}, SWITCH, False),
        ({"thinking_level": "low"}, SWITCH, True),
        ({"thinking_budget": 0}, LEVELS, "low"),
        ({"thinking_budget": 512}, LEVELS, "low"),
        ({"thinking_budget": 4_096}, LEVELS, "medium"),
        ({"thinking_level": "minimal"}, LEVELS, "low"),
        ({"thinking_level": "minimal"}, ("minimal", *LEVELS), "minimal"),
        ({"thinking_level": "xhigh"}, LEVELS, "high"),
        ({"has_thoughts": True}, LEVELS, None),
        ({"has_thoughts": True, "thinking_level": "high"}, (), None),
    ],
)
def test_the_effort_is_one_that_the_model_takes(
    options: dict[str, object], efforts: tuple[Effort, ...], chosen: Effort | None
) -> None:
    assert choose_effort(Options(**options), efforts) is chosen  # type: ignore[arg-type]


def test_a_result_names_its_call_and_its_function() -> None:
    call = ToolCall(call_id="c1", name="get_weather", arguments='{"town": "Brno"}')
    asked = Message(speaker=Speaker.ASSISTANT, calls=(call,))
    told = Message(
        speaker=Speaker.TOOL, pieces=('{"degrees": 9}',), call_id="c1", name="get_weather"
    )

    (called,), (result,) = write_message(asked), write_message(told)

    assert called["tool_calls"] == [
        {"id": "c1", "function": {"name": "get_weather", "arguments": {"town": "Brno"}}}
    ]
    assert (result["tool_call_id"], result["tool_name"]) == ("c1", "get_weather")


def test_a_prompt_that_is_too_long_is_to_be_refused_and_not_cut() -> None:
    body = write_body(ChatRequest(messages=HELLO), "m", 8_192)

    assert (body["truncate"], body["shift"]) == (False, False)


@pytest.mark.parametrize(("rivals", "told"), [(None, {}), (0, {"logprobs": True})])
def test_chances_are_asked_for_where_the_caller_wants_them(
    rivals: int | None, told: dict[str, object]
) -> None:
    body = write_body(ChatRequest(messages=HELLO, options=Options(rivals=rivals)), "m", 8_192)

    assert {name: value for name, value in body.items() if "logprobs" in name} == told
