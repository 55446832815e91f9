"""POST /{v}/models/{model}:generateContent: what is refused, in the service's words."""

import pytest

from tests.api.asking import (
    ASK,
    BAD_REQUEST,
    HELLO,
    PDF_DATA,
    Asking,
    EchoEngine,
    ask,
    inline,
    post,
    refused,
)
from tests.api.uploading import upload
from wasat.blob import Blob
from wasat.status import UnreadableDocumentError

INVALID = "Invalid JSON payload received."
RULE = "* GenerateContentRequest."
PACKAGE = "type.googleapis.com/google.ai.generativelanguage.v1beta"


def config(**fields: object) -> dict[str, object]:
    return {**HELLO, "generationConfig": fields}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, f"{RULE}contents: contents is not specified\n"),
        ("", f"{RULE}contents: contents is not specified\n"),
        ({"contents": []}, f"{RULE}contents: contents is not specified\n"),
        (
            {"contents": [{"role": "user"}]},
            f"{RULE}contents[0].parts: contents.parts must not be empty.\n",
        ),
        (
            ask({"text": "a"}, {}),
            f"{RULE}contents[0].parts[1].data: required oneof field 'data' must have one"
            " initialized field\n",
        ),
        (
            ask(inline() | {"text": "a"}),
            "Invalid value at 'contents[0].parts[0]' (oneof), oneof field 'data' is already set."
            " Cannot set 'inlineData'",
        ),
        (
            {"contents": [{"role": "robot", "parts": [{"text": "a"}]}]},
            "Please use a valid role: user, model.",
        ),
        (
            {"contents": [{"role": "model", "parts": [{"text": "a"}]}]},
            "Please ensure that multiturn requests ends with a user role or a function response.",
        ),
        (
            {**HELLO, "systemInstruction": {"parts": [{"text": "a"} | inline()]}},
            "Invalid value at 'system_instruction.parts[0]' (oneof), oneof field 'data' is already"
            " set. Cannot set 'inlineData'",
        ),
    ],
)
async def test_contents_that_say_nothing_are_refused(body: object, message: str) -> None:
    assert await refused(body) == message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            ask({"x": 1}),
            f"{INVALID} Unknown name \"x\" at 'contents[0].parts[0]': Cannot find field.",
        ),
        ({**HELLO, "x": 1}, f'{INVALID} Unknown name "x": Cannot find field.'),
        (
            {**HELLO, "x": 1, "generationConfig": {"y": 1}},
            f"{INVALID} Unknown name \"y\" at 'generation_config': Cannot find field.\n"
            f'{INVALID} Unknown name "x": Cannot find field.',
        ),
        ([], f'{INVALID} Unknown name "": Root element must be a message.'),
        (
            config(temperature="abc"),
            "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), \"abc\"",
        ),
        (
            config(maxOutputTokens=1.5),
            "Invalid value at 'generation_config.max_output_tokens' (TYPE_INT32), 1.5",
        ),
        (
            config(temperature=True),
            "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), true",
        ),
        (
            config(responseLogprobs="yes"),
            "Invalid value at 'generation_config.response_logprobs' (TYPE_BOOL), \"yes\"",
        ),
        (
            config(mediaResolution="MEDIA_RESOLUTION_ULTRA_HIGH"),
            "Invalid value at 'generation_config.media_resolution'"
            f' ({PACKAGE}.GenerationConfig.MediaResolution), "MEDIA_RESOLUTION_ULTRA_HIGH"',
        ),
        (
            {**HELLO, "serviceTier": "golden"},
            f"Invalid value at 'service_tier' ({PACKAGE}.ServiceTier), \"golden\"",
        ),
        (ask({"text": 5}), "Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 5"),
        (
            ask("text"),
            "Invalid value at 'contents[0].parts[0]'"
            ' (type.googleapis.com/google.ai.generativelanguage.v1beta.Part), "text"',
        ),
        (
            {**HELLO, "safetySettings": [{"category": "X"}]},
            "Invalid value at 'safety_settings[0].category'"
            ' (type.googleapis.com/google.ai.generativelanguage.v1beta.HarmCategory), "X"',
        ),
        (
            {**HELLO, "safetySettings": [{"threshold": "X"}]},
            "Invalid value at 'safety_settings[0].threshold' (type.googleapis.com/google.ai"
            '.generativelanguage.v1beta.SafetySetting.HarmBlockThreshold), "X"',
        ),
        (
            ask(inline("a*b")),
            "Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding"
            ' failed for "a*b"',
        ),
        (
            ask({"text": "a", "thoughtSignature": "a*b"}),
            "Invalid value at 'contents[0].parts[0].thought_signature' (TYPE_BYTES), Base64"
            ' decoding failed for "a*b"',
        ),
        ('{"contents": [}', f'{INVALID} Unexpected token.\n{{"contents": [}}\n              ^'),
    ],
)
async def test_what_does_not_parse_is_refused_by_its_place(body: object, message: str) -> None:
    assert await refused(body) == message


