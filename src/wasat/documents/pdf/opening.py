"""Opening a document, and saying why it cannot be opened."""

import ctypes
import errno
import io
import mmap
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

_NO_PAGES = "The document has no pages."
_REASONS = {
    pdfium_c.FPDF_ERR_PASSWORD: "It is encrypted; a password is needed.",
    pdfium_c.FPDF_ERR_SECURITY: "It is encrypted in a way that is not supported.",
    pdfium_c.FPDF_ERR_FORMAT: "It is not a PDF, or it is damaged beyond repair.",
}


def open_document(file: BinaryIO) -> pdfium.PdfDocument:
    """Open a PDF without copying it.

    Raises:
        UnreadableDocumentError: It is encrypted, damaged, or no PDF.
        MemoryError: There is not enough to open it.
    """
    try:
        return pdfium.PdfDocument(_map(file))
    except pdfium.PdfiumError as error:
        reason = _REASONS.get(error.err_code or 0, "It holds no page that can be found.")
        raise UnreadableDocumentError(f"{_NO_PAGES} {reason}") from error


def find_pages(document: pdfium.PdfDocument, limits: Limits) -> list[int]:
    """Return the indices of all pages that may exist, the missing ones between them included.

    The declared count may lie, so each page is looked for; only its dictionary is read.

    Raises:
        UnreadableDocumentError: There is none, or there are too many.
    """
    size = pdfium_c.FS_SIZEF()
    found: list[int] = []
    for index in range(len(document)):
        if pdfium_c.FPDF_GetPageSizeByIndexF(document.raw, index, size):
            found.append(index)
        elif index - (found[-1] if found else 0) > limits.pages:
            break
    if not found:
        raise UnreadableDocumentError(f"{_NO_PAGES} None of those it declares is there.")
    if len(found) > limits.pages:
        raise UnreadableDocumentError(
            f"The document contains {len(found)} pages which exceeds the supported page limit of "
            f"{limits.pages}."
        )
    return list(range(found[-1] + 1))


def _map(file: BinaryIO) -> "ctypes.Array[ctypes.c_char] | bytes":
    """Map the file into memory; what has no descriptor is small and read instead."""
    try:
        descriptor = file.fileno()
    except (io.UnsupportedOperation, AttributeError):
        return file.read()
    try:
        mapped = mmap.mmap(descriptor, 0, access=mmap.ACCESS_COPY)
    except ValueError as error:
        raise UnreadableDocumentError(f"{_NO_PAGES} It is empty: it has zero bytes.") from error
    except OSError as error:
        if error.errno != errno.ENOMEM:
            raise
        raise MemoryError from error
    return (ctypes.c_char * len(mapped)).from_buffer(mapped)
