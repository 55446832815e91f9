"""Bytes to Document by their declared type; the one list of what can be read.

Synchronous and unsealed, for use as a library. The server runs `iter_parts` in a sealed process.
"""

import codecs
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from types import MappingProxyType
from typing import BinaryIO

import numpy as np
from charset_normalizer.constant import IANA_SUPPORTED

from wasat.documents.codec import Part, encode_part
from wasat.documents.document import Document, Page, Summary
from wasat.documents.formats import sniff
from wasat.documents.formats.csv import read_csv
from wasat.documents.formats.html.read import read_html
from wasat.documents.formats.image import read_image
from wasat.documents.formats.mail import read_mail
from wasat.documents.formats.markdown import read_markdown
from wasat.documents.formats.office.epub import read_epub
from wasat.documents.formats.office.kind import find_packed_type, is_encrypted
from wasat.documents.formats.office.open.read import read_odt
from wasat.documents.formats.office.samples import make_samples
from wasat.documents.formats.office.sheet.read import read_xlsx
from wasat.documents.formats.office.slide.read import read_pptx
from wasat.documents.formats.office.word.read import read_docx
from wasat.documents.formats.rtf import read_rtf
from wasat.documents.formats.samples import SAMPLES
from wasat.documents.formats.text import read_code, read_text
from wasat.documents.formats.xml import read_xml
from wasat.documents.limits import STANDARD, Limits
from wasat.documents.ocr.engine import OcrEngine
from wasat.documents.ocr.job import load_engines, read_page
from wasat.documents.pdf.read import read_pdf
from wasat.documents.pdf.sample import SAMPLE
from wasat.documents.scan import NO_SCANS, Scan, Scans, decode_scans
from wasat.status import UnreadableDocumentError

Reader = Callable[[BinaryIO, Limits], Iterator[Part]]
Span = tuple[int, int | None]  # first and last page
WHOLE: Span = (1, None)
RangeReader = Callable[..., Iterator[Part]]  # besides file and limits it takes a Span's two
PictureReader = Callable[..., Iterator[Part]]  # besides those it takes `scans`

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        sniff.PDF: read_pdf,
        sniff.TEXT: read_text,
        sniff.HTML: read_html,
        sniff.MARKDOWN: read_markdown,
        sniff.CSV: read_csv,
        sniff.XML: read_xml,
        sniff.RTF: read_rtf,
        sniff.DOCX: read_docx,
        sniff.XLSX: read_xlsx,
        sniff.PPTX: read_pptx,
        sniff.ODT: read_odt,
        sniff.EPUB: read_epub,
        sniff.MAIL: read_mail,
        **{name: partial(read_code, mime_type=name) for name in sniff.CODE_TYPES},
        **{name: partial(read_image, mime_type=name) for name in sniff.IMAGE_TYPES},
    }
)
RANGE_READERS: Mapping[str, RangeReader] = MappingProxyType({sniff.PDF: read_pdf})
PICTURE_READERS: Mapping[str, PictureReader] = MappingProxyType(
    {
        sniff.PDF: read_pdf,
        **{name: partial(read_image, mime_type=name) for name in sniff.IMAGE_TYPES},
    }
)


def load_document(
    file: BinaryIO,
    mime_type: str,
    limits: Limits = STANDARD,
    *,
    engines: Sequence[OcrEngine] | None = None,
) -> Document:
    """Read a whole document into memory, pages that are pictures too, at seconds each.

    Args:
        file: Open at its start, seekable.
        mime_type: As declared; aliases and parameters are understood.
        limits: How much it may ask of us.
        engines: What reads pictures, the quickest first; None are those that are installed, and
            without any pictures stay unread.

    Raises:
        UnreadableDocumentError: Nobody reads this type, the content is of another, or it cannot be
            read; one sentence says which.
    """
    document = _gather(_read(file, mime_type, limits))
    stays_unread = engines is not None and not engines
    if stays_unread or not document.summary.scans:
        return document
    engines = load_engines() if engines is None else engines
    scans: dict[int, Scan] = {}
    for number in document.summary.scans:
        file.seek(0)
        scans[number] = read_page(file, mime_type, number, limits, engines)
    file.seek(0)
    return _gather(_read(file, mime_type, limits, scans=scans))


