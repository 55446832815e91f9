"""Fields of a form: their names, and their values as a reader of the page would see them."""

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.box import Box
from wasat.documents.document import BlockKind, Break, Line, Origin, Word
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import FieldValue
from wasat.documents.pdf.annotations.strings import read_string
from wasat.documents.pdf.frame import Frame

_MOST_FIELDS = 5_000  # of one page
_CHECKED = "\u2612"  # ballot box with x: how a ticked box is printed in words
_BUTTONS = (pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON)
_WITH_VALUE = (
    pdfium_c.FPDF_FORMFIELD_TEXTFIELD,
    pdfium_c.FPDF_FORMFIELD_COMBOBOX,
    pdfium_c.FPDF_FORMFIELD_LISTBOX,
)


def read_fields(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, frame: Frame
) -> tuple[FieldValue, ...]:
    """Read the filled fields of a page; an empty field prints nothing and is left out."""
    if document.formenv is None:
        return ()
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST_FIELDS)
    found = (_read(document.formenv.raw, page, index, frame) for index in range(count))
    return tuple(field for field in found if field is not None)


def draft_field(field: FieldValue) -> Draft:
    """Make a block of a field; its words share the box of the field evenly."""
    texts = [line.split() for line in field.value.splitlines()]
    texts = [words for words in texts if words]
    height = field.box.height / max(len(texts), 1)
    lines: list[Line] = []
    for index, words in enumerate(texts):
        top = field.box.top + index * height
        row = Box(field.box.x0, top, field.box.x1, top + height)
        lines.append(Line(words=_spread(words, row), ends_with=Break.NEWLINE))
    return Draft(
        kind=BlockKind.FIELD,
        box=field.box,
        lines=tuple(lines),
        marker=field.name,
        origin=Origin.FORM,
        column=field.box,
    )


def _spread(texts: list[str], row: Box) -> tuple[Word, ...]:
    characters = sum(len(text) for text in texts) + len(texts) - 1
    step = row.width / characters
    at = row.x0
    words: list[Word] = []
    for text in texts:
        end = at + step * len(text)
        words.append(Word(text, Box(round(at, 2), row.top, round(end, 2), row.bottom)))
        at = end + step
    return tuple(words)


def _read(form: object, page: pdfium.PdfPage, index: int, frame: Frame) -> FieldValue | None:
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
    if not annotation:
        return None
    try:
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) != pdfium_c.FPDF_ANNOT_WIDGET:
            return None
        value = _value(form, annotation)
        rectangle = pdfium_c.FS_RECTF()
        if not value or not pdfium_c.FPDFAnnot_GetRect(annotation, rectangle):
            return None
        name = read_string(pdfium_c.FPDFAnnot_GetFormFieldName, form, annotation)
        edges = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        return FieldValue(name, value, frame.show_box(*edges))
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def _value(form: object, annotation: object) -> str:
    kind = pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in _BUTTONS:
        return _CHECKED if pdfium_c.FPDFAnnot_IsChecked(form, annotation) else ""
    if kind not in _WITH_VALUE:
        return ""
    return read_string(pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation).strip()
