"""POST on an upload URL: bytes, questions, the end."""

import base64
import hashlib

import httpx
import pytest

from tests.api.service import Service
from tests.api.uploading import PDF, UPLOAD, break_off, commanding, send, start


def _truth(answer: httpx.Response) -> tuple[int, str, str | None]:
    headers = answer.headers
    return (
        answer.status_code,
        headers["x-goog-upload-status"],
        headers.get("x-goog-upload-size-received"),
    )


async def test_a_chunk_is_acknowledged_with_what_was_received() -> None:
    async with Service().serve() as client:
        answer = await send(client, await start(client, size=8), "upload", b"abcd")

    assert _truth(answer) == (200, "active", "4")
    assert answer.content == b""


async def test_the_last_chunk_brings_the_file() -> None:
    async with Service().serve() as client:
        url = await start(client, size=8)
        await send(client, url, "upload", b"abcd")
        answer = await send(client, url, "upload, finalize", b"efgh", 4)

    digest = hashlib.sha256(b"abcdefgh").hexdigest()
    file = answer.json()["file"]
    assert _truth(answer) == (200, "final", "8")
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"
    assert file == {
        "name": file["name"],
        "mimeType": "application/pdf",
        "sizeBytes": "8",
        "createTime": "2026-11-22T12:00:00.123456Z",
        "updateTime": "2026-11-22T12:00:00.123456Z",
        "expirationTime": "2026-11-24T12:00:00.123456Z",
        "sha256Hash": base64.b64encode(digest.encode()).decode(),
        "uri": f"http://wasat.test/v1beta/{file['name']}",
        "state": "ACTIVE",
        "source": "UPLOADED",
    }


async def test_a_generated_name_has_twelve_characters() -> None:
    async with Service().serve() as client:
        answer = await send(client, await start(client), "upload, finalize", PDF)

    kind, _, file_id = answer.json()["file"]["name"].partition("/")
    assert (kind, len(file_id), file_id.isalnum()) == ("files", 12, True)


async def test_bytes_may_come_under_any_content_type() -> None:
    async with Service().serve() as client:
        url = await start(client, size=7)
        form = {"content-type": "application/x-www-form-urlencoded"}
        answer = await client.post(
            url, headers=commanding("upload, finalize", offset=0) | form, content=b"a=1&b=2"
        )

    assert answer.json()["file"]["sizeBytes"] == "7"


async def test_an_upload_of_unknown_length_ends_with_no_bytes() -> None:
    async with Service().serve() as client:
        url = await start(client, size=None)
        await send(client, url, "upload", b"abcd")
        answer = await send(client, url, "upload, finalize", b"", 4)

    assert answer.json()["file"]["sizeBytes"] == "4"


async def test_an_upload_may_be_finalized_by_a_word_alone() -> None:
    async with Service().serve() as client:
        url = await start(client, size=4)
        await send(client, url, "upload", b"abcd")
        answer = await send(client, url, "finalize")

    assert answer.json()["file"]["sizeBytes"] == "4"


async def test_an_empty_file_is_a_file() -> None:
    async with Service().serve() as client:
        answer = await send(client, await start(client, size=0), "upload, finalize")

    assert answer.status_code == 200
    assert "sizeBytes" not in answer.json()["file"]


@pytest.mark.parametrize("words", ["upload", "upload, finalize"])
async def test_a_chunk_sent_again_is_acknowledged_again(words: str) -> None:
    async with Service().serve() as client:
        url = await start(client, size=4)
        first = await send(client, url, words, b"abcd")
        again = await send(client, url, words, b"abcd")

    assert _truth(again) == _truth(first)
    assert again.content == first.content


@pytest.mark.parametrize(
    ("data", "offset"), [(b"abXd", 0), (b"efgh", 5), (b"efgh", 400), (b"efghi", 4)]
)
async def test_bytes_that_do_not_fit_are_refused_and_the_upload_stays_open(
    data: bytes, offset: int
) -> None:
    async with Service().serve() as client:
        url = await start(client, size=8)
        await send(client, url, "upload", b"abcd")
        refused = await send(client, url, "upload", data, offset)
        asked = await send(client, url, "query")
        end = await send(client, url, "upload, finalize", b"efgh", 4)

    assert _truth(refused) == (400, "final", None)
    assert _truth(asked) == (200, "active", "4")
    assert _truth(end) == (200, "final", "8")


async def test_too_few_bytes_are_no_file_yet() -> None:
    async with Service().serve() as client:
        url = await start(client, size=8)
        refused = await send(client, url, "upload, finalize", b"abcd")
        end = await send(client, url, "upload, finalize", b"efgh", 4)

    assert _truth(refused)[:2] == (400, "final")
    assert "8 bytes, not 4" in refused.json()["error"]["message"]
    assert end.json()["file"]["sizeBytes"] == "8"


async def test_a_question_is_answered_in_every_state() -> None:
    async with Service().serve() as client:
        url = await start(client, size=4)
        fresh = await send(client, url, "query")
        await send(client, url, "upload, finalize", b"abcd")
        final = await send(client, url, "query")
        other = await start(client)
        await send(client, other, "cancel")
        cancelled = await send(client, other, "query")

    assert _truth(fresh) == (200, "active", "0")
    assert _truth(final) == (200, "final", "4")
    assert _truth(cancelled)[:2] == (200, "cancelled")


