"""Bad requests through the official client: a 4xx, and a sentence that says what was wrong."""

import io

import httpx
import pytest
from google import genai
from google.genai import errors, types

from tests.make import pdf

MODEL = "gemini-2.0-flash"


def refusal(
    client: genai.Client, data: bytes, mime_type: str = "application/pdf"
) -> errors.APIError:
    part = types.Part.from_bytes(data=data, mime_type=mime_type)
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model=MODEL, contents=[part, "Summarize this document"])
    return caught.value


def test_an_encrypted_pdf_is_refused_with_its_reason(client: genai.Client) -> None:
    error = refusal(client, pdf.encrypted(pdf.pages(["hello"])))

    assert (error.code, error.status) == (400, "INVALID_ARGUMENT")
    assert (error.message or "").startswith("The document has no pages.")
    assert "password" in (error.message or "")


def test_zero_bytes_are_refused(client: genai.Client) -> None:
    file = client.files.upload(file=io.BytesIO(b""), config={"mime_type": "application/pdf"})

    assert file.state == types.FileState.FAILED
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model=MODEL, contents=[file, "Summarize this document"])
    assert (caught.value.code, caught.value.status) == (400, "FAILED_PRECONDITION")
    assert "is not in an ACTIVE state" in (caught.value.message or "")


def test_what_is_not_a_pdf_is_refused(client: genai.Client) -> None:
    error = refusal(client, b"This is not a PDF at all.")

    assert error.code == 400
    assert "The document has no pages." in (error.message or "")


def test_a_file_of_the_wrong_type_fails_and_names_both_types(client: genai.Client) -> None:
    file = client.files.upload(
        file=io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 64), config={"mime_type": "application/pdf"}
    )

    assert file.state == types.FileState.FAILED
    assert file.error
    assert "application/pdf" in (file.error.message or "")
    assert "image/png" in (file.error.message or "")


def test_an_unsupported_type_is_refused_by_name(client: genai.Client) -> None:
    error = refusal(client, b"RIFF", mime_type="audio/wav")

    assert error.code == 400
    assert "Unsupported MIME type: audio/wav" in (error.message or "")


def test_an_unknown_model_is_not_found(client: genai.Client) -> None:
    with pytest.raises(errors.ClientError, match="models/gpt-5 is not found") as caught:
        client.models.generate_content(model="gpt-5", contents="Hi")

    assert (caught.value.code, caught.value.status) == (404, "NOT_FOUND")


def test_empty_contents_are_refused(client: genai.Client, server_url: str) -> None:
    del client
    answer = httpx.post(
        f"{server_url}/v1beta/models/{MODEL}:generateContent",
        headers={"x-goog-api-key": "k"},
        json={"contents": []},
    )

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(
        "* GenerateContentRequest.contents: contents is not specified"
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"contents": [}', "Invalid JSON payload received."),
        (b'{"contents": [], "nonsense": 1}', 'Unknown name "nonsense"'),
    ],
)
def test_a_malformed_body_is_refused_with_field_violations(
    server_url: str, body: bytes, words: str
) -> None:
    answer = httpx.post(
        f"{server_url}/v1beta/models/{MODEL}:generateContent",
        headers={"x-goog-api-key": "k", "content-type": "application/json"},
        content=body,
    )

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (400, "INVALID_ARGUMENT")
    assert words in error["message"]
    assert error["details"][0]["fieldViolations"]


def test_an_unknown_field_is_refused_through_the_client(client: genai.Client) -> None:
    options = types.HttpOptions(extra_body={"nonsense": 1})

    with pytest.raises(errors.ClientError, match='Unknown name "nonsense"'):
        client.models.generate_content(
            model=MODEL,
            contents="Hi",
            config=types.GenerateContentConfig(http_options=options),
        )


def test_a_foreign_file_is_refused_like_a_missing_one(client: genai.Client) -> None:
    part = types.Part.from_uri(file_uri="files/abcdefghijkl", mime_type="application/pdf")

    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model=MODEL, contents=[part, "Hi"])

    assert (caught.value.code, caught.value.status) == (403, "PERMISSION_DENIED")
    assert caught.value.message == (
        "You do not have permission to access the File abcdefghijkl or it may not exist."
    )
