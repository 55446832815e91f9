"""Contents to turns."""

import pytest
from starlette.requests import Request

from tests.api.asking import Asking, ask, inline
from tests.unit.generation.fakes import make_model
from wasat.api.context import Call
from wasat.api.convert.prompt import to_plain_prompt, to_prompt
from wasat.generation.prompt import Prompt, Role, Text
from wasat.projects.service import Project
from wasat.status import InvalidArgumentError
from wasat.wire.generate import GenerateContentRequest


def make_call() -> Call:
    request = Request({"type": "http", "headers": [], "query_string": b"", "path": "/"})
    return Call(context=Asking().context, request=request, project=Project(name="p"))


async def convert(body: dict[str, object]) -> Prompt:
    return await to_prompt(make_call(), GenerateContentRequest.model_validate(body), make_model())


@pytest.mark.parametrize("role", ["", "user", "system"])
async def test_a_system_instruction_may_bear_any_role(role: str) -> None:
    instruction = {"role": role, "parts": [{"text": "be brief"}]}
    prompt = await convert(ask({"text": "a"}, systemInstruction=instruction))

    assert prompt.system == (Text(text="be brief"),)


async def test_inline_bytes_are_named_by_their_place() -> None:
    answered = {"functionResponse": {"name": "f", "parts": [inline(), {}]}}
    prompt = await convert(
        ask({"text": "a"}, inline(), answered, systemInstruction={"parts": inline()})
    )

    assert [source.uri for source in prompt.sources] == [
        "inline:system.0",
        "inline:0.1",
        "inline:0.2.0",
    ]
    assert prompt.sources[0].title == "document at system_instruction.parts[0]"


async def test_the_bytes_belong_to_the_callers_project() -> None:
    prompt = await convert(ask(inline()))

    assert prompt.sources[0].blob.project == "p"


async def test_everything_is_checked_before_bytes_are_decoded() -> None:
    with pytest.raises(InvalidArgumentError, match="Google Search"):
        await convert(ask(inline("a*"), tools=[{"googleSearch": {}}]))


async def test_contents_alone_are_a_prompt_too() -> None:
    contents = GenerateContentRequest.model_validate(ask({"text": "a"})).contents
    prompt = await to_plain_prompt(make_call(), contents, "CountTokensRequest")

    assert [(turn.role, turn.parts) for turn in prompt.turns] == [(Role.USER, (Text(text="a"),))]


@pytest.mark.parametrize("part", [{"toolCall": {}}, {"toolResponse": {}}])
async def test_tools_of_the_service_in_the_history_say_nothing(part: dict) -> None:
    prompt = await convert(ask({"text": "a"}, part))

    assert prompt.turns[0].parts == (Text(text="a"),)
