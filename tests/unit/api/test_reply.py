"""Messages as HTTP."""

import gzip

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from wasat.api.reply import StandardHeaders, accepts_gzip, answer
from wasat.wire.models import Model


def make_request(accept: str = "", query: str = "") -> Request:
    headers = [(b"accept-encoding", accept.encode())] if accept else []
    return Request({"type": "http", "headers": headers, "query_string": query.encode()})


@pytest.mark.parametrize(
    ("accept", "is_accepted"),
    [
        ("", False),
        ("identity", False),
        ("gzip", True),
        ("deflate, GZIP;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, deflate", False),
    ],
)
def test_gzip_is_sent_to_those_who_take_it(accept: str, is_accepted: bool) -> None:  # noqa: FBT001
    assert accepts_gzip(make_request(accept)) is is_accepted


def test_a_message_is_pretty_json() -> None:
    response = answer(make_request(), Model(name="m"))

    assert response.body == b'{\n  "name": "m"\n}\n'
    assert response.headers["content-type"] == "application/json; charset=UTF-8"


@pytest.mark.parametrize("query", ["prettyPrint=false", "pretty_print=False", "prettyPrint=0"])
def test_a_message_is_one_line_for_those_who_ask(query: str) -> None:
    assert answer(make_request(query=query), Model(name="m")).body == b'{"name":"m"}\n'


def test_a_packed_message_unpacks_to_the_same() -> None:
    response = answer(make_request("gzip"), Model(name="m"))

    assert gzip.decompress(response.body) == answer(make_request(), Model(name="m")).body
    assert response.headers["content-encoding"] == "gzip"


def test_a_response_stays_what_it_is() -> None:
    response = PlainTextResponse("a")

    assert answer(make_request("gzip"), response) is response


async def test_standard_headers_are_added_where_missing() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(headers={"x-frame-options": "DENY"})(scope, receive, send)

    await StandardHeaders(app)({"type": "http"}, None, send)

    headers = dict(sent[0]["headers"])
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-xss-protection"] == b"0"
    assert b"Accept-Encoding" in headers[b"vary"]