async def test_every_fault_has_its_field_violation() -> None:
    answer = await post(ask({"x": 1}))

    assert answer.json()["error"] == {
        "code": 400,
        "message": f"{INVALID} Unknown name \"x\" at 'contents[0].parts[0]': Cannot find field.",
        "status": "INVALID_ARGUMENT",
        "details": [
            {
                "@type": BAD_REQUEST,
                "fieldViolations": [
                    {
                        "field": "contents[0].parts[0]",
                        "description": f"{INVALID} Unknown name \"x\" at 'contents[0].parts[0]':"
                        " Cannot find field.",
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"temperature": 5}, "temperature: temperature must be in the range [0.0, 2.0].\n"),
        ({"topP": -0.1}, "top_p: top_p must be in the range [0.0, 1.0].\n"),
        ({"candidateCount": 0}, "candidate_count: candidate_count must be positive.\n"),
        ({"candidateCount": 9}, "candidate_count: expected 1 to 8, not 9\n"),
        ({"maxOutputTokens": 0}, "max_output_tokens: max_output_tokens must be positive.\n"),
        (
            {"presencePenalty": 3},
            "presence_penalty: presence_penalty must be in the range [-2.0, 2.0].\n",
        ),
        ({"stopSequences": list("abcdef")}, "stop_sequences: expected at most 5, not 6\n"),
        ({"stopSequences": [""]}, "stop_sequences: stop_sequence must not be empty\n"),
        (
            {"frequencyPenalty": -3},
            "frequency_penalty: frequency_penalty must be in the range [-2.0, 2.0].\n",
        ),
        ({"topK": -1}, "top_k: top_k must be in the range [0, 1000000].\n"),
        ({"logprobs": 21}, "logprobs: logprobs must be in the range [0, 20].\n"),
        (
            {"thinkingConfig": {"thinkingBudget": -2}},
            "thinking_config.thinking_budget: thinking_budget must be in the range [-1, 32768].\n",
        ),
        (
            {"thinkingConfig": {"thinkingBudget": 0, "thinkingLevel": "LOW"}},
            "thinking_config.thinking_level: not allowed beside thinking_budget\n",
        ),
        ({"logprobs": 3}, "logprobs: only allowed when response_logprobs is true\n"),
        (
            {"responseMimeType": "text/html"},
            "response_mime_type: allowed mimetypes are `text/plain`, `application/json` and"
            " `text/x.enum`, not `text/html`\n",
        ),
    ],
)
async def test_settings_out_of_range_are_refused(fields: dict, message: str) -> None:
    assert await refused(config(**fields)) == f"{RULE}generation_config.{message}"


async def test_several_broken_rules_are_told_at_once() -> None:
    message = await refused(config(temperature=5, topP=2))

    assert message.count("* GenerateContentRequest.") == 2


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"responseLogprobs": True}, "Logprobs is not enabled for models/gemini-2.5-flash"),
        (
            {"responseModalities": ["TEXT", "IMAGE"]},
            "models/gemini-2.5-flash answers with TEXT only, not with the modality IMAGE.",
        ),
        (
            {"speechConfig": {"languageCode": "de"}},
            "models/gemini-2.5-flash does not support speech: expected no"
            " generation_config.speech_config.",
        ),
    ],
)
async def test_what_the_answer_cannot_be_is_refused_by_name(fields: dict, message: str) -> None:
    assert await refused(config(**fields)) == message


@pytest.mark.parametrize(
    ("tool", "message"),
    [
        ({"functionDeclarations": [{"name": "f"}]}, "Function calling is not enabled for models/"),
        ({"googleSearch": {}}, "Google Search as a tool is not enabled for models/"),
        ({"codeExecution": {}}, "Code execution is not enabled for models/"),
        ({"urlContext": {}}, "URL context as a tool is not enabled for models/"),
        (
            {"fileSearch": {"file_search_store_names": ["x"]}},
            "The file search stores that are named do not exist. File search is not enabled for"
            " models/",
        ),
    ],
)
async def test_tools_that_are_not_there_are_refused_by_name(tool: dict, message: str) -> None:
    assert await refused({**HELLO, "tools": [tool]}) == f"{message}gemini-2.5-flash"


