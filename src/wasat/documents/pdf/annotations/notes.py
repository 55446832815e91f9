"""What readers have written on a page: notes, remarks on highlights, free text, stamps' words."""

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.box import Box
from wasat.documents.document import BlockKind, Origin
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import FieldValue
from wasat.documents.pdf.annotations.fields import draft_field
from wasat.documents.pdf.annotations.strings import read_string
from wasat.documents.pdf.frame import Frame

_MOST_NOTES = 1_000  # of one page
_KINDS = frozenset({
    pdfium_c.FPDF_ANNOT_TEXT, pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_HIGHLIGHT,
    pdfium_c.FPDF_ANNOT_UNDERLINE, pdfium_c.FPDF_ANNOT_SQUIGGLY, pdfium_c.FPDF_ANNOT_STRIKEOUT,
    pdfium_c.FPDF_ANNOT_CARET, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_INK,
    pdfium_c.FPDF_ANNOT_SQUARE, pdfium_c.FPDF_ANNOT_CIRCLE, pdfium_c.FPDF_ANNOT_LINE,
})  # fmt: skip


def read_notes(page: pdfium.PdfPage, frame: Frame) -> tuple[FieldValue, ...]:
    """Read what annotations say; the name of each is who wrote it. Hidden ones are left out."""
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)
    found = (_read(page, index, frame) for index in range(count))
    return tuple(note for note in found if note is not None)


def draft_note(note: FieldValue) -> Draft:
    """Make a block of a note: it is no text of the page, and stands apart like a footnote."""
    draft = draft_field(note)
    return Draft(
        kind=BlockKind.FOOTNOTE,
        box=draft.box,
        lines=draft.lines,
        marker=f"[{note.name}]" if note.name else "",
        origin=Origin.FORM,
        column=draft.box,
    )


def _read(page: pdfium.PdfPage, index: int, frame: Frame) -> FieldValue | None:
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
    if not annotation:
        return None
    try:
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) not in _KINDS:
            return None
        if pdfium_c.FPDFAnnot_GetFlags(annotation) & pdfium_c.FPDF_ANNOT_FLAG_HIDDEN:
            return None
        text = read_string(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()
        rectangle = pdfium_c.FS_RECTF()
        if not text or not pdfium_c.FPDFAnnot_GetRect(annotation, rectangle):
            return None
        author = read_string(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"T")
        edges = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        return FieldValue(" ".join(author.split()), text, _cut(frame.show_box(*edges), frame))
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def _cut(box: Box, frame: Frame) -> Box:
    """Cut what stands over the edges of the page: notes are often put beside it."""
    x0, x1 = (min(max(x, 0.0), frame.width) for x in (box.x0, box.x1))
    top, bottom = (min(max(y, 0.0), frame.height) for y in (box.top, box.bottom))
    return Box(x0, top, x1, bottom)