async def test_a_cancelled_upload_takes_no_more() -> None:
    async with Service().serve() as client:
        url = await start(client)
        cancelled = await send(client, url, "cancel")
        refused = await send(client, url, "upload", b"abcd")

    assert (cancelled.status_code, cancelled.headers["x-goog-upload-status"]) == (200, "cancelled")
    assert _truth(refused)[:2] == (400, "final")


async def test_an_unknown_upload_is_404_and_final() -> None:
    async with Service().serve() as client:
        answer = await send(client, f"{UPLOAD}?upload_id=nothing", "query")

    assert _truth(answer)[:2] == (404, "final")


async def test_an_upload_url_needs_no_key_and_minds_none_that_opens_nothing() -> None:
    async with Service(keys={"k1": "acme"}).serve() as client:
        url = await start(client, size=4)
        headers = commanding("upload, finalize", offset=0) | {"x-goog-api-key": "wrong"}
        answer = await client.post(url, headers=headers, content=b"abcd")

    assert answer.status_code == 200


@pytest.mark.parametrize("words", ["upload, finalize", "upload", "query", "finalize", "cancel"])
async def test_an_upload_url_is_not_there_for_another_projects_key(words: str) -> None:
    async with Service(keys={"k1": "acme", "k2": "other"}).serve() as client:
        url = await start(client, size=4)
        headers = commanding(words, offset=0) | {"x-goog-api-key": "k2"}
        foreign = await client.post(url, headers=headers, content=b"abcd")
        missing = await client.post(f"{UPLOAD}?upload_id=no", headers=headers, content=b"abcd")
        own = await send(client, url, "query")

    assert _truth(foreign)[:2] == (404, "final")
    assert foreign.text == missing.text
    assert _truth(own) == (200, "active", "0")


async def test_what_came_before_the_connection_broke_is_kept() -> None:
    async with Service().serve() as client:
        url = await start(client, size=8)
        await break_off(client, url, "upload, finalize", b"abcd")
        asked = await send(client, url, "query")

    assert _truth(asked) == (200, "active", "4")


async def test_what_broke_off_goes_on_where_it_stands() -> None:
    async with Service().serve() as client:
        url = await start(client, size=8)
        await break_off(client, url, "upload, finalize", b"abcd")
        end = await send(client, url, "upload, finalize", b"abcdefgh")

    assert _truth(end) == (200, "final", "8")


async def test_one_request_may_do_it_all() -> None:
    headers = commanding("start, upload, finalize", header_content_type="text/plain", file_name="a")
    async with Service().serve() as client:
        answer = await client.post(UPLOAD, headers=headers, content=b"abcd")

    assert _truth(answer) == (200, "final", "4")
    assert answer.json()["file"]["mimeType"] == "text/plain"


async def test_one_request_may_start_and_bring_the_first_bytes() -> None:
    async with Service().serve() as client:
        first = await client.post(UPLOAD, headers=commanding("start, upload"), content=b"abcd")
        url = first.headers["x-goog-upload-url"]
        end = await send(client, url, "upload, finalize", b"efgh", 4)

    assert _truth(first) == (200, "active", "4")
    assert end.json()["file"]["sizeBytes"] == "8"


async def test_what_fails_in_one_request_gives_its_room_back() -> None:
    service = Service(max_file_bytes=10, max_project_bytes=20)
    async with service.serve() as client:
        for words in ("start, upload", "start, upload, finalize"):
            refused = await client.post(UPLOAD, headers=commanding(words), content=bytes(11))
            assert _truth(refused)[:2] == (400, "final")
        fits = [
            await client.post(
                UPLOAD, headers=commanding("start, upload, finalize"), content=bytes(10)
            )
            for _ in range(2)
        ]

    assert [answer.status_code for answer in fits] == [200, 200]


@pytest.mark.parametrize("words", ["start, upload", "start, upload, finalize"])
async def test_what_breaks_off_in_one_request_gives_its_room_back(words: str) -> None:
    async with Service(max_project_bytes=10).serve() as client:
        await break_off(client, UPLOAD, words, bytes(9))
        fits = await client.post(
            UPLOAD, headers=commanding("start, upload, finalize"), content=bytes(10)
        )

    assert fits.status_code == 200


@pytest.mark.parametrize(("words", "at"), [("upload", 7), ("upload, finalize", 5)])
async def test_bytes_that_are_refused_are_told_where_they_would_fit(words: str, at: int) -> None:
    async with Service().serve() as client:
        url = await start(client, size=5 + len(PDF))
        await send(client, url, "upload", PDF[:5])
        answer = await send(client, url, words, b"" if at == 5 else PDF[at:], at)

    (info,) = answer.json()["error"]["details"]
    assert info["reason"] == "UPLOAD_REFUSED"
    assert info["metadata"] == {"received": "5", "status": "active"}


async def test_an_upload_nobody_knows_has_its_reason() -> None:
    async with Service().serve() as client:
        answer = await send(client, f"{UPLOAD}?upload_id=nobody", "query", b"")

    (info,) = answer.json()["error"]["details"]
    assert (answer.status_code, info["reason"]) == (404, "UPLOAD_NOT_FOUND")