@pytest.mark.parametrize(
    ("tool", "kind"),
    [
        ({"functionDeclarations": [{"name": "f"}]}, "Function calling"),
        ({"urlContext": {}}, "Tool use"),
    ],
)
async def test_tools_in_json_mode_are_refused_in_the_services_words(tool: dict, kind: str) -> None:
    message = await refused(config(responseMimeType="application/json") | {"tools": [tool]})

    assert message.startswith(f"{kind} with response mime type: 'application/json' is unsupported")


@pytest.mark.parametrize("tool", [{}, {"functionDeclarations": []}])
async def test_an_empty_tool_is_refused(tool: dict) -> None:
    assert await refused({**HELLO, "tools": [tool]}) == (
        f"{RULE}tools[0].tool_type: required one_of 'tool_type' must have one initialized field\n"
    )


async def test_a_tool_nobody_knows_is_refused() -> None:
    assert await refused({**HELLO, "tools": [{"crystalBall": {}}]}) == (
        f"{INVALID} Unknown name \"crystalBall\" at 'tools[0]': Cannot find field."
    )


async def test_a_cache_is_not_found() -> None:
    message = await refused({**HELLO, "cachedContent": "cachedContents/x"}, status=403)

    assert message.startswith("CachedContent not found (or permission denied)")
    assert "cachedContents/x" in message


@pytest.mark.parametrize(
    "beside",
    [
        {"systemInstruction": {"parts": [{"text": "be brief"}]}},
        {"tools": [{"functionDeclarations": [{"name": "f"}]}]},
        {"toolConfig": {"functionCallingConfig": {"mode": "NONE"}}},
    ],
)
async def test_what_a_cache_would_hold_may_not_stand_beside_it(beside: dict) -> None:
    assert await refused({**HELLO, "cachedContent": "cachedContents/x", **beside}) == (
        "CachedContent can not be used with GenerateContent request setting system_instruction,"
        " tools or tool_config.\n\nProposed fix: move those values to CachedContent from"
        " GenerateContent request."
    )


async def test_a_caches_name_of_another_kind_is_refused() -> None:
    message = await refused({**HELLO, "cachedContent": "batchPredictionJobs/1"})

    assert message.startswith(f"{RULE}cached_content: ")


async def test_an_answer_is_not_continued() -> None:
    message = await refused({**HELLO, "continuationToken": "QUJD"})

    assert message.startswith(f"{RULE}continuation_token: ")


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            {"inlineData": {"data": PDF_DATA}},
            f"{RULE}contents[0].parts[0].inline_data.mime_type: mime_type is not specified\n",
        ),
        (inline(mime_type="pdf"), "Unsupported MIME type: pdf"),
        (inline(""), "The document has no pages. contents[0].parts[0].inline_data holds no bytes."),
        ({"fileData": {"fileUri": "gs://b/x.pdf"}}, "Unsupported file URI type: gs://b/x.pdf"),
        ({"fileData": {"fileUri": "data:a,b"}}, "Unsupported file URI type: data:a,b"),
        ({"fileData": {"fileUri": "http://h/x.pdf"}}, "Unsupported file URI type: http://h/x.pdf"),
        ({"fileData": {"fileUri": "x.pdf"}}, "Invalid or unsupported file uri: x.pdf"),
        ({"fileData": {}}, "Invalid or unsupported file uri: "),
        (
            {"fileData": {"fileUri": "https://h/x.pdf"}},
            "Unable to submit request because it has an empty mimeType parameter in fileData. Only"
            " of an uploaded file it may be left out, and nothing is fetched here.",
        ),
        (
            {"fileData": {"fileUri": "https://h/x.pdf", "mimeType": "application/pdf"}},
            "Cannot fetch content from the provided URL. Nothing is fetched here; expected the uri"
            " of an uploaded file, not https://h/x.pdf.",
        ),
        (
            inline() | {"documentMetadata": {"startPage": 3, "endPage": 2}},
            f"{RULE}contents[0].parts[0].document_metadata.end_page: expected at least start_page"
            " 3, not 2\n",
        ),
        (
            inline() | {"documentMetadata": {"startPage": 0}},
            f"{RULE}contents[0].parts[0].document_metadata.start_page: start_page must be"
            " positive.\n",
        ),
        (
            inline() | {"spreadsheetMetadata": {"visibleCells": "banana"}},
            "expected cells such as A1:D10, not 'banana'",
        ),
        (
            inline() | {"documentMetadata": {"contentLayers": ["SMELL"]}},
            "Invalid value at 'contents[0].parts[0].document_metadata.content_layers[0]'"
            f' ({PACKAGE}.DocumentMetadata.ContentLayer), "SMELL"',
        ),
    ],
)
async def test_documents_that_cannot_be_had_are_refused(part: dict, message: str) -> None:
    assert await refused(ask(part)) == message


