import pytest

from wasat.documents.formats.sniff import (
    choose_type,
    find_content_type,
    is_readable,
    normalize_type,
)
from wasat.status import UnreadableDocumentError

PNG = b"\x89PNG\r\n\x1a\n"
PDF = b"%PDF-1.7\n"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("text/md", "text/markdown"),
        ("Text/HTML; charset=utf-8", "text/html"),
        ("application/rtf", "text/rtf"),
        ("application/xml", "text/xml"),
        ("application/javascript", "text/javascript"),
        ("text/x-python-script", "text/x-python"),
        ("application/x-python", "text/x-python"),
        ("application/x-ndjson", "application/json"),
        ("jsonl", "application/json"),
        ("application/ld+json", "application/json"),
        ("image/svg+xml", "text/xml"),
        ("application/xhtml+xml", "text/html"),
        ("text/vcard", "text/plain"),
        ("text/x-c", "text/x-code"),
        ("", "application/octet-stream"),
        ("image/jpg", "image/jpeg"),
        ("audio/mpeg", "audio/mpeg"),
    ],
)
def test_a_type_has_one_name(given: str, name: str) -> None:
    assert normalize_type(given) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"BM\x10\x00\x00\x00\x00\x00\x00\x00", "image/bmp"),
        (b"PK\x03\x04", "application/zip"),
        (b"{\\rtf1", "text/rtf"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "text/html"),
        (b"<?xml version='1.0'?>\n<!-- a --><html xmlns='b'>", "text/html"),
        (b"<?xml version='1.0'?><r/>", "text/xml"),
        (b"BM is a company", ""),
        (b"About %PDF- headers", ""),
        (b"plain words", ""),
    ],
)
def test_first_bytes_give_a_type_away(head: bytes, name: str) -> None:
    assert find_content_type(head) == name


@pytest.mark.parametrize(
    ("declared", "head", "chosen"),
    [
        ("application/pdf", PDF, "application/pdf"),
        ("application/pdf", b"<html>" + PDF, "application/pdf"),
        ("application/pdf", b"damaged", "application/pdf"),
        ("application/octet-stream", PNG, "image/png"),
        ("application/octet-stream", b"words", "text/plain"),
        ("text/plain", b"<html>", "text/html"),
        ("text/plain", b"{\\rtf1", "text/rtf"),
        ("text/html", b"<?xml version='1.0'?><r/>", "text/html"),
        ("text/xml", b"<!doctype html>", "text/html"),
        ("text/rtf", b"words", "text/plain"),
        ("text/markdown", b"<html>", "text/markdown"),
        ("text/csv", b"{\\rtf1", "text/csv"),
        ("application/json", b"<html>", "application/json"),
    ],
)
def test_the_declared_type_decides_but_among_texts(declared: str, head: bytes, chosen: str) -> None:
    assert choose_type(declared, head) == chosen


@pytest.mark.parametrize(
    ("declared", "head", "found", "begin"),
    [
        ("application/pdf", b"<html><p>no</p>", "text/html", "The document has no pages. It was"),
        ("application/pdf", PNG, "image/png", "The document has no pages. It was"),
        ("image/png", PDF, "application/pdf", "Unable to process input image. It was"),
        ("text/plain", PDF, "application/pdf", "The document was"),
        ("text/html", b"\x1f\x8b\x08", "application/gzip", "The document was"),
        ("application/json", PNG, "image/png", "The document was"),
    ],
)
def test_a_contradiction_names_both_types(
    declared: str, head: bytes, found: str, begin: str
) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        choose_type(declared, head)
    assert caught.value.message == (f"{begin} declared as {declared}, but its content is {found}.")


def test_among_pictures_content_decides() -> None:
    assert choose_type("image/png", b"\xff\xd8\xff\xe0") == "image/jpeg"


def test_comments_without_end_are_looked_at_once() -> None:
    assert find_content_type(b"<!---->" * 585) == ""
    assert find_content_type(b"<!---->" * 500 + b"<html>") == "text/html"


@pytest.mark.parametrize(
    ("mime_type", "is_read"),
    [("text/x-anything", True), ("", True), ("image/tiff", True), ("image/heic", False)],
)
def test_one_can_ask_whether_a_type_is_read(mime_type: str, is_read: bool) -> None:  # noqa: FBT001
    assert is_readable(mime_type) is is_read
