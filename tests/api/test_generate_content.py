"""POST /{v}/models/{model}:generateContent: what is taken, and what comes back."""

import base64
import json

import pytest

from tests.api.asking import ASK, HELLO, PDF, STREAM, Asking, EchoEngine, ask, inline, post
from tests.api.uploading import upload
from wasat.generation.chunk import Chunk, FinishReason
from wasat.generation.prompt import (
    Code,
    FunctionCall,
    FunctionResult,
    Role,
    Source,
    Text,
)


async def test_an_answer_has_the_shape_of_the_services() -> None:
    answer = await post(HELLO)

    body = answer.json()
    assert answer.status_code == 200
    assert len(body.pop("responseId")) == 22
    assert body == {
        "candidates": [
            {
                "content": {"parts": [{"text": "hello there"}], "role": "model"},
                "finishReason": "STOP",
                "index": 0,
            }
        ],
        "usageMetadata": {
            "promptTokenCount": 3,
            "candidatesTokenCount": 3,
            "totalTokenCount": 6,
            "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 3}],
            "candidatesTokensDetails": [{"modality": "TEXT", "tokenCount": 3}],
        },
        "modelVersion": "echo-1",
    }


async def test_an_answer_is_pretty_and_ends_with_a_newline() -> None:
    answer = await post(HELLO)

    assert answer.text == json.dumps(answer.json(), indent=2) + "\n"


async def test_an_answer_may_be_one_line() -> None:
    answer = await post(HELLO, path=f"{ASK}?prettyPrint=false")

    assert answer.text.count("\n") == 1


async def test_official_tests_find_the_headers_they_look_for() -> None:
    answer = await post(HELLO)

    assert answer.headers["content-type"] == "application/json; charset=UTF-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-xss-protection"] == "0"
    assert "Origin" in answer.headers["vary"]
    assert answer.headers["content-encoding"] == "gzip"


async def test_who_cannot_unpack_gets_it_unpacked() -> None:
    async with Asking().serve() as client:
        answer = await client.post(ASK, json=HELLO, headers={"accept-encoding": "gzip;q=0"})

    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    "body",
    [
        {"contents": {"parts": {"text": "hello there"}}},
        {"contents": [{"parts": [{"text": "hello there", "thought": None}]}], "tools": []},
        "{'contents': [{'parts': [{'text': 'hello there'},],}], generationConfig: {}}",
        {**HELLO, "generation_config": {"topK": 5.0, "thinkingConfig": {"include_thoughts": True}}},
        {**HELLO, "generationConfig": {"topK": "5", "temperature": 0, "seed": -1}},
        {**HELLO, "serviceTier": "standard", "store": False, "model": "models/x", "labels": {}},
    ],
)
async def test_json_is_taken_as_the_services_parser_takes_it(body: object) -> None:
    answer = await post(body)

    assert answer.json()["candidates"][0]["content"]["parts"] == [{"text": "hello there"}]


@pytest.mark.parametrize("version", ["v1", "v1beta", "v1alpha"])
@pytest.mark.parametrize(
    "model", ["models/reader", "models/gemini-9.9-ultra", "models%2Freader", "models/models/reader"]
)
@pytest.mark.parametrize("colon", [":", "%3A"])
async def test_every_version_and_spelling_of_the_path_is_one(
    version: str, model: str, colon: str
) -> None:
    answer = await post(HELLO, path=f"/{version}/{model}{colon}generateContent")

    assert answer.status_code == 200


async def test_inline_bytes_become_a_source() -> None:
    asking = Asking()
    await post(ask(inline(), {"text": "?"}), asking=asking)

    source = asking.prompt.sources[0]
    with source.blob.lend() as file:
        assert file.read() == PDF
    assert source.uri == "inline:0.0"
    assert (source.name, source.title) == ("", "document at contents[0].parts[0]")
    assert (source.blob.mime_type, source.blob.size_bytes) == ("application/pdf", len(PDF))


async def test_a_named_file_becomes_a_source() -> None:
    asking = Asking()
    async with asking.serve() as client:
        file = await upload(client, name="files/doc-1", display_name="Report")
        part = {"fileData": {"file_uri": file["uri"], "mime_type": "application/pdf"}}
        answer = await client.post(ASK, json=ask(part))

    source = asking.prompt.sources[0]
    assert answer.status_code == 200
    assert (source.name, source.title, source.uri) == ("files/doc-1", "Report", file["uri"])


@pytest.mark.parametrize(
    "uri",
    [
        "files/doc-1",
        "http://127.0.0.1:1/v1/files/doc-1",
        "https://generativelanguage.googleapis.com/v1beta/files/doc-1",
        "https://host/pre/fix/v1alpha/files/doc-1#page=60",
        "HTTPS://host/v1/files/doc-1",
    ],
)
async def test_any_uri_that_ends_in_a_files_name_is_that_file(uri: str) -> None:
    asking = Asking()
    async with asking.serve() as client:
        await upload(client, name="files/doc-1")
        answer = await client.post(ASK, json=ask({"fileData": {"fileUri": uri}}))

    assert answer.status_code == 200
    assert asking.prompt.sources[0].name == "files/doc-1"