def _gather(parts: Iterable[Part]) -> Document:
    kept = list(parts)
    summary = next(part for part in kept if isinstance(part, Summary))
    return Document(summary=summary, pages=[part for part in kept if isinstance(part, Page)])


def iter_parts(
    file: BinaryIO,
    *,
    mime_type: str,
    first_page: int = 1,
    last_page: int | None = None,
    scans: bytes = b"",
    **limits: int,
) -> Iterator[bytes]:
    """Read a document as an Executor's job: one frame a page in order, the summary's the last.

    Frames of glances may come before and between; they tell that it goes on.

    Args:
        file: Open at its start, seekable.
        mime_type: As declared.
        first_page: Pages before it are left out.
        last_page: Pages after it are left out; None is to the end. With 0 only the summary comes.
        scans: From `encode_scans`: what was read on the pictures of pages.
        limits: Fields of `Limits` by name.

    Raises:
        UnreadableDocumentError: As `load_document` says; or pages of what has none were named.
    """
    span = first_page, last_page
    read = decode_scans(scans) if scans else NO_SCANS
    return map(encode_part, _read(file, mime_type, Limits(**limits), span, read))


def warm() -> None:
    """Use everything once that readers import or look up late; a sealed process cannot any more."""
    for encoding in IANA_SUPPORTED:
        codecs.lookup(encoding)
    np.median(np.zeros(1))  # its first call imports masked arrays; few pages need one
    for mime_type, data in (*SAMPLES, *make_samples(), (sniff.PDF, SAMPLE)):
        for _ in iter_parts(BytesIO(data), mime_type=mime_type):
            pass


def _read(
    file: BinaryIO, mime_type: str, limits: Limits, span: Span = WHOLE, scans: Scans = NO_SCANS
) -> Iterator[Part]:
    """Choose the reader and read; at the first part, so that a refusal comes with it."""
    declared = sniff.normalize_type(mime_type)
    if not sniff.is_readable(declared):
        raise _refusal(mime_type)
    chosen = _choose(file, declared)
    if chosen not in READERS:
        raise _refusal(chosen)
    more = {"scans": scans} if scans and chosen in PICTURE_READERS else {}
    if span == WHOLE:
        reader = PICTURE_READERS[chosen] if more else READERS[chosen]
        yield from reader(file, limits, **more)
    elif chosen in RANGE_READERS:
        yield from RANGE_READERS[chosen](file, limits, *span, **more)
    else:
        raise UnreadableDocumentError(f"Only of a PDF pages can be read alone, not of {chosen}.")


def _choose(file: BinaryIO, declared: str) -> str:
    """Return the type to read by: what was declared, if the content does not contradict it."""
    head = file.read(sniff.HEAD_BYTES)
    file.seek(0)
    found = sniff.find_content_type(head)
    if found == sniff.OLE and declared in (*sniff.PACKED_TYPES, sniff.ANY) and is_encrypted(file):
        raise UnreadableDocumentError("The document is encrypted; a password is needed.")
    if found == sniff.ZIP and declared in (*sniff.PACKED_TYPES, sniff.ANY):
        return sniff.choose_packed(declared, find_packed_type(file))
    return sniff.choose_type(declared, head)


def _refusal(mime_type: str) -> UnreadableDocumentError:
    bare = mime_type.partition(";")[0].strip()[:100]
    return UnreadableDocumentError(
        f"Unsupported MIME type: {bare}. This server reads PDF, DOCX, XLSX, PPTX, ODT, EPUB, EML,"
        " HTML, Markdown, CSV, XML, RTF, plain text, code and pictures."
    )
