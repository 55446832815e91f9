"""HTTP around the methods: how paths may be written, other verbs, and bodies that are packed."""

import gzip
import json

import httpx
import pytest

from tests.api.asking import ASK, HELLO, Asking
from tests.api.uploading import upload

READER = "/v1beta/models/reader"


async def send(verb: str, path: str, **options: object) -> httpx.Response:
    async with Asking().serve() as client:
        return await client.request(verb, path, **options)


@pytest.mark.parametrize(
    "path",
    [
        "/v1beta/models%2Freader",
        "/v1beta%2Fmodels%2freader",
        "/v1beta/models/models/reader",
        "/v1beta/models/models%2Freader",
        "/v1beta/models/read%65r",
        "/v1beta/models/reader?",
    ],
)
async def test_a_path_may_be_written_with_percents(path: str) -> None:
    answer = await send("GET", path)

    assert (answer.status_code, answer.json()["name"]) == (200, "models/reader")


@pytest.mark.parametrize(
    "path", ["/v1beta/models/reader%3AcountTokens", "/v1beta/models%2Freader:countTokens"]
)
async def test_so_may_the_path_of_a_method(path: str) -> None:
    answer = await send("POST", path, json=HELLO)

    assert (answer.status_code, answer.json()["totalTokens"]) == (200, 3)


@pytest.mark.parametrize("form", ["{id}", "files/{id}", "files%2F{id}", "x/files/{id}/"])
async def test_a_file_is_found_by_the_end_of_its_path(form: str) -> None:
    async with Asking().serve() as client:
        file = await upload(client)
        written = form.format(id=file["name"].removeprefix("files/"))
        answer = await client.get(f"/v1beta/files/{written}")

    assert (answer.status_code, answer.json()) == (200, file)


@pytest.mark.parametrize(
    "path",
    ["//v1beta/models", "/v1beta//models", "/v1beta/models;x=1", "/V1beta/models", "/v1beta/"],
)
async def test_another_path_is_not_routed(path: str) -> None:
    answer = await send("GET", path)

    assert answer.status_code == 404
    assert "<title>Error 404 (Not Found)!!1</title>" in answer.text


@pytest.mark.parametrize("path", ["/v1beta/models/", "/v1beta/models/reader/"])
async def test_a_slash_at_the_end_belongs_to_the_name(path: str) -> None:
    answer = await send("GET", path)

    assert answer.status_code == 400
    assert "unexpected model name format" in answer.text


@pytest.mark.parametrize("path", ["/v1beta/models", READER, "/v1beta/files", "/livez"])
async def test_head_is_get_without_a_body(path: str) -> None:
    got = await send("GET", path)
    head = await send("HEAD", path)

    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("OPTIONS", "/v1beta/models"),
        ("OPTIONS", ASK),
        ("TRACE", "/v1beta/files"),
        ("PATCH", "/v1beta/files/x"),
        ("DELETE", "/v1beta/files"),
        ("GET", ASK),
        ("HEAD", ASK),
        ("GET", "/upload/v1beta/files"),
        ("PATCH", "/upload/v1beta/files"),
    ],
)
async def test_a_method_that_a_path_does_not_know_is_as_an_unknown_path(
    verb: str, path: str
) -> None:
    answer = await send(verb, path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers.get("x-goog-upload-status") == ("final" if "upload" in path else None)


@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip"])
@pytest.mark.parametrize(
    "path",
    [
        ASK,
        "/v1beta/files",
        "/upload/v1beta/files?uploadType=media",
        "/upload/v1beta/files?upload_id=x",
    ],
)
async def test_a_body_that_is_packed_is_refused(path: str, coding: str) -> None:
    body = gzip.compress(json.dumps(HELLO).encode())
    answer = await send("POST", path, content=body, headers={"content-encoding": coding})

    error = answer.json()["error"]
    assert (answer.status_code, error["details"][0]["fieldViolations"][0]["field"]) == (
        400,
        "content-encoding",
    )
    assert error["message"] == f"Content-Encoding is identity or is not sent, not {coding!r}."


@pytest.mark.parametrize("coding", ["identity", ""])
async def test_a_body_that_says_it_is_not_packed_is_taken(coding: str) -> None:
    answer = await send("POST", ASK, json=HELLO, headers={"content-encoding": coding})

    assert answer.status_code == 200
