"""Bytes as a response, whole or in part."""

from io import BytesIO
from typing import BinaryIO

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from wasat.api.http.partial import answer_bytes

BYTES = bytes(range(256)) * 8192  # two MiB, so that more than one piece is sent
ETAG = '"e1"'


class _Lender:
    """Lends the bytes and remembers each file it lent."""

    def __init__(self) -> None:
        self.lent: list[BinaryIO] = []

    def lend(self) -> BinaryIO:
        self.lent.append(BytesIO(BYTES))
        return self.lent[-1]


def _get(
    headers: dict[str, str], lender: _Lender | None = None
) -> tuple[int, dict[str, str], bytes]:
    lend = (lender or _Lender()).lend

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response: Response = answer_bytes(
            Request(scope),
            lend,
            size_bytes=len(BYTES),
            etag=ETAG,
            headers={"content-type": "text/x-test"},
        )
        await response(scope, receive, send)

    answer = TestClient(app).get("/", headers=headers)
    return answer.status_code, dict(answer.headers), answer.content


def test_everything_is_sent_with_its_length_and_name() -> None:
    status, headers, body = _get({})

    assert (status, body) == (200, BYTES)
    assert headers["content-length"] == str(len(BYTES))
    assert (headers["etag"], headers["accept-ranges"]) == (ETAG, "bytes")
    assert headers["content-type"] == "text/x-test"


def test_a_range_is_sent_as_206_with_its_place() -> None:
    status, headers, body = _get({"range": "bytes=10-19"})

    assert (status, body) == (206, BYTES[10:20])
    assert headers["content-range"] == f"bytes 10-19/{len(BYTES)}"
    assert headers["content-length"] == "10"


def test_a_long_range_is_sent_in_pieces_without_a_gap() -> None:
    _, _, body = _get({"range": "bytes=7-"})

    assert body == BYTES[7:]


def test_a_range_of_nothing_is_416_and_tells_the_size() -> None:
    status, headers, body = _get({"range": f"bytes={len(BYTES)}-"})

    assert status == 416
    assert headers["content-range"] == f"bytes */{len(BYTES)}"
    assert b"OUT_OF_RANGE" in body


@pytest.mark.parametrize(("etag", "status"), [(ETAG, 206), ('"another"', 200)])
def test_a_range_counts_only_for_the_bytes_it_was_meant_for(etag: str, status: int) -> None:
    assert _get({"range": "bytes=0-4", "if-range": etag})[0] == status


def test_the_file_is_closed_when_all_is_sent() -> None:
    lender = _Lender()

    _get({}, lender)

    assert [file.closed for file in lender.lent] == [True]
