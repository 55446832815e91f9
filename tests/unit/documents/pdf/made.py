"""Opened PDFs for tests."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from tests.documents.make import Draw, make_pdf
from wasat.documents.document import Page, Summary
from wasat.documents.layout.sheet import Sheet
from wasat.documents.limits import STANDARD, Limits
from wasat.documents.pdf.read import read_pdf
from wasat.documents.pdf.sheets import read_sheet
from wasat.documents.pdf.styles import StyleBook


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF with its forms, and close it afterwards."""
    document = pdfium.PdfDocument(data)
    document.init_forms()
    try:
        yield document
    finally:
        document.close()


def sheet_of(data: bytes, index: int = 0) -> tuple[Sheet, StyleBook]:
    """Read one page of a PDF."""
    book = StyleBook()
    with opened(data) as document:
        return read_sheet(document, index, book, STANDARD), book


def pages_of(data: bytes, limits: Limits = STANDARD) -> tuple[list[Page], Summary]:
    """Read a PDF whole."""
    parts = list(read_pdf(io.BytesIO(data), limits))
    summary = parts[-1]
    assert isinstance(summary, Summary)
    return [part for part in parts if isinstance(part, Page)], summary


def drawn(*pages: Draw) -> tuple[list[Page], Summary]:
    """Draw a PDF and read it."""
    return pages_of(make_pdf(*pages))