@pytest.mark.parametrize("uri", ["files/nobody", "https://host/v1/files/nobody"])
async def test_a_file_that_is_not_there_may_not_be_used(uri: str) -> None:
    assert await refused(ask({"fileData": {"fileUri": uri}}), status=403) == (
        "You do not have permission to access the File nobody or it may not exist."
    )


async def test_another_projects_file_is_not_there() -> None:
    async with Asking().serve() as client:
        file = await upload(client)
        answer = await client.post(
            ASK, json=ask({"fileData": {"fileUri": file["uri"]}}), headers={"x-goog-api-key": "k2"}
        )

    assert answer.status_code == 403
    assert answer.json()["error"]["status"] == "PERMISSION_DENIED"


async def test_a_file_that_could_not_be_read_is_not_active() -> None:
    async def fail(blob: Blob) -> None:
        del blob
        raise UnreadableDocumentError("The document has no pages.")

    async with Asking(inspect=fail).serve() as client:
        file = await upload(client)
        answer = await client.post(ASK, json=ask({"fileData": {"fileUri": file["uri"]}}))

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (400, "FAILED_PRECONDITION")
    identifier = file["name"].removeprefix("files/")
    assert error["message"].startswith(
        f"The File {identifier} is not in an ACTIVE state and usage is not allowed."
    )


@pytest.mark.parametrize("method", ["generateContent", "embedContent", "batchEmbedContents"])
async def test_an_unknown_model_or_what_it_cannot_do_is_not_found(method: str) -> None:
    message = await refused(HELLO, path=f"/v1beta/models/nobody:{method}", status=404)

    assert message == (
        f"models/nobody is not found for API version v1beta, or is not supported for {method}. Call"
        " ListModels to see the list of available models and their supported methods."
    )


async def test_strict_naming_knows_no_aliases() -> None:
    async with Asking(is_strict=True).serve() as client:
        answer = await client.post("/v1/models/gemini-9:generateContent", json=HELLO)

    assert answer.status_code == 404
    assert "API version v1," in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("method", "request_name"),
    [
        ("generateContent", "GenerateContentRequest"),
        ("streamGenerateContent?alt=sse", "GenerateContentRequest"),
        ("countTokens", "CountTokensRequest"),
    ],
)
async def test_a_malformed_models_name_is_refused(method: str, request_name: str) -> None:
    assert await refused(HELLO, path=f"/v1beta/models/a b:{method}") == (
        f"* {request_name}.model: unexpected model name format\n"
    )


async def test_a_request_that_is_too_large_is_refused() -> None:
    asking = Asking(settings={"max_request_bytes": 100})
    answer = await post(ask({"text": "a" * 100}), asking=asking)

    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == (
        "Request payload size exceeds the limit: 100 bytes."
    )


async def test_more_tokens_than_the_model_takes_are_refused() -> None:
    assert await refused(ask({"text": "a" * 40_004})) == (
        "The input token count (10001) exceeds the maximum number of tokens allowed (10000)."
    )


@pytest.mark.parametrize(
    ("failure", "status", "message"),
    [
        (
            UnreadableDocumentError(
                "The document contains 9 pages which exceeds the supported page limit of 1."
            ),
            400,
            "The document contains 9 pages which exceeds the supported page limit of 1.",
        ),
        (
            KeyError("secret"),
            500,
            "An internal error has occurred. It was logged; please try again later.",
        ),
    ],
)
async def test_what_fails_in_an_engine_is_told_or_hidden(
    failure: Exception, status: int, message: str
) -> None:
    answer = await post(HELLO, asking=Asking(engine=EchoEngine(failure=failure)))

    assert answer.status_code == status
    assert answer.json()["error"]["message"] == message
