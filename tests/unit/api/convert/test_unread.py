"""Unread pages as a header."""

from wasat.api.convert.unread import unread_headers
from wasat.generation.traces import Fact, Trace


def headers(*noted: tuple[str, dict[str, Fact]]) -> dict[str, str]:
    return unread_headers(Trace(response_id="r", project="p", steps=[*noted]))


def test_unread_pages_are_told_document_by_document() -> None:
    first = ("unread", {"document": "files/a", "pages": [3, 5]})
    second = ("unread", {"document": "inline:0.1", "pages": [2]})

    told = headers(("task", {"kind": "answer"}), first, second)

    assert told == {"x-wasat-unread-pages": "files/a=3,5; inline:0.1=2"}


def test_nothing_is_told_where_all_was_read() -> None:
    assert headers(("unread", {"document": "files/a", "pages": []}), ("unread", {})) == {}
    assert unread_headers(None) == {}


def test_a_long_list_is_cut() -> None:
    told = headers(("unread", {"document": "files/a", "pages": [*range(1, 3001)]}))

    assert told["x-wasat-unread-pages"].endswith(",499,500,...")
