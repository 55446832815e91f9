"""Documents elsewhere: nothing is fetched unless that is allowed, and then as if it came inside."""

import httpx
import pytest

from tests.api.asking import ASK, COUNT, PDF, Asking, ask
from wasat.adapters.memory.fetch import MemoryFetcher, Page
from wasat.api.convert.fetched import MOST_URLS

BASE = "https://documents.example"
URL = f"{BASE}/reports/a%20report.pdf"
CANNOT = "Cannot fetch content from the provided URL."
PAGES = {
    URL: Page(body=PDF, mime_type="application/pdf"),
    f"{BASE}/untyped": Page(body=PDF),
    f"{BASE}/film": Page(body=b"x", mime_type="video/mp4"),
    f"{BASE}/login": Page(location=f"{BASE}/sorry"),
    f"{BASE}/sorry": Page(body=b"<p>who are you", mime_type="text/html"),
}


def part(url: str, mime_type: str = "application/pdf") -> dict[str, object]:
    return {"fileData": {"fileUri": url, "mimeType": mime_type}}


async def send(
    *parts: dict[str, object], path: str = ASK, most: int = 1 << 20, is_closed: bool = False
) -> tuple[httpx.Response, Asking]:
    fetcher = None if is_closed else MemoryFetcher(PAGES)
    asking = Asking(settings={"fetcher": fetcher, "max_fetch_bytes": most})
    async with asking.serve() as client:
        return await client.post(path, json=ask(*parts, {"text": "what?"})), asking


async def test_a_document_elsewhere_is_read_as_if_it_had_come_inside() -> None:
    answer, asking = await send(part(f"{URL}#page=2"))

    source = asking.prompt.turns[0].parts[0]
    assert answer.status_code == 200, answer.text
    with source.blob.lend() as file:
        assert file.read() == PDF
    assert (source.blob.project, source.blob.mime_type) != ("", "")
    assert (source.title, source.uri, source.name) == ("a report.pdf", URL, "")


async def test_its_tokens_are_counted_alike() -> None:
    answer, _ = await send(part(URL), path=COUNT)

    assert answer.json()["promptTokensDetails"][-1]["modality"] == "DOCUMENT"


@pytest.mark.parametrize(
    ("url", "declared", "expected"),
    [
        (URL, "", "application/pdf"),
        (URL, "text/plain", "text/plain"),  # the request's word counts, as at the service
        (f"{BASE}/untyped", "", "application/octet-stream"),
    ],
)
async def test_its_type_is_what_the_request_says_or_else_its_server(
    url: str, declared: str, expected: str
) -> None:
    _, asking = await send(part(url, declared))

    assert asking.prompt.turns[0].parts[0].blob.mime_type == expected


@pytest.mark.parametrize(
    ("url", "declared", "sentence"),
    [
        (f"{BASE}/film", "", "Unsupported MIME type: video/mp4"),
        (URL, "video/mp4", "Unsupported MIME type: video/mp4"),
        (f"{BASE}/login", "application/pdf", "The document has no pages. The URL answered with"),
        (f"{BASE}/nothing", "", CANNOT),
        ("https://user:word@documents.example/", "", CANNOT),
        ("http://documents.example/a.pdf", "", "Unsupported file URI type: http://"),
        ("gs://bucket/a.pdf", "", "Unsupported file URI type: gs://"),
        ("documents.example/a.pdf", "", "Invalid or unsupported file uri: documents.example"),
    ],
)
async def test_what_cannot_be_had_is_refused_in_the_services_words(
    url: str, declared: str, sentence: str
) -> None:
    answer, _ = await send(part(url, declared))

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"].startswith(sentence)
    [violation] = error["details"][0]["fieldViolations"]
    assert violation["field"] == "contents[0].parts[0].file_data.file_uri"


@pytest.mark.parametrize("path", [ASK, COUNT])
async def test_nothing_is_fetched_where_that_is_not_allowed(path: str) -> None:
    answer, _ = await send(part(URL), path=path, is_closed=True)

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(f"{CANNOT} Nothing is fetched here")


async def test_all_that_a_request_has_fetched_is_limited_together() -> None:
    enough, _ = await send(part(URL), part(URL), most=2 * len(PDF))
    too_much, _ = await send(part(URL), part(URL), most=2 * len(PDF) - 1)

    assert (enough.status_code, too_much.status_code) == (200, 400)


async def test_a_request_has_so_many_urls_and_no_more() -> None:
    enough, _ = await send(*[part(URL)] * MOST_URLS)
    too_many, _ = await send(*[part(URL)] * (MOST_URLS + 1))

    assert (enough.status_code, too_many.status_code) == (200, 400)
    assert f"at most {MOST_URLS} URLs" in too_many.json()["error"]["message"]
