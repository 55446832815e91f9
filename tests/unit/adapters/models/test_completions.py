import pytest

from wasat.adapters.models.completions import write_body, write_message
from wasat.chat.client import ChatRequest, Message, Speaker
from wasat.chat.dialects import DIALECTS
from wasat.generation.prompt import Options

HELLO = (Message(speaker=Speaker.USER, pieces=("Hel", "lo")),)


def body(dialect: str = "generic", **options: object) -> dict[str, object]:
    request = ChatRequest(messages=HELLO, options=Options(**options))
    return write_body(request, "m", DIALECTS[dialect])


def test_text_alone_stays_a_string() -> None:
    assert write_message(HELLO[0]) == {"role": "user", "content": "Hello"}


def test_what_is_not_given_is_not_sent() -> None:
    assert set(body()) == {"model", "messages", "stream", "stream_options"}


@pytest.mark.parametrize(("dialect", "sent"), [("vllm", 5), ("generic", None)])
def test_top_k_is_sent_only_where_it_is_known(dialect: str, sent: int | None) -> None:
    assert body(dialect, top_k=5).get("top_k") == sent


def test_any_json_is_asked_for_without_a_schema() -> None:
    request = ChatRequest(messages=HELLO, is_json=True)

    assert write_body(request, "m", DIALECTS["vllm"])["response_format"] == {"type": "json_object"}


@pytest.mark.parametrize(
    ("dialect", "options", "sent"),
    [
        ("vllm", {"thinking_budget": 0}, {"chat_template_kwargs": {"enable_thinking": False}}),
        ("vllm", {"thinking_budget": 99}, {"chat_template_kwargs": {"enable_thinking": True}}),
        ("vllm", {"thinking_level": "low"}, {"chat_template_kwargs": {"enable_thinking": True}}),
        ("vllm", {"thinking_budget": -1}, {}),
        ("generic", {"thinking_budget": 0}, {"reasoning_effort": "low"}),
        ("generic", {"thinking_budget": 512}, {"reasoning_effort": "low"}),
        ("generic", {"thinking_budget": 4096}, {"reasoning_effort": "medium"}),
        ("generic", {"thinking_budget": 9999}, {"reasoning_effort": "high"}),
        ("generic", {"thinking_level": "minimal"}, {"reasoning_effort": "low"}),
        ("lmstudio", {"thinking_level": "high"}, {}),
        ("vllm", {}, {}),
    ],
)
def test_thinking_is_asked_for_as_the_dialect_says(
    dialect: str, options: dict[str, object], sent: dict[str, object]
) -> None:
    names = ("chat_template_kwargs", "reasoning_effort")

    assert {k: v for k, v in body(dialect, **options).items() if k in names} == sent
