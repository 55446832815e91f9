"""Who asks for another protocol is read as if it had not asked."""

from itertools import pairwise

import pytest
from httptools import HttpParserError
from hypothesis import given
from hypothesis import strategies as st

from wasat.api.http.staying import StayingParser

UPGRADE = b"Connection: Upgrade\r\nUpgrade: h2c\r\n"
BODY = st.binary(max_size=40) | st.just(b"GET /smuggled HTTP/1.1\r\n\r\n")


class Heard:
    """Writes down what a parser tells: for each request its method, headers and body."""

    def __init__(self) -> None:
        self.requests: list[list[object]] = []
        self.parser = StayingParser(self)
        self.url = self.body = b""

    def on_message_begin(self) -> None:
        self.requests.append([])
        self.url = self.body = b""

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() not in {b"connection", b"upgrade"}:
            self.requests[-1].append((name, value))

    def on_headers_complete(self) -> None:
        assert not self.parser.should_upgrade()
        assert self.parser.should_keep_alive()
        line = (self.parser.get_method(), self.url, self.parser.get_http_version())
        self.requests[-1].append(line)

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.requests[-1].append(self.body)


def hear(stream: bytes, cuts: list[int]) -> list[list[object]]:
    heard = Heard()
    places = sorted({0, len(stream), *(cut % (len(stream) + 1) for cut in cuts)})
    for start, end in pairwise(places):
        heard.parser.feed_data(stream[start:end])
    return heard.requests


def write(body: bytes, *, is_chunked: bool, asks: bool) -> bytes:
    head = b"POST /x HTTP/1.1\r\n" + UPGRADE * asks
    if is_chunked:
        chunk = b"%x\r\n%b\r\n" % (len(body), body) if body else b""
        return head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk + b"0\r\n\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


REQUEST = st.builds(
    lambda body, is_chunked, asks: (body, is_chunked, asks), BODY, st.booleans(), st.booleans()
)


@given(requests=st.lists(REQUEST, min_size=1, max_size=4), cuts=st.lists(st.integers(0, 999)))
def test_however_it_comes_it_is_read_as_if_it_had_not_asked(
    requests: list[tuple[bytes, bool, bool]], cuts: list[int]
) -> None:
    asking = b"".join(write(body, is_chunked=c, asks=asks) for body, c, asks in requests)
    content = b"".join(write(body, is_chunked=c, asks=False) for body, c, _ in requests)

    assert hear(asking, cuts) == hear(content, [])
    assert [request[-1] for request in hear(asking, cuts)] == [body for body, _, _ in requests]


def test_a_request_without_a_body_ends_with_its_header() -> None:
    stream = b"GET /a HTTP/1.1\r\n" + UPGRADE + b"\r\nGET /b HTTP/1.1\r\n\r\n"

    assert [line for line, _ in hear(stream, [])] == [
        (b"GET", b"/a", "1.1"),
        (b"GET", b"/b", "1.1"),
    ]


def test_a_body_that_is_none_is_an_error() -> None:
    stream = b"POST / HTTP/1.1\r\n" + UPGRADE + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"

    with pytest.raises(HttpParserError):
        hear(stream, [])
