"""Scans through a server that reads one page of them before a document is ready."""

import io
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from google import genai
from google.genai import types

from examples.local_server import LocalServer, serve
from tests.make import scan

SECONDS = 240
PAGES = [
    scan.written([f"Report {number}", f"The {place} store sold {count:,} crates."], size=32)
    for number, place, count in ((1, "northern", 4_711), (2, "eastern", 5_823), (3, "west", 6_934))
]
HEADERS = {"x-goog-api-key": "key"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def upload(server: LocalServer, data: bytes, mime_type: str) -> tuple[str, str]:
    client = genai.Client(api_key="key", http_options=types.HttpOptions(base_url=server.url))
    file = client.files.upload(file=io.BytesIO(data), config={"mime_type": mime_type})
    assert file.name
    assert file.uri
    return file.name, file.uri


def watch(server: LocalServer, name: str) -> Iterator[httpx.Response]:
    """Ask for a file again and again, until nothing of it is being read any more."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        answer = httpx.get(f"{server.url}/v1beta/{name}", headers=HEADERS)
        yield answer
        if answer.json()["state"] != "PROCESSING" and "x-wasat-pages-read" not in answer.headers:
            return
        time.sleep(0.05)
    raise TimeoutError(f"{name} was not read in {SECONDS} s")


def ask(server: LocalServer, uri: str, question: str) -> httpx.Response:
    parts = [{"fileData": {"fileUri": uri, "mimeType": "application/pdf"}}, {"text": question}]
    answer = httpx.post(
        f"{server.url}/v1beta/models/reader:generateContent",
        headers=HEADERS,
        json={"contents": [{"parts": parts}]},
        timeout=SECONDS,
    )
    assert answer.status_code == 200, answer.text
    return answer


def test_the_rest_of_a_scan_is_read_afterwards_also_over_a_restart(folder: Path) -> None:
    limit = {"WASAT_MAX_OCR_PAGES": "1"}
    with serve(folder, settings=limit) as server:
        name, uri = upload(server, scan.scanned(*PAGES), "application/pdf")
        for answer in watch(server, name):
            if answer.json()["state"] == "ACTIVE":
                break
        asked = ask(server, uri, "How many crates did the northern store sell?")
        assert "4,711" in asked.text
        _, pages = asked.headers["x-wasat-unread-pages"].split("=")
        assert pages in ("2,3", "3")

    with serve(folder, settings=limit) as server:
        counts = [
            int(answer.headers["x-wasat-pages-read"])
            for answer in watch(server, name)
            if "x-wasat-pages-read" in answer.headers
        ]
        assert counts == sorted(counts)
        asked = ask(server, uri, "How many crates did the west store sell?")

    assert "x-wasat-unread-pages" not in asked.headers
    grounding = asked.json()["candidates"][0]["groundingMetadata"]
    contexts = [chunk["retrievedContext"] for chunk in grounding["groundingChunks"]]
    context = next(context for context in contexts if "6,934" in context["text"])
    facts = {fact["key"]: fact["stringValue"] for fact in context["customMetadata"]}
    assert (context["pageNumber"], facts["wasat.source"]) == (3, "ocr")
    assert 0 < grounding["groundingSupports"][0]["confidenceScores"][0] < 1


def test_while_pictures_are_read_one_sees_how_many_pages_are_left(folder: Path) -> None:
    with serve(folder) as server:
        name, _ = upload(server, scan.scanned(*PAGES[::-1]), "application/pdf")
        counts = [
            int(answer.headers["x-wasat-pages-read"])
            for answer in watch(server, name)
            if answer.json()["state"] == "PROCESSING"
        ]
    assert {1, 2} & set(counts)  # a page at a time, seconds apart


def test_an_uploaded_picture_is_drawn_with_its_evidence(folder: Path) -> None:
    with serve(folder) as server:
        name, _ = upload(server, scan.encoded(PAGES[0], kind="JPEG"), "image/jpeg")
        drawn = httpx.get(
            f"{server.url}/v1beta/{name}/pages/1.png",
            params={"box": "80,80,400,120"},
            headers=HEADERS,
            timeout=SECONDS,
        )
    assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/png")
    assert drawn.content.startswith(b"\x89PNG")