@pytest.mark.parametrize("declared", [{}, {"mimeType": ""}, {"mimeType": "text/plain"}])
async def test_a_files_own_type_counts(declared: dict[str, str]) -> None:
    asking = Asking()
    async with asking.serve() as client:
        file = await upload(client)
        data = {"fileUri": file["uri"], **declared}
        answer = await client.post(ASK, json=ask({"fileData": data}))

    assert answer.status_code == 200
    assert asking.prompt.sources[0].blob.mime_type == "application/pdf"


async def test_evidence_comes_as_grounding_metadata() -> None:
    answer = await post(ask({"text": "Größe: "}, inline(displayName="report.pdf")))

    assert answer.json()["candidates"][0]["groundingMetadata"] == {
        "groundingChunks": [
            {
                "retrievedContext": {
                    "uri": "inline:0.1#page=60",
                    "title": "report.pdf, page 60",
                    "text": "q",
                    "pageNumber": 60,
                    "customMetadata": [
                        {"key": "wasat.box", "stringValue": "72.0,144.5,310.2,160.1"},
                        {"key": "wasat.source", "stringValue": "text"},
                    ],
                }
            }
        ],
        "groundingSupports": [
            {
                "segment": {"startIndex": 9, "endIndex": 10, "text": "D"},
                "groundingChunkIndices": [0],
                "confidenceScores": [0.9],
            }
        ],
    }


async def test_modifiers_of_parts_reach_the_source() -> None:
    part = inline() | {
        "documentMetadata": {"start_page": 2, "end_page": 5, "content_layers": ["PAGE_TEXT"]},
        "mediaResolution": {"level": "MEDIA_RESOLUTION_HIGH"},
        "videoMetadata": {"startOffset": "1.5s", "fps": 2},
    }
    asking = Asking()
    await post(ask(part), asking=asking)

    source = asking.prompt.sources[0]
    assert (source.first_page, source.last_page, source.layers) == (2, 5, ("PAGE_TEXT",))
    assert source.resolution == "MEDIA_RESOLUTION_HIGH"


async def test_cells_of_a_sheet_reach_the_source() -> None:
    part = inline() | {"spreadsheetMetadata": {"visible_cells": "A1:D10", "sheet_index": 1}}
    asking = Asking()
    await post(
        ask(part, generationConfig={"mediaResolution": "MEDIA_RESOLUTION_LOW"}), asking=asking
    )

    source = asking.prompt.sources[0]
    assert (source.cells, source.sheet) == ("A1:D10", 1)
    assert source.resolution == "MEDIA_RESOLUTION_LOW"


async def test_a_conversation_reaches_the_engine_turn_by_turn() -> None:
    signature = {"thoughtSignature": "-__-"}
    history = [
        {"parts": [{"text": "q"}]},
        {
            "role": "model",
            "parts": [
                {"text": "hm", "thought": True},
                {"functionCall": {"name": "f", "args": {"a_b": None}, "id": "1"}} | signature,
                {"executableCode": {"language": "PYTHON", "code": "1"}},
                {"codeExecutionResult": {"outcome": 1, "output": "1"}},
                signature,
                {"thought": True},
                {"toolCall": {"toolType": "GOOGLE_SEARCH"}},
            ],
        },
        {
            "role": "function",
            "parts": [
                {
                    "functionResponse": {
                        "name": "f",
                        "response": {"x_y": 1},
                        "parts": [
                            inline() | {"documentMetadata": {"startPage": 2}},
                            {"videoMetadata": {"fps": 1}},
                        ],
                    }
                }
            ],
        },
    ]
    asking = Asking()
    answer = await post(
        {"contents": history, "systemInstruction": {"parts": {"text": "be brief"}}}, asking=asking
    )

    prompt = asking.prompt
    assert answer.status_code == 200
    assert [turn.role for turn in prompt.turns] == [Role.USER, Role.MODEL, Role.USER]
    assert prompt.turns[1].parts == (
        Text(text="hm", is_thought=True),
        FunctionCall(name="f", arguments={"a_b": None}, call_id="1"),
        Code(text="1", language="python"),
        Code(text="1", is_result=True),
    )
    result, source = prompt.turns[2].parts
    assert result == FunctionResult(name="f", response={"x_y": 1})
    assert isinstance(source, Source)
    assert source.first_page == 2
    assert prompt.system == (Text(text="be brief"),)


