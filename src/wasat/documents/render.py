"""Pages of PDFs and pictures, drawn with what was cited marked on them; a job for an Executor."""

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from wasat.box import POINTS_PER_INCH, Box
from wasat.documents.formats import sniff
from wasat.documents.formats.image import decode_picture, load_decoders, measure_frames
from wasat.documents.limits import STANDARD, Limits
from wasat.documents.pdf.opening import open_document
from wasat.documents.pdf.sample import SAMPLE
from wasat.status import UnreadableDocumentError

DOTS_PER_INCH = 200  # enough for the smallest print; documented size of a page as a model sees it
SHORTEST_LONG_SIDE = 768  # pixels; likewise
_MARKER = (255, 226, 89)  # red, green, blue in 0 to 255; words stay black under it
_FRAME = (214, 96, 0)
_FRAME_WIDTH = 0.75  # points
_MARGIN = 1.0  # points around a box, so that the frame does not touch the words

Pixels = npt.NDArray[np.uint8]


def draw_page(
    file: BinaryIO,
    *,
    page: int,
    boxes: list[list[float]],
    side_pixels: int = STANDARD.side_pixels,
    area_pixels: int = STANDARD.area_pixels,
) -> Iterator[bytes]:
    """Yield one PNG: the page at 200 dots an inch, as far as the limits allow, boxes marked.

    A picture is shown as it is, made smaller where the limits say so.

    Args:
        file: The document.
        page: From 1.
        boxes: Each x0, top, x1, bottom in points, as in citations.
        side_pixels: Longest side of the picture.
        area_pixels: Most pixels of the picture.

    Raises:
        UnreadableDocumentError: The document or the page cannot be read, or there is no such page.
    """
    limits = Limits(side_pixels=side_pixels, area_pixels=area_pixels)
    is_picture = sniff.find_content_type(file.read(sniff.HEAD_BYTES)) in sniff.IMAGE_TYPES
    file.seek(0)
    pixels, scale = (_draw_picture if is_picture else _draw_sheet)(file, page, limits)
    for box in boxes:
        mark_box(pixels, Box(*box), scale)
    yield encode_png(pixels)


def _draw_sheet(file: BinaryIO, page: int, limits: Limits) -> tuple[Pixels, float]:
    document = open_document(file)
    try:
        document.init_forms()
        shown = _open_page(document, page)
        scale = fit_scale(shown.get_size(), limits.side_pixels, limits.area_pixels)
        pixels = _draw(shown, scale)
        shown.close()
    finally:
        document.close()
    return pixels, scale


def _draw_picture(file: BinaryIO, page: int, limits: Limits) -> tuple[Pixels, float]:
    """Decode a page of a picture; its points are its pixels."""
    count = len(measure_frames(file, page + limits.pages))
    if not 1 <= page <= count:
        raise UnreadableDocumentError(f"The document has pages 1 to {count}, not {page}.")
    file.seek(0)
    decoded = decode_picture(file, page - 1, limits, in_colours=True)
    return decoded.pixels, decoded.pixels.shape[1] / max(decoded.width, 1)


def draw_sheets(file: BinaryIO, *, sheets: list[list[int]]) -> Iterator[bytes]:
    """Yield a PNG for each page, as large as a model wants it; the same bytes every time.

    The page is fitted into the picture, its aspect kept; what is left over is white. A picture is
    never made larger.

    Args:
        file: The document.
        sheets: Page from 1, width and height in pixels, of each.

    Raises:
        UnreadableDocumentError: The document cannot be read, or a page; those before it are out.
    """
    is_picture = sniff.find_content_type(file.read(sniff.HEAD_BYTES)) in sniff.IMAGE_TYPES
    file.seek(0)
    yield from (_shrink_pictures if is_picture else _fit_sheets)(file, sheets)


def _fit_sheets(file: BinaryIO, sheets: list[list[int]]) -> Iterator[bytes]:
    document = open_document(file)
    try:
        document.init_forms()
        for page, width, height in sheets:
            shown = _open_page(document, page)
            page_width, page_height = (max(edge, 1.0) for edge in shown.get_size())
            drawn = _draw(shown, min(width / page_width, height / page_height))
            shown.close()
            picture = np.full((height, width, 3), 255, np.uint8)
            part = drawn[:height, :width]
            picture[: part.shape[0], : part.shape[1]] = part
            yield encode_png(picture)
    finally:
        document.close()


