"""Names of the family where the reader has them and a model answers what has no documents."""

import pytest

from tests.api.asking import ASK, COUNT, HELLO, Asking, EchoEngine, ask, inline, post

TOOLS = [{"functionDeclarations": [{"name": "f"}]}]
READER = ASK.replace("gemini-2.5-flash", "reader")
OTHER = ASK.replace("gemini-2.5-flash", "gemini-9")
RESULT = {"functionResponse": {"name": "f", "response": {}, "parts": [inline()]}}
FILE = {"fileData": {"fileUri": "files/abc"}}


def make() -> Asking:
    return Asking(writer=EchoEngine(name="Writer", has_tools=True))


async def asked(body: dict, path: str = ASK) -> str:
    """Return who was asked."""
    asking = make()
    answer = await post(body, path=path, asking=asking)
    assert answer.status_code == 200, answer.text
    assert asking.writer is not None
    return "writer" if asking.writer.prompts else "reader"


@pytest.mark.parametrize("path", [ASK, OTHER])
async def test_without_documents_a_name_of_the_family_is_answered_by_the_model(path: str) -> None:
    assert await asked(HELLO, path) == "writer"


async def test_the_readers_own_name_is_answered_by_the_reader() -> None:
    assert await asked(HELLO, READER) == "reader"


@pytest.mark.parametrize(
    "body",
    [
        ask(inline(), {"text": "What?"}),
        ask({"text": "What?"}, systemInstruction={"parts": [inline()]}),
        ask(RESULT),
    ],
)
async def test_wherever_a_document_stands_the_reader_answers(body: dict) -> None:
    assert await asked(body) == "reader"


async def test_a_file_that_is_not_there_is_a_document_all_the_same() -> None:
    answer = await post(ask(FILE, tools=TOOLS), asking=make())

    assert "Function calling is not enabled" in answer.json()["error"]["message"]


async def test_functions_without_documents_are_the_models() -> None:
    assert await asked({**HELLO, "tools": TOOLS}) == "writer"


async def test_counting_takes_what_answering_takes() -> None:
    request = {"generateContentRequest": {"model": "models/x", **HELLO, "tools": TOOLS}}

    answer = await post(request, path=COUNT, asking=make())

    assert answer.json()["totalTokens"] == 3


async def test_a_model_tells_who_answers_what_has_no_documents() -> None:
    async with make().serve() as client:
        family, listed, reader = [
            (await client.get(path)).json()
            for path in ("/v1/models/gemini-9", "/v1/models", "/v1/models/reader")
        ]

    sentence = "Repeats what it hears. Prompts without documents are answered by Writer."
    assert family["description"] == listed["models"][1]["description"] == sentence
    assert reader["description"] == listed["models"][0]["description"] == "Repeats what it hears."
