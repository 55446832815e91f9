from io import BytesIO

import pytest

from wasat.documents.formats.office.markup import (
    DEEPEST,
    find_path,
    iter_elements,
    iter_local,
    number,
    parse,
    text_of,
)
from wasat.status import UnreadableDocumentError


def _refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        parse(data)
    return caught.value.message


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<?xml version="1.0"?><!-- x --><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<!DOCTYPE a><a/>".encode("utf_16"),
    ],
)
def test_a_document_type_is_refused_before_anything_is_expanded(data: bytes) -> None:
    assert _refusal(data) == (
        "The document declares a document type, which office documents never have."
    )


@pytest.mark.parametrize("data", [b"", b"  ", b"<a>", b"<a></b>", b"\xff\xfe\x00", b"<a/><b/>"])
def test_what_is_not_well_formed_is_damaged(data: bytes) -> None:
    assert _refusal(data).startswith("The document is damaged: ")


def test_elements_too_deep_are_refused() -> None:
    assert "nests too deep" in _refusal(b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1))


def test_strict_names_are_those_of_everybody() -> None:
    root = parse(b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>')
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def test_the_outermost_elements_come_as_they_are_read() -> None:
    data = b"<b><x><p>1<p>2</p></p></x><t><p>3</p></t><p>4</p></b>"
    found = [text_of(element) for element in iter_elements(BytesIO(data), ("p", "t"))]
    assert found == ["12", "3", "4"]


def test_what_came_before_the_damage_is_given_out() -> None:
    elements = iter_elements(BytesIO(b"<b><p>1</p>" + b" " * 70_000 + b"</c>"), ("p",))
    assert text_of(next(elements)) == "1"
    with pytest.raises(UnreadableDocumentError):
        next(elements)


def test_paths_and_names_are_followed() -> None:
    root = parse(b'<a xmlns:n="m"><b><n:c>1</n:c></b></a>')
    assert text_of(find_path(root, "b", "{m}c")) == "1"
    assert find_path(root, "x", "{m}c") is None
    assert [text_of(e) for e in iter_local(root, "c")] == ["1"]


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), (" -3 ", -3), ("x", 7), (None, 7), ("1e3", 7), (10 * "9", 7)]
)
def test_numbers_are_whole_and_short(text: str | None, value: int) -> None:
    assert number(text, 7) == value
