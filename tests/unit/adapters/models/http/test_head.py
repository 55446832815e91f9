import pytest

from wasat.adapters.models.http.head import Server, write_head


def test_a_question_says_where_it_goes_and_what_it_brings() -> None:
    server, head = write_head("http://a:8000/v1/chat/completions", (("x", "y"),), has_body=True)

    assert server == Server("a", 8000, is_encrypted=False)
    assert head.decode().splitlines() == [
        "POST /v1/chat/completions HTTP/1.1",
        "host: a:8000",
        "user-agent: wasat",
        "accept: */*",
        "x: y",
        "content-type: application/json",
    ]


def test_without_a_body_it_is_a_get() -> None:
    _, head = write_head("http://a/props", (), has_body=False)

    assert head.startswith(b"GET /props HTTP/1.1\r\n")
    assert b"content-" not in head


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("http://a/v1", Server("a", 80, is_encrypted=False)),
        ("https://a/v1", Server("a", 443, is_encrypted=True)),
        ("https://[::1]:8443/v1", Server("::1", 8443, is_encrypted=True)),
    ],
)
def test_a_server_is_found_by_its_address(url: str, server: Server) -> None:
    assert write_head(url, (), has_body=False)[0] == server


def test_an_address_in_brackets_keeps_them_as_a_host() -> None:
    assert b"\r\nhost: [::1]:8443\r\n" in write_head("http://[::1]:8443/", (), has_body=False)[1]


def test_a_path_is_encoded_once() -> None:
    _, head = write_head("http://a/my%20models/v1 ä/x", (), has_body=False)

    assert head.startswith(b"GET /my%20models/v1%20%C3%A4/x HTTP/1.1\r\n")


def test_who_calls_may_stand_in_the_address_and_is_no_part_of_the_host() -> None:
    _, head = write_head("http://me:p%40ss@a/v1", (), has_body=False)

    assert b"\r\nhost: a\r\n" in head
    assert b"\r\nauthorization: Basic bWU6cEBzcw==\r\n" in head


@pytest.mark.parametrize("value", ["a\r\nb: c", "a\nb"])
def test_no_header_holds_another(value: str) -> None:
    with pytest.raises(ValueError, match="without line breaks"):
        write_head("http://a/", (("x", value),), has_body=False)
