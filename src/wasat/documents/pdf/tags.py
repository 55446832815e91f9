"""The structure tree of a page: what its author's program says that its words are."""

import ctypes
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.documents.layout.sheet import Integers, Tag
from wasat.documents.pdf.binding import Pointer, fast_library

_MOST_TAGS = 20_000  # of one page
_MOST_KIDS = 20_000  # of one element: it lists those on other pages too
_DEEPEST = 64
_LONGEST_TYPE, _LONGEST_TEXT = 64, 8_000  # bytes
_MOST_SPAN = 1_000
_ROW, _CELLS = "TR", ("TD", "TH")
_PICTURES = ("Figure", "Formula")

Element = Pointer
_Waiting = tuple[Element | None, int, int]  # with the place of its parent, and its depth
Ask = Callable[[Element, ctypes.Array[ctypes.c_char] | None, int], int]


class Tree(NamedTuple):
    """What a page's structure tree says.

    Attributes:
        tags: Parents before children, in the order of the tree.
        leaves: From the number of a piece of marked content to the place of its tag.
    """

    tags: tuple[Tag, ...] = ()
    leaves: Mapping[int, int] = MappingProxyType({})


NO_TREE = Tree()


def read_tree(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Tree:
    """Read the part of a document's structure tree that is about a page, if it has one."""
    if not pdfium_c.FPDFCatalog_IsTagged(document.raw):
        return NO_TREE
    tree = pdfium_c.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return NO_TREE
    try:
        count = min(max(pdfium_c.FPDF_StructTree_CountChildren(tree), 0), _MOST_KIDS)
        children = map(pdfium_c.FPDF_StructTree_GetChildAtIndex, repeat(tree), range(count))
        return _walk([child for child in children if child])
    finally:
        pdfium_c.FPDF_StructTree_Close(tree)


def find_tags(textpage: Pointer, indices: Sequence[int], tree: Tree) -> Integers:
    """Return the place of the tag that each character stands under; -1 for none."""
    library = fast_library()
    things: list[int | None] = list(map(library.FPDFText_GetTextObject, repeat(textpage), indices))
    numbers = {
        thing: library.FPDFPageObj_GetMarkedContentID(Pointer(thing))
        for thing in set(things)
        if thing is not None
    }
    places = {thing: tree.leaves.get(number, -1) for thing, number in numbers.items()}
    return np.array([-1 if it is None else places[it] for it in things], np.int32)


def _walk(roots: Sequence[Element]) -> Tree:
    """Go through the tree in its order, without recursion."""
    tags: list[Tag] = []
    leaves: dict[int, int] = {}
    waiting: list[_Waiting] = [(root, -1, 0) for root in reversed(roots)]
    while waiting and len(tags) < _MOST_TAGS:
        element, parent, depth = waiting.pop()
        place = len(tags)
        if element is None:  # a cell without words is on no page, as the library has it
            tags.append(Tag(_CELLS[0], parent))
            continue
        tags.append(_tag(element, parent))
        count = min(max(pdfium_c.FPDF_StructElement_CountChildren(element), 0), _MOST_KIDS)
        below: list[_Waiting] = []
        for index in range(count):
            number = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number >= 0:
                leaves.setdefault(number, place)
                continue
            child = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index)
            if depth < _DEEPEST and (child or tags[place].kind == _ROW):
                below.append((child or None, place, depth + 1))
        waiting.extend(reversed(below))
    return Tree(tuple(tags), leaves)


def _tag(element: Element, parent: int) -> Tag:
    kind = _text(pdfium_c.FPDF_StructElement_GetType, element, _LONGEST_TYPE)
    if kind in _CELLS:
        spans = _numbers(element)
        return Tag(kind, parent, _span(spans, b"RowSpan"), _span(spans, b"ColSpan"))
    if kind in _PICTURES:
        words = _text(pdfium_c.FPDF_StructElement_GetAltText, element, _LONGEST_TEXT)
        return Tag(kind, parent, description=" ".join(words.split()))
    return Tag(kind, parent)


def _text(ask: Ask, element: Element, most: int) -> str:
    size = min(ask(element, None, 0), most)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(most)
    if ask(element, buffer, most) > most:
        return ""
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _numbers(element: Element) -> dict[bytes, float]:
    """Return the attributes of an element that are numbers."""
    found: dict[bytes, float] = {}
    name, length, number = ctypes.create_string_buffer(64), ctypes.c_ulong(), ctypes.c_float()
    for index in range(min(max(pdfium_c.FPDF_StructElement_GetAttributeCount(element), 0), 16)):
        owner = pdfium_c.FPDF_StructElement_GetAttributeAtIndex(element, index)
        for place in range(min(max(pdfium_c.FPDF_StructElement_Attr_GetCount(owner), 0), 64)):
            if not pdfium_c.FPDF_StructElement_Attr_GetName(owner, place, name, 64, length):
                continue
            value = pdfium_c.FPDF_StructElement_Attr_GetValue(owner, name)
            if value and pdfium_c.FPDF_StructElement_Attr_GetNumberValue(value, number):
                found[name.value] = number.value
    return found


def _span(numbers: Mapping[bytes, float], name: bytes) -> int:
    value = numbers.get(name, 1.0)
    return int(value) if 1 <= value <= _MOST_SPAN else 1
