"""What is drawn in a document: pictures by the words that describe them, charts, text boxes."""

from collections.abc import Iterator, Mapping

from wasat.documents.document import Block, BlockKind
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.chart import read_chart
from wasat.documents.formats.office.markup import Element, iter_local
from wasat.documents.formats.office.relations import RELATION, Relation, read_part


def read_drawing(
    drawing: Element, archive: Archive, relations: Mapping[str, Relation], place: str
) -> Iterator[Block]:
    """Yield a figure for a picture, with the words that describe it, or the numbers of a chart."""
    for chart in iter_local(drawing, "chart"):
        relation = relations.get(chart.get(f"{RELATION}id", ""))
        root = read_part(archive, relation.target) if relation else None
        if root is not None:
            yield from read_chart(root, place)
            return
    if any(True for name in ("blip", "imagedata") for _ in iter_local(drawing, name)):
        yield Block(kind=BlockKind.FIGURE, lines=running(describe(drawing)), place=place)


def describe(drawing: Element) -> str:
    """Return the words that somebody wrote to describe a picture; nothing if nobody did."""
    for name in ("docPr", "cNvPr"):
        for properties in iter_local(drawing, name):
            words = properties.get("descr") or properties.get("title") or ""
            if words.strip():
                return " ".join(words.split())
    return ""


def read_drawings(
    root: Element, archive: Archive, relations: Mapping[str, Relation], sheet: str
) -> Iterator[Block]:
    """Yield what the drawing part of a sheet holds, one anchor after the other."""
    for index, anchor in enumerate(root, 1):
        yield from read_drawing(anchor, archive, relations, f"{sheet}, drawing {index}")
