"""Where a key may stand in a request."""

import pytest
from starlette.requests import Request

from wasat.api.auth import find_key


def _request(query: str = "", **headers: str) -> Request:
    fields = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return Request({"type": "http", "query_string": query.encode(), "headers": fields})


@pytest.mark.parametrize(
    "request_with_key",
    [
        _request(x_goog_api_key="k1"),
        _request(x_goog_api_key=" k1 "),
        _request("key=k1"),
        _request("alt=sse&key=k1"),
        _request(authorization="Bearer k1"),
        _request(authorization="bearer  k1"),
    ],
)
def test_a_key_is_found_wherever_clients_put_it(request_with_key: Request) -> None:
    assert find_key(request_with_key) == "k1"


@pytest.mark.parametrize(
    "request_without_key",
    [
        _request(),
        _request("key="),
        _request(x_goog_api_key=" "),
        _request(authorization="Basic azE="),
        _request(authorization="Bearer"),
    ],
)
def test_no_key_is_an_empty_one(request_without_key: Request) -> None:
    assert find_key(request_without_key) == ""


def test_the_sdks_header_counts_first() -> None:
    assert find_key(_request("key=k2", x_goog_api_key="k1", authorization="Bearer k3")) == "k1"
