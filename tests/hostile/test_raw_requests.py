"""Whatever comes over a socket is answered or cut off in time, and takes nothing from others."""

import base64
import hashlib
import re
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.local_server import serve
from tests.hostile.wire import good_requests, spoilt

MOST_SECONDS = 20
PATIENCE = {
    "WASAT_DOWNLOAD_UPLOADED": "1",
    "WASAT_WORKERS": "1",
    "WASAT_BODY_TIMEOUT_SECONDS": "1",
    "WASAT_HEADER_TIMEOUT_SECONDS": "1",
    "WASAT_KEEP_ALIVE_SECONDS": "1",
}
KEPT = b"what was acknowledged " * 20
EXAMPLES = max(200, settings().max_examples)


@dataclass(frozen=True, kw_only=True)
class Target:
    """A server, and an upload to it that has some bytes.

    Attributes:
        url: Of the server.
        upload: Of the upload.
        file: The name of a file.
        log: What the server wrote.
    """

    url: str
    upload: str
    file: str
    log: Path


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("raw")
    log = folder / "log"
    with serve(folder / "data", settings=PATIENCE, log=log) as server:
        upload, other = _begin(server.url), _begin(server.url)
        file = _command(other, "finalize").json()["file"]["name"]
        yield Target(url=server.url, upload=upload, file=file, log=log)


def _begin(url: str) -> str:
    """Start an upload of a length that is not told, and send some of it."""
    command = {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": "start"}
    key = {"x-goog-api-key": "raw"}
    begun = httpx.post(f"{url}/upload/v1beta/files", headers=command | key, trust_env=False)
    upload = begun.headers["x-goog-upload-url"]
    assert _command(upload, "upload", KEPT).headers["x-goog-upload-size-received"] == str(len(KEPT))
    return upload


def _command(upload: str, words: str, data: bytes = b"") -> httpx.Response:
    headers = {"x-goog-upload-command": words, "x-goog-upload-offset": "0"}
    return httpx.post(upload, headers=headers, content=data, trust_env=False)


def talk(url: str, pieces: Sequence[bytes]) -> bytes:
    """Send pieces over one connection, and return all that comes until it is closed.

    Raises:
        TimeoutError: It is not closed in time.
    """
    place = urlsplit(url)
    until = time.monotonic() + MOST_SECONDS
    got = b""
    with socket.create_connection((place.hostname, place.port), MOST_SECONDS) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
            while data := connection.recv(1 << 16):
                got += data
                connection.settimeout(max(0.01, until - time.monotonic()))
        except ConnectionError:
            pass  # cut off by the server, which it may do
    return got


@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_whatever_comes_is_answered_or_cut_off(target: Target, data: st.DataObject) -> None:
    path = target.upload.removeprefix(target.url)
    pieces = data.draw(spoilt(good_requests(path, KEPT, target.file)))

    got = talk(target.url, pieces)

    statuses = [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", got)]
    assert [status for status in statuses if status >= 500] == []
    assert got.startswith(b"HTTP/1.1 ") or not got
    assert b"Traceback" not in got


def test_nothing_is_lost_by_what_came_before(target: Target) -> None:
    told = _command(target.upload, "query").headers
    assert told["x-goog-upload-status"] == "active"
    assert int(told["x-goog-upload-size-received"]) >= len(KEPT)

    file = _command(target.upload, "finalize").json()["file"]
    key = {"x-goog-api-key": "raw"}
    bytes_url = f"{target.url}/v1beta/{file['name']}:download?alt=media"
    kept = httpx.get(bytes_url, headers=key, trust_env=False).content
    assert kept.startswith(KEPT)
    assert len(kept) == int(file["sizeBytes"])
    assert hashlib.sha256(kept).hexdigest().encode() == _decode(file["sha256Hash"])


def test_nothing_failed_behind_the_answers(target: Target) -> None:
    assert "Traceback" not in target.log.read_text()
    assert httpx.get(f"{target.url}/readyz", trust_env=False).status_code == 200


def _decode(text: str) -> bytes:
    return base64.b64decode(text)
