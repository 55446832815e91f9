"""HTML by a browser-grade parser: nothing is fetched, run, or passed through as markup."""

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum, auto
from typing import BinaryIO

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wasat.documents.document import Block, Page, Summary
from wasat.documents.formats.flow.runs import Made, paginate
from wasat.documents.formats.html.blocks import Gatherer
from wasat.documents.formats.html.tags import BLOCKS, SELF_CLOSING, SKIPPED, TEXT
from wasat.documents.formats.source import decode, read_bytes
from wasat.documents.limits import Limits

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE
)
_HEAD_BYTES = 4_096  # where a charset is looked for. Source: HTML 13.2.3.2 says 1,024 at least
_DEEPEST = 2_000  # open elements; the parser's time grows with their square
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)")


def read_html(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read what a page would show, in the order of its source.

    Raises:
        UnreadableDocumentError: It is empty, too large, or no text.
    """
    text = _decode(read_bytes(file, limits))
    parser = LexborHTMLParser(flatten(text))
    title = parser.css_first("title")
    made = Made(mime_type="text/html", title=" ".join(title.text().split()) if title else "")
    yield from paginate(_iter_blocks(parser, limits.depth), made, limits)


def iter_html(data: bytes, depth: int, place: str, label: str = "") -> Iterator[Block]:
    """Read HTML that is a part of another format.

    Args:
        data: Of the part.
        depth: As in `Limits`.
        place: Name of the part, for places before its first heading.
        label: Encoding that is said outside of it.
    """
    parser = LexborHTMLParser(flatten(_decode(data, label)))
    return _iter_blocks(parser, depth, place)


def _decode(data: bytes, label: str = "") -> str:
    found = _CHARSET.search(data[:_HEAD_BYTES])
    return decode(data, label or (found[1].decode("ascii") if found else ""))


def iter_fragment(text: str, depth: int) -> Iterator[Block]:
    """Read HTML that stands inside another format."""
    return _iter_blocks(LexborHTMLParser(flatten(text)), depth)


def flatten(text: str) -> str:
    """Leave out the tags of elements that are nested too deep to parse in linear time.

    Depth is estimated from the tags alone, elements that close by themselves not counted. The text
    inside stays.
    """
    depth = _Depth()
    pieces: list[str] = []
    kept = 0
    for found in _TAG.finditer(text):
        if found.start() < kept or depth.keeps(found[2].lower(), is_end=bool(found[1])):
            continue
        pieces.append(text[kept : found.start()])
        kept = text.find(">", found.end()) + 1 or len(text)
    return "".join([*pieces, text[kept:]]) if pieces else text


class _Depth:
    """Counts open elements by name, and those whose tags are dropped."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._depth = 0

    def keeps(self, name: str, *, is_end: bool) -> bool:
        """Follow one tag; tell whether it may stay."""
        if name in SELF_CLOSING:
            return True
        counts = self._open
        if self._dropped[name] if is_end else self._depth >= _DEEPEST:
            counts = self._dropped
        if not is_end:
            counts[name] += 1
        elif counts[name]:
            counts[name] -= 1
        else:
            return True
        self._depth += (counts is self._open) * (-1 if is_end else 1)
        return counts is self._open


def _iter_blocks(parser: LexborHTMLParser, depth: int, place: str = "") -> Iterator[Block]:
    gatherer = Gatherer(layout=_find_layout(parser), place=place)
    hidden = {node.mem_id for node in parser.css("[hidden]")}
    for node, step in _walk(parser.body, hidden, depth):
        tag = node.tag or ""
        if tag == TEXT:
            gatherer.take(node.text_content or "")
        elif step is _Step.ENTER:
            gatherer.enter(tag, node)
        elif step is _Step.LEAVE:
            gatherer.leave(tag)
        elif tag in BLOCKS:
            gatherer.take(" ")
        yield from gatherer.release()
    yield from gatherer.finish()


def _find_layout(parser: LexborHTMLParser) -> set[int]:
    """Find tables that hold tables or headings: they arrange a page and hold no data."""
    inner = parser.css("table table, table h1, table h2, table h3")
    return {table.mem_id for table in map(_find_table, inner) if table is not None}


def _find_table(node: LexborNode) -> LexborNode | None:
    """Return the nearest table around a node."""
    around = node.parent
    while around is not None and around.tag != "table":
        around = around.parent
    return around


class _Step(Enum):
    """What happens to an element; PASS is one that lies too deep to count."""

    ENTER = auto()
    LEAVE = auto()
    PASS = auto()


def _walk(
    root: LexborNode | None, hidden: set[int], deepest: int
) -> Iterator[tuple[LexborNode, _Step]]:
    """Yield nodes in the order of the source, without recursion."""
    node = root
    depth = 0
    while node is not None:
        is_seen = node.tag not in SKIPPED and node.mem_id not in hidden
        if is_seen:
            yield node, _Step.ENTER if depth <= deepest else _Step.PASS
        child = node.first_child if is_seen else None
        if child is not None:
            node = child
            depth += 1
            continue
        if is_seen and node.is_element_node and depth <= deepest:
            yield node, _Step.LEAVE
        while node is not None and node.next is None:
            node = node.parent if depth else None
            depth -= 1
            if node is not None and depth <= deepest:
                yield node, _Step.LEAVE
        node = node.next if node is not None else None
