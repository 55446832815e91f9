"""A real model behind the same door: llama.cpp's server with a tiny model, the SDK unmodified."""

import io
import json
import os
from collections.abc import Iterator

import pytest
from google import genai
from google.genai import types

from tests.make import pdf
from tests.models.server import serve_tiny
from tests.models.tiny import WINDOW, make_tiny_model

MODEL = "gemini-2.5-flash"
VERSION = os.environ.get("WASAT_TEST_CHAT_MODEL", "tiny-vl.gguf")  # of another server, its own
CACHE_SHARE = 0.95  # of a second question about the same pages
CITY = types.Schema(
    type=types.Type.OBJECT,
    properties={"city": types.Schema(type=types.Type.STRING, max_length=8)},
    required=["city"],
)
WEATHER = types.Tool(
    function_declarations=[
        types.FunctionDeclaration(name="weather.get", description="Of a city.", parameters=CITY)
    ]
)


@pytest.fixture(scope="module")
def chat_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if url := os.environ.get("WASAT_TEST_CHAT_URL"):
        yield url
        return
    pytest.importorskip("xllamacpp")
    from examples.local_server import serve  # noqa: PLC0415 - not there in older environments

    folder = tmp_path_factory.mktemp("tiny")
    with (
        serve_tiny(make_tiny_model(folder)) as model_url,
        serve(folder / "data", settings={"WASAT_ENGINES": model_url}) as server,
    ):
        yield server.url


@pytest.fixture
def chat(chat_url: str) -> genai.Client:
    return genai.Client(
        api_key=f"key-of-{os.getpid()}", http_options=types.HttpOptions(base_url=chat_url)
    )


def config(**fields: object) -> types.GenerateContentConfig:
    given: dict[str, object] = {"max_output_tokens": 24, "seed": 7, **fields}
    return types.GenerateContentConfig(**given)  # type: ignore[arg-type]


def upload(client: genai.Client, data: bytes) -> types.File:
    return client.files.upload(
        file=io.BytesIO(data),
        config=types.UploadFileConfig(mime_type="application/pdf", display_name="plan.pdf"),
    )


def test_a_model_tells_the_truth_about_itself(chat: genai.Client) -> None:
    model = chat.models.get(model=MODEL)

    assert model.version == VERSION
    assert model.output_token_limit == WINDOW // 2
    assert f"its window is {WINDOW} tokens" in (model.description or "")
    assert "sees pages and pictures" in (model.description or "")


def test_words_are_answered_and_counted(chat: genai.Client) -> None:
    response = chat.models.generate_content(model=MODEL, contents="Hello", config=config())

    usage = response.usage_metadata
    assert response.text
    assert usage is not None
    assert usage.prompt_token_count == 2
    assert response.candidates[0].finish_reason in ("STOP", "MAX_TOKENS")  # type: ignore[index]


def test_the_same_seed_gives_the_same_answer(chat: genai.Client) -> None:
    once, twice = (
        chat.models.generate_content(model=MODEL, contents="Hello", config=config()).text
        for _ in range(2)
    )

    assert once == twice


def test_a_stream_brings_the_same_words_and_ends_once(chat: genai.Client) -> None:
    whole = chat.models.generate_content(model=MODEL, contents="Hello", config=config())
    pieces = list(
        chat.models.generate_content_stream(model=MODEL, contents="Hello", config=config())
    )

    assert "".join(piece.text or "" for piece in pieces) == whole.text
    reasons = [piece.candidates[0].finish_reason for piece in pieces]  # type: ignore[index]
    assert [bool(reason) for reason in reasons] == [False] * (len(pieces) - 1) + [True]


def test_candidates_differ_and_tell_how_likely_their_tokens_were(chat: genai.Client) -> None:
    response = chat.models.generate_content(
        model=MODEL,
        contents="Hello",
        config=config(candidate_count=2, response_logprobs=True, logprobs=2),
    )

    first, second = response.candidates or []
    assert first.content != second.content
    assert first.avg_logprobs is not None
    assert first.avg_logprobs < 0
    assert first.logprobs_result is not None
    chosen = first.logprobs_result.chosen_candidates or []
    assert "".join(each.token or "" for each in chosen) == first.content.parts[0].text  # type: ignore[union-attr,index]


def test_an_answer_ends_before_a_stop_sequence(chat: genai.Client) -> None:
    whole = chat.models.generate_content(model=MODEL, contents="Hello", config=config()).text
    assert whole
    stop = whole[5:7]

    cut = chat.models.generate_content(
        model=MODEL, contents="Hello", config=config(stop_sequences=[stop])
    ).text

    assert cut == whole[: whole.find(stop)]


def test_a_function_that_must_be_called_is_called_with_arguments_that_fit(
    chat: genai.Client,
) -> None:
    calling = types.FunctionCallingConfig(mode=types.FunctionCallingConfigMode.ANY)

    for seed in range(5):
        response = chat.models.generate_content(
            model=MODEL,
            contents="What is the weather in Paris?",
            config=config(
                seed=seed,
                max_output_tokens=200,
                tools=[WEATHER],
                tool_config=types.ToolConfig(function_calling_config=calling),
            ),
        )
        (call,) = response.function_calls or []
        assert call.name == "weather.get"
        assert isinstance((call.args or {})["city"], str)


