"""uploadType=resumable: Location, PUT, Content-Range, 308."""

import httpx
import pytest

from tests.api.service import Service
from tests.api.uploading import PDF, UPLOAD, break_off, send

START = "/resumable/upload/v1beta/files?uploadType=resumable"


async def _start(client: httpx.AsyncClient, size: int | None = 8) -> str:
    length = {} if size is None else {"x-upload-content-length": str(size)}
    headers = {"x-upload-content-type": "application/pdf", **length}
    answer = await client.post(START, headers=headers, json={"file": {"displayName": "D"}})
    assert answer.status_code == 200, answer.text
    return answer.headers["location"]


async def _put(
    client: httpx.AsyncClient, url: str, data: bytes = b"", place: str = ""
) -> httpx.Response:
    headers = {"content-range": f"bytes {place}"} if place else {}
    return await client.put(url, headers=headers | {"x-goog-api-key": ""}, content=data)


async def test_a_start_tells_where_to_go_on() -> None:
    async with Service().serve() as client:
        url = httpx.URL(await _start(client))

    assert (url.host, url.path) == ("wasat.test", "/resumable/upload/v1beta/files")
    assert url.params["uploadType"] == "resumable"
    assert url.params["upload_id"]


async def test_a_chunk_is_answered_with_308_and_what_is_there() -> None:
    async with Service().serve() as client:
        answer = await _put(client, await _start(client), b"abcd", "0-3/8")

    assert (answer.status_code, answer.headers["range"]) == (308, "bytes=0-3")
    assert answer.headers["x-goog-upload-status"] == "active"


async def test_the_last_chunk_brings_the_file() -> None:
    async with Service().serve() as client:
        url = await _start(client)
        await _put(client, url, b"abcd", "0-3/8")
        answer = await _put(client, url, b"efgh", "4-7/8")

    file = answer.json()["file"]
    assert (answer.status_code, file["sizeBytes"], file["displayName"]) == (200, "8", "D")
    assert file["mimeType"] == "application/pdf"


async def test_a_put_without_a_place_brings_everything() -> None:
    async with Service().serve() as client:
        full = await _put(client, await _start(client, 4), b"abcd")
        empty = await _put(client, await _start(client, 0))

    assert full.json()["file"]["sizeBytes"] == "4"
    assert empty.status_code == 200


async def test_a_question_before_the_first_byte_has_no_range() -> None:
    async with Service().serve() as client:
        answer = await _put(client, await _start(client), b"", "*/8")

    assert answer.status_code == 308
    assert "range" not in answer.headers


async def test_a_question_in_the_middle_tells_the_truth() -> None:
    async with Service().serve() as client:
        url = await _start(client)
        await break_off(client, url, "upload", b"abcde")
        answer = await _put(client, url, b"", "*/8")

    assert (answer.status_code, answer.headers["range"]) == (308, "bytes=0-4")


@pytest.mark.parametrize("place", ["*/4", "*/*"])
async def test_a_question_after_the_end_brings_the_file_again(place: str) -> None:
    async with Service().serve() as client:
        url = await _start(client, 4)
        end = await _put(client, url, b"abcd", "0-3/4")
        again = await _put(client, url, b"", place)

    assert (again.status_code, again.json()) == (200, end.json())


async def test_an_open_length_ends_when_it_is_told() -> None:
    async with Service().serve() as client:
        url = await _start(client, None)
        open_end = await _put(client, url, b"abcd", "0-3/*")
        end = await _put(client, url, b"efgh", "4-7/8")

    assert (open_end.status_code, end.json()["file"]["sizeBytes"]) == (308, "8")


async def test_fewer_bytes_than_the_range_says_make_no_file() -> None:
    async with Service().serve() as client:
        answer = await _put(client, await _start(client, None), b"ab", "0-3/4")

    assert (answer.status_code, answer.headers["range"]) == (308, "bytes=0-1")


@pytest.mark.parametrize("data", [b"abcde", b"abcdef"])
@pytest.mark.parametrize("place", ["0-3/*", "0-3/4"])
async def test_more_bytes_than_the_range_says_are_refused(place: str, data: bytes) -> None:
    async with Service().serve() as client:
        url = await _start(client, None)
        answer = await _put(client, url, data, place)
        again = await _put(client, url, b"abcd", "0-3/4")

    assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (400, "final")
    assert answer.json()["error"]["details"][0]["fieldViolations"][0]["field"] == "content-range"
    assert (again.status_code, again.json()["file"]["sizeBytes"]) == (200, "4")


async def test_a_range_that_is_none_is_refused() -> None:
    async with Service().serve() as client:
        answer = await _put(client, await _start(client), b"abcd", "4-3/8")

    assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (400, "final")


async def test_an_upload_is_given_up_by_delete() -> None:
    async with Service().serve() as client:
        url = await _start(client)
        answer = await client.delete(url)
        late = await send(client, url, "upload", PDF)

    assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (200, "cancelled")
    assert late.status_code == 400


async def test_there_is_nothing_to_give_up_without_an_upload() -> None:
    async with Service().serve() as client:
        answer = await client.delete(UPLOAD)

    assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (400, "final")
