"""Models, tokens and options through the official client."""

import pytest
from google import genai
from google.genai import errors, types

from tests.sdk.pages import pdf_part, text_of

MODEL = "gemini-2.0-flash"


def test_the_first_sample_without_documents_is_answered_politely(client: genai.Client) -> None:
    response = client.models.generate_content(
        model=MODEL, contents="Explain how AI works in a few words"
    )

    assert "documents" in text_of(response)
    assert response.candidates
    assert response.candidates[0].finish_reason == types.FinishReason.STOP


def test_models_are_listed_with_the_reader_among_them(client: genai.Client) -> None:
    assert "models/reader" in [model.name for model in client.models.list()]


def test_a_model_tells_its_limits(client: genai.Client) -> None:
    model = client.models.get(model=MODEL)

    assert model.name == f"models/{MODEL}"
    assert (model.input_token_limit or 0) >= 3600 * 258
    assert "generateContent" in (model.supported_actions or [])


def test_counting_agrees_with_the_answers_usage(
    client: genai.Client, papers: tuple[bytes, bytes]
) -> None:
    contents = [
        pdf_part(papers[0]),
        "What score does Aurora reach on MMLU?",
    ]

    counted = client.models.count_tokens(model=MODEL, contents=contents)
    response = client.models.generate_content(model=MODEL, contents=contents)

    usage = response.usage_metadata
    assert usage
    assert counted.total_tokens == usage.prompt_token_count
    by_modality = {item.modality: item.token_count for item in usage.prompt_tokens_details or []}
    assert by_modality == {types.MediaModality.TEXT: 10, types.MediaModality.DOCUMENT: 258}
    assert usage.total_token_count == (usage.prompt_token_count or 0) + (
        usage.candidates_token_count or 0
    )


def test_options_that_shape_the_answer_are_honoured(
    client: genai.Client, papers: tuple[bytes, bytes]
) -> None:
    response = client.models.generate_content(
        model=MODEL,
        contents=[
            pdf_part(papers[0]),
            "Summarize this document",
        ],
        config=types.GenerateContentConfig(max_output_tokens=4, candidate_count=2, temperature=0),
    )

    assert response.candidates
    assert [candidate.finish_reason for candidate in response.candidates] == [
        types.FinishReason.MAX_TOKENS
    ] * 2
    assert len(text_of(response).encode()) <= 16
    assert response.response_id
    assert response.model_version


def test_a_stop_sequence_ends_the_answer(client: genai.Client, papers: tuple[bytes, bytes]) -> None:
    contents = [
        pdf_part(papers[0]),
        "Summarize this document",
    ]

    whole = text_of(client.models.generate_content(model=MODEL, contents=contents))
    cut = client.models.generate_content(
        model=MODEL,
        contents=contents,
        config=types.GenerateContentConfig(stop_sequences=["Aurora"]),
    )

    assert (cut.text or "") == whole.split("Aurora")[0]


def test_a_tool_the_reader_does_not_have_is_refused_by_name(client: genai.Client) -> None:
    tools = [types.Tool(google_search=types.GoogleSearch())]

    with pytest.raises(errors.ClientError, match=r"(?i)google_?search") as caught:
        client.models.generate_content(
            model=MODEL, contents="Hi", config=types.GenerateContentConfig(tools=tools)
        )

    assert caught.value.code == 400
