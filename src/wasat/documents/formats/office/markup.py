"""XML of office documents to elements: no document type, so no entity; bounded depth.

The two families of namespaces of Office Open XML, transitional and strict, are made one.
"""

import re
from collections.abc import Container, Iterator
from io import BytesIO
from itertools import chain
from typing import Protocol
from xml.etree import ElementTree as ET
from xml.parsers import expat

from wasat.status import UnreadableDocumentError

Element = ET.Element


class Stream(Protocol):
    """What XML is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return so many bytes, fewer only at the end."""
        ...


DEEPEST = 500  # elements in one another; tables in tables of real documents stay below 100; ours

_CHUNK_BYTES = 65_536
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z/]{1,60})")
_ADDED_YEAR = {  # Source: ISO/IEC 29500-1 and -4, annex A of each
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_FAMILY = re.compile(rb"(wordprocessingml|spreadsheetml|presentationml|drawingml)/(\w+)")


def parse(data: bytes) -> Element:
    """Parse one part as a whole.

    Raises:
        UnreadableDocumentError: It is not well-formed, has a document type, or nests too deep.
    """
    root = None
    for event, element, depth in _walk(BytesIO(data)):
        if event == "end" and depth == 0:
            root = element
    if root is None:
        raise UnreadableDocumentError("The document is damaged: a part of it has no XML.")
    return root


def iter_elements(stream: Stream, wanted: Container[str]) -> Iterator[Element]:
    """Yield the outermost elements of the wanted tags as they are read, and forget them then.

    Raises:
        UnreadableDocumentError: As for `parse`; what came before it was good.
    """
    around: list[Element] = []
    outermost = -1
    for event, element, depth in _walk(stream):
        if event == "start":
            around.append(element)
            if outermost < 0 and element.tag in wanted:
                outermost = depth
            continue
        around.pop()
        if outermost < 0 and around:
            around[-1].remove(element)
        elif depth == outermost:
            outermost = -1
            yield element
            if around:
                around[-1].remove(element)


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def find_path(element: Element | None, *tags: str) -> Element | None:
    """Follow first children by their tags; nothing if one is missing."""
    for tag in tags:
        if element is None:
            return None
        element = element.find(tag)
    return element


def text_of(element: Element | None) -> str:
    """Return all text inside an element, nothing if there is none."""
    return "" if element is None else "".join(element.itertext())


def iter_local(element: Element, name: str) -> Iterator[Element]:
    """Yield all elements of a name inside, whatever their namespace."""
    end = f"}}{name}"
    return (inner for inner in element.iter() if inner.tag.endswith(end) or inner.tag == name)


def number(text: str | None, default: int = 0) -> int:
    """Read a whole number of at most nine digits, or return the default."""
    bare = (text or "").strip()
    digits = bare.removeprefix("-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= 9
    return int(bare) if is_number else default


def _walk(stream: Stream) -> Iterator[tuple[str, Element, int]]:
    """Yield the start and end of every element and how many lie around it."""
    parser: ET.XMLPullParser[Element] = ET.XMLPullParser(("start", "end"))
    head = _to_transitional(stream.read(_CHUNK_BYTES))
    _check_head(head)
    depth = 0
    try:
        for chunk in chain([head], iter(lambda: stream.read(_CHUNK_BYTES), b"")):
            parser.feed(chunk)
            for event, element in _read_events(parser):
                depth -= event == "end"
                yield event, element, depth
                depth += event == "start"
                if depth > DEEPEST:
                    raise UnreadableDocumentError(
                        f"The document nests too deep: at most {DEEPEST} elements in one another."
                    )
        parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _damaged(error) from error


def _read_events(parser: "ET.XMLPullParser[Element]") -> Iterator[tuple[str, Element]]:
    for event in parser.read_events():
        if len(event) == 2 and isinstance(event[1], ET.Element):  # as asked for
            yield str(event[0]), event[1]


def _check_head(head: bytes) -> None:
    """Refuse what has a document type; it could only stand before the first element."""
    is_open = False

    def start(_name: str, _attributes: object) -> None:
        nonlocal is_open
        is_open = True

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    try:
        parser.Parse(head, False)  # noqa: FBT003 - the signature is expat's
    except (expat.ExpatError, ValueError, LookupError) as error:
        if not is_open:
            raise _damaged(error) from error
    if not is_open:
        raise UnreadableDocumentError("The document is damaged: a part of it has no XML.")


def _refuse(*_declaration: object) -> None:
    raise UnreadableDocumentError(
        "The document declares a document type, which office documents never have."
    )


def _to_transitional(head: bytes) -> bytes:
    """Rename the strict namespaces; they are declared where the first element begins."""
    return _STRICT.sub(_rename, head) if b"purl.oclc.org/ooxml" in head else head


def _rename(found: re.Match[bytes]) -> bytes:
    path = found[1]
    if path in _ADDED_YEAR:
        return _ADDED_YEAR[path]
    family = _FAMILY.fullmatch(path)
    if family is None:
        return found[0]
    return b"http://schemas.openxmlformats.org/" + family[1] + b"/2006/" + family[2]


def _damaged(error: Exception) -> UnreadableDocumentError:
    return UnreadableDocumentError(f"The document is damaged: its XML has {str(error)[:100]}.")
