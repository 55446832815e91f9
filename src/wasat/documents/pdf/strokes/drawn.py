"""Coloured bars and lines, read only where what is drawn on a page may be a chart."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import repeat

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.documents.layout.sheet import Drawn, Graphics
from wasat.documents.pdf.binding import fast_library
from wasat.documents.pdf.frame import Frame
from wasat.documents.pdf.graphics import Thing, iter_things, matrix_of, move

_LEAST_BARS = 3  # on one base, of more than one length
_LEAST_CURVE = (60.0, 5.0)  # points: width and height of a line that rises and falls
_MOST_STROKES = 2_000  # a page with more has no chart that could be read
_MOST_POINTS = 2_000  # of one line

Points = list[tuple[float, float]]


def read_drawn(page: pdfium.PdfPage, frame: Frame, graphics: Graphics) -> tuple[Drawn, ...]:
    """Read what is drawn, with its colours, if a chart may be among it."""
    if not may_be_chart(graphics):
        return ()
    found: list[Drawn] = []
    for thing in iter_things(page):
        if thing.kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            found.extend(_read(thing, frame))
        if len(found) > _MOST_STROKES:
            return ()
    return tuple(found)


def may_be_chart(graphics: Graphics) -> bool:
    """Whether there are bars on one base, or lines that are not along an axis."""
    width, height = _LEAST_CURVE
    if any(it.width >= width and it.height >= height for it in graphics.shapes):
        return True
    return any(
        _are_bars(ends)
        for ends in (
            [(round(it.top), round(it.bottom)) for it in graphics.shades],
            [(round(it.x0), round(it.x1)) for it in graphics.shades],
        )
    )


def _are_bars(spans: Sequence[tuple[int, int]]) -> bool:
    """Whether several begin or end at one place, and reach from there to more than one."""
    reached: dict[int, list[int]] = {}
    for low, high in spans:
        reached.setdefault(low, []).append(high)
        reached.setdefault(high, []).append(low)
    return any(len(ends) >= _LEAST_BARS and len(set(ends)) > 1 for ends in reached.values())


def _read(thing: Thing, frame: Frame) -> Iterator[Drawn]:
    filling, stroking = ctypes.c_int(), ctypes.c_int()
    library = fast_library()
    library.FPDFPath_GetDrawMode(thing.handle, ctypes.byref(filling), ctypes.byref(stroking))
    is_filled = bool(filling.value)
    if not is_filled and not stroking.value:
        return
    ask = library.FPDFPageObj_GetFillColor if is_filled else library.FPDFPageObj_GetStrokeColor
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(thing.handle, *(ctypes.byref(part) for part in parts))
    red, green, blue, alpha = (part.value for part in parts)
    if not alpha:
        return
    for points in _outlines(thing):
        shown = _show(points, frame)
        yield Drawn(shown, red << 16 | green << 8 | blue, is_filled)


def _outlines(thing: Thing) -> Iterator[Points]:
    """Yield the corners of each part of a path that has no curves."""
    library = fast_library()
    matrix = matrix_of(thing)
    count = min(library.FPDFPath_CountSegments(thing.handle), _MOST_POINTS)
    segments = list(map(library.FPDFPath_GetPathSegment, repeat(thing.handle), range(count)))
    kinds = list(map(library.FPDFPathSegment_GetType, segments))
    if pdfium_c.FPDF_SEGMENT_BEZIERTO in kinds:
        return
    points: Points = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for segment, kind in zip(segments, kinds, strict=True):
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        library.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(move(x.value, y.value, matrix))
    if points:
        yield points


def _show(points: Points, frame: Frame) -> tuple[tuple[float, float], ...]:
    corners = np.array([(x, y, x, y) for x, y in points], np.float32)
    shown = frame.show(corners)[:, :2].astype(float).round(2)
    return tuple((x, y) for x, y in shown.tolist())