def _shrink_pictures(file: BinaryIO, sheets: list[list[int]]) -> Iterator[bytes]:
    for page, width, height in sheets:
        file.seek(0)
        limits = Limits(side_pixels=max(width, height), area_pixels=width * height)
        yield encode_png(_draw_picture(file, page, limits)[0])


def warm() -> None:
    """Draw a page once, so that a sealed process need not load anything to draw another."""
    load_decoders()
    for _ in draw_page(io.BytesIO(SAMPLE), page=1, boxes=[[10.0, 10.0, 20.0, 20.0]]):
        pass
    picture = encode_png(np.full((2, 2, 3), 255, np.uint8))
    for _ in draw_page(io.BytesIO(picture), page=1, boxes=[]):
        pass
    for sample in (SAMPLE, picture):
        for _ in draw_sheets(io.BytesIO(sample), sheets=[[1, 28, 28]]):
            pass


def fit_scale(size: tuple[float, float], side_pixels: int, area_pixels: int) -> float:
    """Return pixels per point for a page of this width and height in points.

    The long side is fitted into `SHORTEST_LONG_SIDE` to `side_pixels`; the area wins over both.
    """
    width, height = (max(edge, 1.0) for edge in size)
    longest = max(width, height)
    scale = DOTS_PER_INCH / POINTS_PER_INCH
    scale = max(scale, SHORTEST_LONG_SIDE / longest)
    scale = min(scale, side_pixels / longest)
    return float(min(scale, (area_pixels / (width * height)) ** 0.5))


def mark_box(pixels: Pixels, box: Box, scale: float) -> None:
    """Tint a box of a picture and frame it, in place; what lies off the page is left out."""
    frame = max(1, round(_FRAME_WIDTH * scale))
    outer = _area(pixels, box, scale, round(_MARGIN * scale) + frame)
    inner = _area(pixels, box, scale, round(_MARGIN * scale))
    kept = inner.copy()
    outer[:] = _FRAME
    inner[:] = (kept.astype(np.uint16) * np.array(_MARKER, np.uint16) // 255).astype(np.uint8)


def encode_png(pixels: Pixels) -> bytes:
    """Write a picture of height by width by 3 as a PNG.

    Source:
        PNG (Third Edition), W3C 2025, sections 5.3, 11.2 and 12.
    """
    height, width, _ = pixels.shape
    rows = np.concatenate(
        [np.zeros((height, 1), np.uint8), pixels.reshape(height, width * 3)], axis=1
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits, truecolour
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def decode_png(data: bytes) -> Pixels:
    """Read what `encode_png` wrote; no other PNG.

    Returns:
        Height by width by 3, to be drawn on.

    Raises:
        ValueError: It did not write this.
    """
    width, height = struct.unpack_from(">II", data, 16)
    start = data.index(b"IDAT")
    (length,) = struct.unpack_from(">I", data, start - 4)
    rows = np.frombuffer(zlib.decompress(data[start + 4 : start + 4 + length]), np.uint8)
    if rows.size != height * (width * 3 + 1):
        raise ValueError(f"a picture of {width} by {height} has other rows than these")
    return rows.reshape(height, width * 3 + 1)[:, 1:].reshape(height, width, 3).copy()


def _open_page(document: pdfium.PdfDocument, page: int) -> pdfium.PdfPage:
    count = len(document)
    if not 1 <= page <= count:
        raise UnreadableDocumentError(f"The document has pages 1 to {count}, not {page}.")
    try:
        return document[page - 1]
    except pdfium.PdfiumError as error:
        raise UnreadableDocumentError(f"Page {page} of the document is damaged.") from error


def _draw(page: pdfium.PdfPage, scale: float) -> Pixels:
    # the untyped default of `scale` is taken for its type
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, maybe_alpha=False)  # pyright: ignore[reportArgumentType]
    try:
        drawn: Pixels = np.array(bitmap.to_numpy(), np.uint8)
    finally:
        bitmap.close()
    return drawn[:, :, :3] if drawn.ndim == 3 else np.repeat(drawn[:, :, None], 3, axis=2)


def _area(pixels: Pixels, box: Sequence[float], scale: float, margin: int) -> Pixels:
    """Return the part of a picture that a box covers, with a margin in pixels; a view."""
    height, width, _ = pixels.shape
    x0, top, x1, bottom = (round(edge * scale) for edge in box)
    return pixels[
        min(max(top - margin, 0), height) : min(max(bottom + margin, 0), height),
        min(max(x0 - margin, 0), width) : min(max(x1 + margin, 0), width),
    ]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
