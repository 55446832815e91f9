"""URLs stand on the address under which the caller found us."""

import pytest
from starlette.requests import Request

from wasat.api.http.urls import base_url, file_url, parse_file_id


def _request(root_path: str = "", scheme: str = "http", **headers: str) -> Request:
    fields = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/v1/files", "scheme": scheme}
    return Request(
        {**scope, "root_path": root_path, "headers": fields, "server": ("10.0.0.1", 8080)}
    )


@pytest.mark.parametrize(
    ("headers", "base"),
    [
        ({"host": "localhost:8080"}, "http://localhost:8080"),
        ({"host": "[::1]:8080"}, "http://[::1]:8080"),
        ({"host": "a", "x_forwarded_proto": "https"}, "https://a"),
        ({"host": "a", "x_forwarded_proto": "https, http"}, "https://a"),
        ({"host": "a", "x_forwarded_host": "docs.example, b"}, "http://docs.example"),
        ({"host": "a", "x_forwarded_prefix": "/pre/fix/"}, "http://a/pre/fix"),
        (
            {"host": "a", "forwarded": 'for=1.2.3.4;proto=https;host="d.example"'},
            "https://d.example",
        ),
        ({"host": "a", "forwarded": "proto=https, proto=http"}, "https://a"),
    ],
)
def test_the_base_is_where_the_caller_found_us(headers: dict[str, str], base: str) -> None:
    assert base_url(_request(**headers)) == base


@pytest.mark.parametrize(
    ("headers", "base"),
    [
        ({}, "http://10.0.0.1:8080"),
        ({"host": "a/b?c"}, "http://10.0.0.1:8080"),
        ({"host": "a", "x_forwarded_host": "evil.example/x#"}, "http://a"),
        ({"host": "a", "x_forwarded_proto": "javascript"}, "http://a"),
        ({"host": "a", "x_forwarded_prefix": "//evil?x"}, "http://a"),
        ({"host": "a", "x_forwarded_prefix": "no-slash"}, "http://a"),
    ],
)
def test_what_cannot_stand_in_a_url_counts_as_not_sent(headers: dict[str, str], base: str) -> None:
    assert base_url(_request(**headers)) == base


def test_an_address_of_version_six_stands_in_brackets() -> None:
    request = _request()
    request.scope["server"] = ("::1", 80)

    assert base_url(request) == "http://[::1]:80"


def test_a_mount_point_is_kept() -> None:
    assert base_url(_request(host="a", root_path="/mounted/")) == "http://a/mounted"


def test_the_operators_word_beats_all_headers() -> None:
    request = _request(host="a", x_forwarded_host="b", x_forwarded_prefix="/c")

    assert base_url(request, "https://docs.example/wasat/") == "https://docs.example/wasat"


def test_the_url_of_a_file_is_the_same_for_every_version() -> None:
    assert file_url("http://a", "abc") == "http://a/v1beta/files/abc"


@pytest.mark.parametrize(
    "name",
    [
        "abc-1",
        "files/abc-1",
        "http://127.0.0.1:8080/v1/files/abc-1",
        "https://generativelanguage.googleapis.com/v1beta/files/abc-1#page=3",
        "/v1/files/abc-1/?alt=media",
    ],
)
def test_a_file_is_known_by_the_last_segment_of_its_name(name: str) -> None:
    assert parse_file_id(name) == "abc-1"
