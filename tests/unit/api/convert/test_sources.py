"""Names of files, and types."""

import pytest

from wasat.api.convert.sources import parse_file_uri, parse_mime_type
from wasat.status import InvalidArgumentError


@pytest.mark.parametrize(
    "uri",
    [
        "files/a-1",
        "http://127.0.0.1:8080/v1/files/a-1",
        "https://generativelanguage.googleapis.com/v1beta/files/a-1",
        "https://host/some/prefix/v1alpha/files/a-1",
        "https://host/v1beta/files/a-1#page=60",
        "https://host/v1beta/files/a-1?alt=media",
    ],
)
def test_what_ends_in_a_files_name_is_a_file(uri: str) -> None:
    assert parse_file_uri(uri) == "a-1"


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("gs://bucket/files/a-1", "Unsupported file URI type: gs://bucket/files/a-1"),
        ("file:///files/a-1", "Unsupported file URI type: file:///files/a-1"),
        ("http://host/a.pdf", "Unsupported file URI type: http://host/a.pdf"),
        ("/etc/files/a-1", "Invalid or unsupported file uri: /etc/files/a-1"),
        ("files/A_1", "Invalid or unsupported file uri: files/A_1"),
        ("files/../a", "Invalid or unsupported file uri: files/../a"),
        ("x" * 5000, "Invalid or unsupported file uri: " + "x" * 200 + "…"),
    ],
)
def test_other_uris_are_refused(uri: str, message: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        parse_file_uri(uri)

    assert caught.value.message == message


@pytest.mark.parametrize("uri", ["https://host/a.pdf", "https://host/?u=files/a-1", "HTTPS://h/"])
def test_nothing_is_fetched(uri: str) -> None:
    with pytest.raises(InvalidArgumentError, match="Cannot fetch content from the provided URL"):
        parse_file_uri(uri)


@pytest.mark.parametrize(
    ("text", "mime_type"),
    [
        ("application/pdf", "application/pdf"),
        (" Text/HTML; charset=utf-8", "text/html"),
        ("application/vnd.ms-excel", "application/vnd.ms-excel"),
    ],
)
def test_types_are_plain_and_in_lower_case(text: str, mime_type: str) -> None:
    assert parse_mime_type(text) == mime_type


@pytest.mark.parametrize("text", ["pdf", "a/b/c", "/", "", "a b/c"])
def test_what_is_no_type_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgumentError, match="Unsupported MIME type: "):
        parse_mime_type(text)