async def test_a_function_may_return_a_named_file() -> None:
    asking = Asking()
    async with asking.serve() as client:
        name = (await upload(client))["name"]
        returned = {"name": "f", "parts": [{"fileData": {"fileUri": name}}]}
        answer = await client.post(ASK, json=ask({"functionResponse": returned}))

    assert answer.status_code == 200
    assert [source.name for source in asking.prompt.sources] == [name]


async def test_options_reach_the_engine() -> None:
    asking = Asking()
    config = {
        "temperature": 0.5,
        "topP": 0.9,
        "topK": 3,
        "seed": 7,
        "presencePenalty": 1,
        "frequencyPenalty": -1,
        "stopSequences": "stop",
        "maxOutputTokens": 9,
        "thinkingConfig": {"thinkingBudget": -1},
    }
    await post({**HELLO, "generationConfig": config}, asking=asking)

    options = asking.prompt.options
    assert (options.temperature, options.top_p, options.top_k, options.seed) == (0.5, 0.9, 3, 7)
    assert (options.presence_penalty, options.frequency_penalty) == (1, -1)
    assert (options.stop_sequences, options.max_output_tokens) == (("stop",), 9)
    assert (options.thinking_budget, options.has_thoughts) == (-1, False)


async def test_candidates_are_numbered() -> None:
    answer = await post({**HELLO, "generationConfig": {"candidateCount": 2}})

    body = answer.json()
    assert [candidate["index"] for candidate in body["candidates"]] == [0, 1]
    assert body["usageMetadata"]["candidatesTokenCount"] == 6


async def test_an_answer_cut_short_says_so() -> None:
    answer = await post({**HELLO, "generationConfig": {"maxOutputTokens": 1}})

    candidate = answer.json()["candidates"][0]
    assert candidate["finishReason"] == "MAX_TOKENS"
    assert candidate["finishMessage"] == "The answer reached the most output tokens it may have."
    assert candidate["content"]["parts"] == [{"text": "hell"}]


async def test_ratings_are_told_when_settings_were_sent() -> None:
    setting = {"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}
    answer = await post({**HELLO, "safetySettings": [setting]})

    assert answer.json()["candidates"][0]["safetyRatings"] == []


async def test_thoughts_are_shown_to_those_who_want_them() -> None:
    chunks = [Chunk(text="hm", is_thought=True), Chunk(text="a"), Chunk(text="b")]
    config = {"thinkingConfig": {"includeThoughts": True}}
    seen = await post(
        {**HELLO, "generationConfig": config}, asking=Asking(engine=EchoEngine(chunks=chunks))
    )
    hidden = await post(HELLO, asking=Asking(engine=EchoEngine(chunks=chunks)))

    assert seen.json()["candidates"][0]["content"]["parts"] == [
        {"text": "hm", "thought": True},
        {"text": "ab"},
    ]
    assert hidden.json()["candidates"][0]["content"]["parts"] == [{"text": "ab"}]


async def test_functions_that_must_not_be_called_change_nothing() -> None:
    answer = await post(
        {
            **HELLO,
            "tools": [{"functionDeclarations": [{"name": "f"}]}],
            "toolConfig": {"functionCallingConfig": {"mode": "NONE"}},
        }
    )

    assert answer.status_code == 200


async def test_a_large_inline_document_arrives_whole() -> None:
    asking = Asking()
    data = PDF * 200_000
    await post(ask(inline(base64.b64encode(data).decode())), asking=asking)

    assert asking.prompt.sources[0].blob.size_bytes == len(data)


async def test_an_engine_ends_for_a_reason_of_its_own() -> None:
    chunks = [Chunk(text="no", finish_reason=FinishReason.RECITATION)]
    answer = await post(HELLO, asking=Asking(engine=EchoEngine(chunks=chunks)))

    assert answer.json()["candidates"][0]["finishReason"] == "RECITATION"


async def test_a_call_of_a_function_is_a_part() -> None:
    call = FunctionCall(name="f", arguments={"x": 1}, call_id="7")
    engine = EchoEngine(chunks=[Chunk(text="a"), Chunk(call=call), Chunk(text="b")])
    answer = await post(HELLO, asking=Asking(engine=engine))

    assert answer.json()["candidates"][0]["content"]["parts"] == [
        {"text": "a"},
        {"functionCall": {"id": "7", "name": "f", "args": {"x": 1}}},
        {"text": "b"},
    ]


@pytest.mark.parametrize("path", [ASK, STREAM])
async def test_unread_pages_are_told_in_a_header(path: str) -> None:
    answer = await post(ask(inline()), path=path, asking=Asking(engine=EchoEngine(unread=[3, 5])))

    assert answer.headers["x-wasat-unread-pages"] == "inline:0.0=3,5"


async def test_where_all_was_read_no_header_says_otherwise() -> None:
    assert "x-wasat-unread-pages" not in (await post(HELLO)).headers