def test_functions_of_python_are_called_as_often_as_the_sdk_allows(chat: genai.Client) -> None:
    asked: list[str] = []

    def tell_sky(city: str) -> str:
        """Return what the sky is like.

        Args:
            city: Where.
        """
        asked.append(city)
        return "clear"

    calling = types.FunctionCallingConfig(mode=types.FunctionCallingConfigMode.ANY)
    talk = chat.chats.create(
        model=MODEL,
        config=config(
            max_output_tokens=200,
            tools=[tell_sky],
            tool_config=types.ToolConfig(function_calling_config=calling),
            automatic_function_calling=types.AutomaticFunctionCallingConfig(maximum_remote_calls=2),
        ),
    )

    response = talk.send_message("How is the sky in Paris?")

    assert 1 <= len(asked) <= 2
    assert all(isinstance(city, str) for city in asked)
    assert response.candidates


def test_a_call_and_its_result_are_understood_in_the_history(chat: genai.Client) -> None:
    contents = [
        types.Content(role="user", parts=[types.Part(text="Weather?")]),
        types.Content(
            role="model",
            parts=[types.Part.from_function_call(name="weather.get", args={"city": "Paris"})],
        ),
        types.Content(
            role="user",
            parts=[types.Part.from_function_response(name="weather.get", response={"is": "fine"})],
        ),
    ]

    response = chat.models.generate_content(
        model=MODEL, contents=contents, config=config(tools=[WEATHER])
    )

    assert response.candidates


def test_a_choice_is_one_of_those_offered(chat: genai.Client) -> None:
    schema = {"type": "STRING", "enum": ["red", "green", "blue"]}

    for seed in range(5):
        response = chat.models.generate_content(
            model=MODEL,
            contents="Which colour?",
            config=config(seed=seed, response_mime_type="text/x.enum", response_schema=schema),
        )
        assert response.text in schema["enum"]


def test_a_second_question_about_the_same_pages_is_read_from_the_engines_cache(
    chat: genai.Client,
) -> None:
    file = upload(chat, pdf.pages(*([f"Step {number} of the plan."] for number in range(8))))

    first, second = (
        chat.models.generate_content(model=MODEL, contents=[file, question], config=config())
        for question in ("What is it?", "Why is it?")
    )

    for response in (first, second):
        assert response.sdk_http_response is not None
        assert (response.sdk_http_response.headers or {})["x-wasat-route"] == "whole"
    usage = second.usage_metadata
    assert usage is not None
    share = (usage.cached_content_token_count or 0) / (usage.prompt_token_count or 1)
    assert share > CACHE_SHARE


def test_statements_without_evidence_have_a_support_without_indices_and_score_0(
    chat: genai.Client,
) -> None:
    file = upload(chat, pdf.many_pages(1))

    response = chat.models.generate_content(model=MODEL, contents=[file, "Why?"], config=config())

    grounding = response.candidates[0].grounding_metadata  # type: ignore[index]
    assert grounding is not None
    supports = grounding.grounding_supports or []
    assert supports
    for support in supports:
        if not support.grounding_chunk_indices:
            assert support.confidence_scores == [0.0]


@pytest.mark.parametrize(("kind", "side"), [("PNG", 56), ("TIFF", 56), ("JPEG", 2_000)])
def test_a_picture_of_any_kind_and_size_is_seen(chat: genai.Client, kind: str, side: int) -> None:
    from PIL import Image  # noqa: PLC0415 - not there in older environments

    data = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(data, kind)
    part = types.Part.from_bytes(data=data.getvalue(), mime_type=f"image/{kind.lower()}")

    response = chat.models.generate_content(model=MODEL, contents=[part, "What?"], config=config())

    assert response.text


def test_a_document_longer_than_the_window_is_never_an_overflow(chat: genai.Client) -> None:
    file = upload(chat, pdf.many_pages(120))

    response = chat.models.generate_content(
        model=MODEL, contents=[file, "What is on page 77?"], config=config()
    )

    assert response.sdk_http_response is not None
    assert (response.sdk_http_response.headers or {})["x-wasat-route"] == "find"


def test_what_the_model_cannot_do_is_refused_by_name(chat: genai.Client) -> None:
    with pytest.raises(genai.errors.ClientError, match="Google Search as a tool is not enabled"):
        chat.models.generate_content(
            model=MODEL,
            contents="Hello",
            config=config(tools=[types.Tool(google_search=types.GoogleSearch())]),
        )


def test_json_without_a_schema_is_json(chat: genai.Client) -> None:
    ended: list[object] = []

    for seed in range(10):
        response = chat.models.generate_content(
            model=MODEL,
            contents="Say something",
            config=config(
                seed=seed, response_mime_type="application/json", max_output_tokens=2_000
            ),
        )
        reason = response.candidates[0].finish_reason  # type: ignore[index]
        assert reason in ("STOP", "MAX_TOKENS")
        if reason == "STOP":
            ended.append(json.loads(response.text or ""))

    assert ended, "the model knows no end of its own: in ten answers there should be one"
