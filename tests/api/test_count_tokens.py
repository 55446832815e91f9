"""POST /{v}/models/{model}:countTokens: both forms, and agreement with the answer."""

import pytest

from tests.api.asking import ASK, BAD_REQUEST, COUNT, HELLO, Asking, ask, inline, post, refused
from tests.api.uploading import upload

DOCUMENT = ask(inline(), {"text": "hello"})


async def test_contents_are_counted_by_modality() -> None:
    answer = await post(DOCUMENT, path=COUNT)

    assert answer.json() == {
        "totalTokens": 260,
        "promptTokensDetails": [
            {"modality": "TEXT", "tokenCount": 2},
            {"modality": "DOCUMENT", "tokenCount": 258},
        ],
    }


@pytest.mark.parametrize(
    "extra", [{}, {"systemInstruction": {"parts": [{"text": "be brief"}]}}, {"tools": []}]
)
async def test_a_whole_request_counts_what_its_answer_says(extra: dict) -> None:
    request = {**DOCUMENT, **extra}
    asking = Asking()
    async with asking.serve() as client:
        counted = await client.post(
            COUNT, json={"generateContentRequest": {"model": "models/x", **request}}
        )
        answer = await client.post(ASK, json=request)

    usage = answer.json()["usageMetadata"]
    assert counted.json()["totalTokens"] == usage["promptTokenCount"]
    assert counted.json()["promptTokensDetails"] == usage["promptTokensDetails"]


async def test_the_history_of_a_chat_is_counted_though_the_model_spoke_last() -> None:
    turns = [{"role": "user", "parts": {"text": "hi"}}, {"role": "model", "parts": {"text": "ho"}}]
    both = [{"contents": turns}, {"generateContentRequest": {"contents": turns}}]
    answers = [await post(body, path=COUNT) for body in both]

    assert [answer.json()["totalTokens"] for answer in answers] == [2, 2]


async def test_a_named_file_is_counted() -> None:
    async with Asking().serve() as client:
        file = await upload(client)
        answer = await client.post(COUNT, json=ask({"fileData": {"fileUri": file["uri"]}}))

    assert answer.json()["totalTokens"] == 258


async def test_neither_form_is_refused() -> None:
    message = await refused({"model": "models/x"}, path=COUNT)

    assert message == "* CountTokensRequest.contents: contents is not specified\n"


async def test_both_forms_are_refused() -> None:
    message = await refused({**HELLO, "generateContentRequest": HELLO}, path=COUNT)

    assert message.startswith("* CountTokensRequest.contents: ")


async def test_a_system_instruction_beside_contents_is_unknown() -> None:
    answer = await post({**HELLO, "systemInstruction": {"parts": [{"text": "a"}]}}, path=COUNT)

    error = answer.json()["error"]
    assert error["message"] == (
        'Invalid JSON payload received. Unknown name "systemInstruction": Cannot find field.'
    )
    assert error["details"][0]["@type"] == BAD_REQUEST


async def test_a_rule_broken_inside_the_whole_request_is_told_by_its_path() -> None:
    request = {"generateContentRequest": {**HELLO, "generationConfig": {"topP": 3}}}

    assert await refused(request, path=COUNT) == (
        "* CountTokensRequest.generate_content_request.generation_config.top_p: top_p must be in"
        " the range [0.0, 1.0].\n"
    )


async def test_an_unknown_model_is_not_found() -> None:
    message = await refused(HELLO, path="/v1beta/models/nobody:countTokens", status=404)

    assert "not supported for countTokens" in message
