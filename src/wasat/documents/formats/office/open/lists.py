"""Lists of an OpenDocument: paragraphs with their levels and markers."""

from collections.abc import Iterator
from typing import NamedTuple

from wasat.documents.formats.office.markup import Element, number
from wasat.documents.formats.office.open.names import TABLE, TEXT
from wasat.documents.formats.office.open.styles import Styles

_DEEPEST = 20


class Item(NamedTuple):
    """A paragraph of a list, or a table in it.

    Attributes:
        element: It.
        marker: Of the first paragraph of an item; the others have none.
        level: From 1.
    """

    element: Element
    marker: str
    level: int


def iter_items(
    element: Element, styles: Styles, name: str = "", counts: tuple[int, ...] = ()
) -> Iterator[Item]:
    """Yield what a list holds, in its order.

    Args:
        element: The list.
        styles: Of the document.
        name: Of the style of the list around it, which holds if it has none of its own.
        counts: How far the lists around it have come.
    """
    own = element.get(f"{TEXT}style-name", name)
    depth = len(counts) + 1
    count = styles.level(own, depth).start - 1
    for item in element if depth <= _DEEPEST else ():
        if item.tag == f"{TEXT}list-item":
            count = number(item.get(f"{TEXT}start-value"), count + 1)
        marker = styles.mark(own, [*counts, count]) if item.tag == f"{TEXT}list-item" else ""
        for inner in item:
            if inner.tag == f"{TEXT}list":
                yield from iter_items(inner, styles, own, (*counts, count))
            elif inner.tag in (f"{TEXT}p", f"{TEXT}h", f"{TABLE}table"):
                yield Item(inner, marker, depth)
                marker = ""
