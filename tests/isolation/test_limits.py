"""What a caller may ask of a real server over a real connection, and what hears who asks more."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from examples.local_server import LocalServer, serve
from tests.api.uploading import UPLOAD, commanding

ASK = "/v1beta/models/reader:generateContent"
HELLO = {"contents": [{"parts": [{"text": "hello"}]}]}
KEPT_SECONDS = 3
LONGEST_HEADERS, MOST_HEADERS, LONGEST_BODY, AT_ONCE = 2_000, 20, 10_000, 2
STRICT = {
    "WASAT_HEADER_TIMEOUT_SECONDS": "2",
    "WASAT_BODY_TIMEOUT_SECONDS": "2",
    "WASAT_MAX_HEADER_BYTES": str(LONGEST_HEADERS),
    "WASAT_MAX_HEADERS": str(MOST_HEADERS),
    "WASAT_MAX_REQUEST_BYTES": str(LONGEST_BODY),
    "WASAT_MAX_CONNECTIONS_PER_KEY": str(AT_ONCE),
    "WASAT_KEEP_ALIVE_SECONDS": str(KEPT_SECONDS),
    "WASAT_WORKERS": "1",
}
REQUESTS_PER_MINUTE, BYTES_PER_MINUTE = 12, 6_000_000


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    with serve(tmp_path_factory.mktemp("strict"), settings=STRICT) as server:
        yield server


@pytest.fixture
def rated(tmp_path: Path) -> Iterator[LocalServer]:
    rates = {
        "WASAT_RATE_REQUESTS_PER_MINUTE": str(REQUESTS_PER_MINUTE),
        "WASAT_RATE_BYTES_PER_MINUTE": str(BYTES_PER_MINUTE),
        "WASAT_WORKERS": "1",
    }
    with serve(tmp_path / "data", settings=rates) as server:
        yield server


def connect(server: LocalServer) -> socket.socket:
    url = httpx.URL(server.url)
    return socket.create_connection((url.host, url.port or 80), timeout=60)


def hear(connection: socket.socket) -> bytes:
    """Return all that comes until the server ends the connection."""
    heard = b""
    while piece := connection.recv(1 << 16):
        heard += piece
    return heard


def as_client(server: LocalServer, key: str) -> httpx.Client:
    headers = {"x-goog-api-key": key}
    return httpx.Client(base_url=server.url, headers=headers, timeout=60, trust_env=False)


def asking(length: int, key: str = "slow") -> bytes:
    head = f"POST {ASK} HTTP/1.1\r\nhost: a\r\nx-goog-api-key: {key}\r\n"
    return f"{head}content-type: application/json\r\ncontent-length: {length}\r\n\r\n".encode()


def retry_seconds(answer: httpx.Response) -> float:
    """Return when to come again, as the details of a refusal say."""
    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (429, "RESOURCE_EXHAUSTED")
    [delay] = [each["retryDelay"] for each in error["details"] if "retryDelay" in each]
    assert int(answer.headers["retry-after"]) >= 1
    return float(delay.removesuffix("s"))


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET /livez HTTP/1.1\r\nhost: a\r\nx-slow: ", asking(100) + b"{"],
    ids=["nothing", "half a header", "half a body"],
)
def test_who_is_too_slow_is_cut_off_and_nobody_else(strict: LocalServer, sent: bytes) -> None:
    with closing(connect(strict)) as connection:
        connection.sendall(sent)
        with as_client(strict, "other") as other:
            assert other.get("/livez").status_code == 200
        heard = hear(connection)

    assert heard.startswith(b"HTTP/1.1 408 ") if sent else not heard


def test_a_connection_is_kept_a_while_for_the_next_request(strict: LocalServer) -> None:
    with closing(connect(strict)) as connection:
        connection.sendall(b"GET /livez HTTP/1.1\r\nhost: a\r\n\r\n")
        begun = time.monotonic()
        heard = hear(connection)

    assert heard.count(b"HTTP/1.1 200 ") == 1
    assert time.monotonic() - begun >= KEPT_SECONDS - 0.05  # the server's loop counts from its turn


@pytest.mark.parametrize(
    "headers",
    [{"x-long": "x" * LONGEST_HEADERS}, {f"x-{n}": "x" for n in range(MOST_HEADERS)}],
    ids=["too long", "too many"],
)
def test_headers_beyond_the_limit_are_refused(strict: LocalServer, headers: dict[str, str]) -> None:
    with as_client(strict, "headers") as client:
        answer = client.get("/v1beta/files", headers=headers)

    assert answer.status_code == 431


def test_a_body_beyond_the_limit_is_refused_before_it_is_sent(strict: LocalServer) -> None:
    with closing(connect(strict)) as connection:
        connection.sendall(asking(LONGEST_BODY + 1, "large"))
        heard = hear(connection)

    assert heard.startswith(b"HTTP/1.1 400 ")
    assert json.loads(heard[heard.index(b"{") :])["error"]["status"] == "INVALID_ARGUMENT"


def test_a_key_has_so_many_requests_at_a_time_and_another_key_its_own(strict: LocalServer) -> None:
    body = json.dumps(HELLO).encode()
    with ExitStack() as stack:
        held = [stack.enter_context(closing(connect(strict))) for _ in range(AT_ONCE)]
        for connection in held:
            connection.sendall(asking(len(body), "busy") + body[:1])
        busy, other = (stack.enter_context(as_client(strict, key)) for key in ("busy", "other"))
        while (refused := busy.post(ASK, json=HELLO)).status_code == 200:
            pass  # what is held is counted in a moment
        assert retry_seconds(refused) > 0
        assert other.post(ASK, json=HELLO).status_code == 200
        for connection in held:
            assert hear(connection).startswith(b"HTTP/1.1 408 ")
        while busy.post(ASK, json=HELLO).status_code != 200:
            pass  # and given back as soon


def test_a_key_has_so_many_requests_a_minute_and_is_told_when_to_come_again(
    rated: LocalServer,
) -> None:
    with as_client(rated, "eager") as eager, as_client(rated, "other") as other:
        answers = [eager.get("/v1beta/files") for _ in range(3 * REQUESTS_PER_MINUTE)]
        refused = next(each for each in answers if each.status_code != 200)
        time.sleep(min(retry_seconds(refused), 60 / REQUESTS_PER_MINUTE))

        assert {each.status_code for each in answers} == {200, 429}
        assert [each.status_code for each in answers].count(200) >= REQUESTS_PER_MINUTE
        assert other.get("/v1beta/files").status_code == 200
        assert eager.get("/v1beta/files").status_code == 200


def test_a_chunk_beyond_the_bytes_of_a_minute_waits_and_the_upload_goes_on(
    rated: LocalServer,
) -> None:
    first, rest = bytes(BYTES_PER_MINUTE), bytes(100_000)
    size = len(first) + len(rest)
    with as_client(rated, "bulk") as client, httpx.Client(timeout=60, trust_env=False) as bare:
        headers = commanding("start", header_content_length=size, header_content_type="text/plain")
        url = client.post(UPLOAD, headers=headers).headers["x-goog-upload-url"]
        sent = bare.post(url, headers=commanding("upload", offset=0), content=first)
        last = commanding("upload, finalize", offset=len(first))
        refused = bare.post(url, headers=last, content=rest)
        stands = bare.post(url, headers=commanding("query"))
        time.sleep(retry_seconds(refused))
        done = bare.post(url, headers=last, content=rest)

    assert sent.status_code == 200
    assert refused.headers["x-goog-upload-status"] != "active"  # or an SDK would read an answer
    assert stands.headers["x-goog-upload-status"] == "active"
    assert stands.headers["x-goog-upload-size-received"] == str(len(first))
    assert done.json()["file"]["sizeBytes"] == str(size)
