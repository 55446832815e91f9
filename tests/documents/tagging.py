"""Structure trees for the PDFs that tests draw: honest ones, and ones that lie."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import edit


class Element(NamedTuple):
    """An element of a tree: its type, what it holds, and its attributes as a table's cell.

    A number among its kids is that of a piece of marked content on the first page.
    """

    kind: str
    kids: Sequence["int | Element"] = ()
    row_span: int = 1
    column_span: int = 1
    description: str = ""


@contextmanager
def marked(canvas: Canvas, number: int) -> Iterator[None]:
    """Draw what is drawn meanwhile as a numbered piece of content."""
    canvas._code.append(f"/Span <</MCID {number}>> BDC")
    yield
    canvas._code.append("EMC")


def tag(data: bytes, *elements: Element) -> bytes:
    """Give the first page of a PDF a structure tree."""
    return edit(data, lambda pdf: _tag(pdf, elements))


def _tag(pdf: pikepdf.Pdf, elements: Sequence[Element]) -> None:
    page = pdf.pages[0].obj
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: dict[int, pikepdf.Object] = {}
    root.K = Array([_make(pdf, element, root, parents) for element in elements])
    nothing = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.NonStruct, P=root))
    listed = [parents.get(number, nothing) for number in range(max(parents, default=0) + 1)]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array(listed)])))
    page.StructParents = 0
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _make(
    pdf: pikepdf.Pdf, element: Element, parent: pikepdf.Object, parents: dict[int, pikepdf.Object]
) -> pikepdf.Object:
    made = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent, Pg=pdf.pages[0].obj)
    )
    if element.description:
        made.Alt = String(element.description)
    if (element.row_span, element.column_span) != (1, 1):
        made.A = Dictionary(O=Name.Table, RowSpan=element.row_span, ColSpan=element.column_span)
    kids: list[int | pikepdf.Object] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_make(pdf, kid, made, parents))
        else:
            parents[kid] = made
            kids.append(kid)
    made.K = Array(kids)
    return made
