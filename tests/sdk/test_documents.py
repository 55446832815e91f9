"""The samples of the documentation on documents: inline, from a path, uploaded, several at once."""

import io
import json
import pathlib
import re

import httpx
import pytest
from google import genai
from google.genai import errors, types

from tests.make import picture
from tests.sdk.pages import cited_pages, contexts, pdf_part, text_of

MODEL = "gemini-2.0-flash"


def test_a_pdf_sent_inline_is_summarized(client: genai.Client, web: str) -> None:
    data = httpx.get(f"{web}/first.pdf").content

    response = client.models.generate_content(
        model=MODEL,
        contents=[
            types.Part.from_bytes(data=data, mime_type="application/pdf"),
            "Summarize this document",
        ],
    )

    assert "Aurora" in text_of(response)
    assert set(cited_pages(response)) == {1}


def test_a_local_pdf_sent_inline_is_summarized(
    client: genai.Client, papers: tuple[bytes, bytes], tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(papers[0])

    response = client.models.generate_content(
        model=MODEL,
        contents=[
            types.Part.from_bytes(data=path.read_bytes(), mime_type="application/pdf"),
            "Summarize this document",
        ],
    )

    assert "Aurora" in text_of(response)


def test_a_large_pdf_from_a_url_is_uploaded_and_summarized(client: genai.Client, web: str) -> None:
    data = io.BytesIO(httpx.get(f"{web}/plan.pdf").content)
    sample = client.files.upload(file=data, config={"mime_type": "application/pdf"})

    response = client.models.generate_content(
        model=MODEL, contents=[sample, "Summarize this document"]
    )

    assert text_of(response)
    assert response.usage_metadata
    assert response.usage_metadata.prompt_token_count == 300 * 258 + 6


def test_a_large_pdf_from_a_path_is_uploaded_and_answers_with_its_page(
    client: genai.Client, flight_plan: bytes, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(flight_plan)
    sample = client.files.upload(file=path)

    response = client.models.generate_content(
        model=MODEL, contents=[sample, "Where does it say: this is page number 217?"]
    )

    assert sample.size_bytes == len(flight_plan)
    assert cited_pages(response)[0] == 217


def test_two_papers_are_compared_in_a_table(client: genai.Client, web: str) -> None:
    first, second = (
        client.files.upload(
            file=io.BytesIO(httpx.get(f"{web}/{name}.pdf").content),
            config={"mime_type": "application/pdf", "display_name": f"{name}.pdf"},
        )
        for name in ("first", "second")
    )

    response = client.models.generate_content(
        model=MODEL,
        contents=[
            first,
            second,
            "What is the difference between each of the main benchmarks between these two papers?"
            " Output these in a table.",
        ],
    )

    rows = {
        cells[1]: cells[2:]
        for line in text_of(response).splitlines()
        if len(cells := [cell.strip() for cell in line.split("|")]) > 3
    }
    assert re.findall(r"\d+\.\d+", " ".join(rows["MMLU"]))[:3] == ["81.2", "85.9", "4.7"]
    assert {"GSM8K", "HumanEval"} <= rows.keys()
    assert len({context.uri for context in contexts(response)}) == 2


def test_facts_are_extracted_as_json_by_schema(
    client: genai.Client, papers: tuple[bytes, bytes]
) -> None:
    response = client.models.generate_content(
        model=MODEL,
        contents=[
            pdf_part(papers[0]),
            "Extract the scores.",
        ],
        config=types.GenerateContentConfig(
            response_mime_type="application/json",
            response_schema={
                "type": "OBJECT",
                "properties": {
                    "mmlu": {"type": "NUMBER", "nullable": True},
                    "telephone": {"type": "STRING", "nullable": True},
                },
                "required": ["mmlu", "telephone"],
            },
        ),
    )

    assert json.loads(text_of(response)) == {"mmlu": 81.2, "telephone": None}
    assert cited_pages(response) == [1]


def test_a_pdf_is_transcribed_to_html(client: genai.Client, papers: tuple[bytes, bytes]) -> None:
    response = client.models.generate_content(
        model=MODEL,
        contents=[
            pdf_part(papers[0]),
            "Transcribe this document to HTML",
        ],
    )

    html = text_of(response)
    assert re.search(r"<h\d>Abstract</h\d>", html)
    assert re.search(r"<t[dh]>MMLU</t[dh]>\s*<td>81\.2</td>", html)


def test_what_the_document_does_not_hold_is_refused_without_citations(
    client: genai.Client, papers: tuple[bytes, bytes]
) -> None:
    response = client.models.generate_content(
        model=MODEL,
        contents=[
            pdf_part(papers[0]),
            "What is the capital of Mongolia?",
        ],
    )

    assert text_of(response).startswith("The document does not state this")
    assert cited_pages(response) == []


def test_every_citation_quotes_the_page_and_gives_a_box(
    client: genai.Client, papers: tuple[bytes, bytes]
) -> None:
    response = client.models.generate_content(
        model=MODEL,
        contents=[
            pdf_part(papers[0]),
            "What score does Aurora reach on MMLU?",
        ],
    )

    assert "81.2" in text_of(response)
    context = next(contexts(response))
    assert "81.2" in (context.text or "")
    assert (context.title or "").endswith("page 1")


def test_a_stream_comes_in_several_pieces_that_make_the_answer(
    client: genai.Client, papers: tuple[bytes, bytes]
) -> None:
    contents = [
        pdf_part(papers[0]),
        "Summarize this document",
    ]

    pieces = list(client.models.generate_content_stream(model=MODEL, contents=contents))

    whole = client.models.generate_content(model=MODEL, contents=contents)
    assert len(pieces) >= 3
    assert "".join(piece.text or "" for piece in pieces) == whole.text


def test_a_chat_keeps_its_document(client: genai.Client, papers: tuple[bytes, bytes]) -> None:
    chat = client.chats.create(model=MODEL)
    chat.send_message(
        [
            pdf_part(papers[0]),
            "What score does Aurora reach on MMLU?",
        ]
    )

    response = chat.send_message("And what score on GSM8K?")

    assert "74.4" in text_of(response)


def test_the_picture_sample_says_what_it_cannot_see(
    client: genai.Client, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "instruments.png"
    path.write_bytes(picture.png())
    uploaded = client.files.upload(file=path)

    response = client.models.generate_content(
        model=MODEL,
        contents=[uploaded, "\n\n", "Can you tell me about the instruments in this photo?"],
    )

    assert "picture" in text_of(response)
    assert cited_pages(response) == []


def test_an_inline_request_over_the_limit_is_refused_in_the_services_words(
    client: genai.Client,
) -> None:
    part = types.Part.from_bytes(data=b"%PDF" + b" " * (80 << 20), mime_type="application/pdf")

    with pytest.raises(
        errors.ClientError, match="Request payload size exceeds the limit"
    ) as caught:
        client.models.generate_content(model=MODEL, contents=[part, "Summarize this document"])

    assert caught.value.code == 400


def test_a_scanned_page_is_read_like_the_others(client: genai.Client) -> None:
    report = pathlib.Path(__file__).parent.parent.parent / "examples" / "report.pdf"
    part = pdf_part(report.read_bytes())

    response = client.models.generate_content(
        model=MODEL, contents=[part, "Transcribe this document to HTML"]
    )

    assert "We have examined the accounts for the year 2025" in text_of(response)
    assert response.sdk_http_response
    assert "x-wasat-unread-pages" not in (response.sdk_http_response.headers or {})


def test_a_table_with_spans_is_transcribed_with_them(client: genai.Client) -> None:
    report = pathlib.Path(__file__).parent.parent.parent / "examples" / "report.pdf"
    part = pdf_part(report.read_bytes())

    response = client.models.generate_content(
        model=MODEL, contents=[part, "Transcribe page 3 to HTML"]
    )

    assert '<th rowspan="3">Region</th><th colspan="2">2025</th>' in text_of(response)
    assert cited_pages(response) == [3]
