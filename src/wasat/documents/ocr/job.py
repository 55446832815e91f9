"""Reading a page as a picture, as a job for an Executor; its process is warmed with the engines."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import BinaryIO

import numpy as np
import structlog

from wasat.documents.formats import sniff
from wasat.documents.formats.image import load_decoders
from wasat.documents.limits import Limits
from wasat.documents.ocr.engine import OcrEngine
from wasat.documents.ocr.pages import PagePicture, open_page
from wasat.documents.ocr.scanning import scan_page
from wasat.documents.scan import Scan, encode_scans
from wasat.status import UnreadableDocumentError

NO_ENGINE = "It is a scan; to read it, install the extra `wasat[ocr]`, or Tesseract."

_log = structlog.get_logger(__name__)


def read_scan(
    file: BinaryIO,
    *,
    mime_type: str,
    page: int,
    engines: Sequence[OcrEngine] | None = None,
    **limits: int,
) -> Iterator[bytes]:
    """Read one page of a PDF or picture; the last result is what `decode_scans` reads.

    Before it comes an empty one when the page is drawn, for that has a bound of its own.

    Args:
        file: Open at its start.
        mime_type: As declared.
        page: Its number, from 1.
        engines: The quickest first; None are those that are installed.
        limits: Fields of `Limits` by name.

    Raises:
        UnreadableDocumentError: The page cannot be opened.
    """
    engines = load_engines() if engines is None else engines
    if not engines:
        yield encode_scans([Scan(number=page, unread=NO_ENGINE)])
        return
    picture = _open(file, mime_type, page, Limits(**limits))
    yield b""
    yield encode_scans([scan_page(picture, engines, page)])


def read_page(
    file: BinaryIO, mime_type: str, number: int, limits: Limits, engines: Sequence[OcrEngine]
) -> Scan:
    """Read one page of a PDF or picture; one that cannot be opened says why.

    Args:
        file: Open at its start.
        mime_type: As declared.
        number: From 1.
        limits: Those of a drawn page count.
        engines: The quickest first; without any, that is why.
    """
    if not engines:
        return Scan(number=number, unread=NO_ENGINE)
    try:
        return scan_page(_open(file, mime_type, number, limits), engines, number)
    except UnreadableDocumentError as error:
        return Scan(number=number, unread=error.message)


def _open(file: BinaryIO, mime_type: str, number: int, limits: Limits) -> PagePicture:
    declared = sniff.normalize_type(mime_type)
    chosen = sniff.choose_type(declared, file.read(sniff.HEAD_BYTES))
    file.seek(0)
    return open_page(file, chosen, number, limits)


@cache
def load_engines() -> Sequence[OcrEngine]:
    """Load the engines that are installed, the quickest first, once for this process."""
    engines: list[OcrEngine] = []
    for load in (_load_tesseract, _load_rapid):
        try:
            engines.append(load())
        except (ImportError, LookupError) as error:
            _log.info("an engine for scans is missing", reason=str(error))
    return engines


def warm() -> None:
    """Use everything once that is loaded late; a sealed process cannot load any more."""
    load_decoders()
    letters = np.full((200, 400), 255, np.uint8)
    letters[80:100, 40:360:16] = 0  # strokes, which every step takes for a line of text
    letters[80:100, 41:361:16] = 0
    page = PagePicture(letters, 200.0, 100.0, 2.0, is_to_scale=True)
    scan_page(page, load_engines(), 1)


def _load_tesseract() -> OcrEngine:
    from wasat.documents.ocr.tesseract import Tesseract  # noqa: PLC0415 - only where OCR runs

    return Tesseract()


def _load_rapid() -> OcrEngine:
    from wasat.documents.ocr.rapid import RapidOcr  # noqa: PLC0415 - a hundred megabytes

    return RapidOcr()
