"""What is drawn on a page besides text: rules, shades, pictures and shapes."""

import ctypes
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.box import Box, enclose
from wasat.documents.layout.sheet import Described, Graphics
from wasat.documents.pdf.binding import Handle, address, fast_library
from wasat.documents.pdf.frame import Frame
from wasat.documents.pdf.tags import Tree

_THIN = 3.0  # points: thicker is an area
_SHORTEST = 4.0  # points: shorter is a dot or a part of a letter
_MOST_OBJECTS = 20_000  # a map has more, and no table that could be made out
_MOST_SEGMENTS = 20_000  # of all paths of a page together
_LINE = 2  # segments of a path from one point to another
_DEEPEST = 4  # forms within forms
_WHITE = 0xFAFAFA  # lighter areas do not show on paper

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Thing(NamedTuple):
    """An object of a page, its kind, and the matrix of the forms around it."""

    handle: Handle
    kind: int
    matrix: Matrix


@dataclass(slots=True)
class Found:
    """Stored rectangles by what they are; x, y, x, y."""

    rules: list[tuple[float, ...]] = field(default_factory=list[tuple[float, ...]])
    shades: list[tuple[float, ...]] = field(default_factory=list[tuple[float, ...]])
    pictures: list[tuple[float, ...]] = field(default_factory=list[tuple[float, ...]])
    shapes: list[tuple[float, ...]] = field(default_factory=list[tuple[float, ...]])
    segments: int = 0


def read_graphics(page: pdfium.PdfPage, frame: Frame) -> Graphics:
    """Read what is drawn on a page, up to a bound that no table reaches."""
    found = Found()
    for thing in iter_things(page):
        if thing.kind == pdfium_c.FPDF_PAGEOBJ_PATH and found.segments < _MOST_SEGMENTS:
            _sort_path(thing, found)
        elif thing.kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(_bounds(thing))
        elif thing.kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
            found.shapes.append(_bounds(thing))
    return Graphics(
        rules=_show(found.rules, frame),
        shades=_show(found.shades, frame),
        pictures=_show(found.pictures, frame),
        shapes=_show(found.shapes, frame),
    )


def read_descriptions(page: pdfium.PdfPage, frame: Frame, tree: Tree) -> tuple[Described, ...]:
    """Find where the pictures are that the tags of a page describe."""
    leaves = {number: tag for number, tag in tree.leaves.items() if tree.tags[tag].description}
    if not leaves:
        return ()
    parts: dict[int, list[tuple[float, ...]]] = {}
    for thing in iter_things(page):
        tag = leaves.get(fast_library().FPDFPageObj_GetMarkedContentID(thing.handle))
        if tag is not None:
            parts.setdefault(tag, []).append(_bounds(thing))
    return tuple(
        Described(tree.tags[tag].description, enclose(_show(boxes, frame)))
        for tag, boxes in parts.items()
    )


def covers_text(page: pdfium.PdfPage) -> bool:
    """Whether a picture is painted after the last word, as scans are over what was read on them.

    Only objects outside forms are looked at.
    """
    handle = address(page.raw)
    count = min(fast_library().FPDFPage_CountObjects(handle), _MOST_OBJECTS)
    things = (fast_library().FPDFPage_GetObject(handle, index) for index in range(count))
    kinds = [fast_library().FPDFPageObj_GetType(thing) for thing in things if thing]
    last = {kind: index for index, kind in enumerate(kinds)}
    text = last.get(pdfium_c.FPDF_PAGEOBJ_TEXT)
    return text is not None and last.get(pdfium_c.FPDF_PAGEOBJ_IMAGE, -1) > text


def _show(stored: list[tuple[float, ...]], frame: Frame) -> tuple[Box, ...]:
    """Turn stored rectangles into boxes as shown, cut at the edges of the page."""
    if not stored:
        return ()
    shown = frame.show(np.array(stored, np.float32))
    shown[:, 0::2] = shown[:, 0::2].clip(0, frame.width)
    shown[:, 1::2] = shown[:, 1::2].clip(0, frame.height)
    extent = shown[:, 2:] - shown[:, :2]
    visible = shown[extent.max(axis=1) > _SHORTEST]
    return tuple(Box(*edges) for edges in np.round(visible.astype(float), 2).tolist())


def iter_things(page: pdfium.PdfPage) -> Iterator[Thing]:
    """Yield the objects of a page, those inside forms too, but for text."""
    handle = address(page.raw)
    count = min(fast_library().FPDFPage_CountObjects(handle), _MOST_OBJECTS)
    objects = map(fast_library().FPDFPage_GetObject, repeat(handle), range(count))
    yield from _inside(objects, _IDENTITY, 0, [_MOST_OBJECTS])


def _inside(
    objects: Iterable[Handle], matrix: Matrix, depth: int, left: list[int]
) -> Iterator[Thing]:
    library = fast_library()
    for handle in objects:
        left[0] -= 1
        if left[0] < 0:
            return
        kind = library.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT or handle.value is None:
            continue
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield Thing(handle, kind, matrix)
        elif depth < _DEEPEST:
            count = min(library.FPDFFormObj_CountObjects(handle), left[0])
            places = map(ctypes.c_ulong, range(count))
            children = map(library.FPDFFormObj_GetObject, repeat(handle), places)
            yield from _inside(children, _multiply(_matrix(handle), matrix), depth + 1, left)


def _sort_path(thing: Thing, found: Found) -> None:
    """Tell a path's rules and areas from its shapes."""
    filling, stroking = ctypes.c_int(), ctypes.c_int()
    library = fast_library()
    library.FPDFPath_GetDrawMode(thing.handle, ctypes.byref(filling), ctypes.byref(stroking))
    is_stroked = bool(stroking.value)
    is_filled = bool(filling.value) and _fill_colour(thing.handle) < _WHITE
    if not is_filled and not is_stroked:
        return
    if library.FPDFPath_CountSegments(thing.handle) == _LINE:
        found.segments += 1
        _sort_line(_bounds(thing), found)
        return
    for points in _outlines(thing, found):
        _sort_outline(points, found, is_filled=is_filled, is_stroked=is_stroked)


def _sort_outline(points: list[Point], found: Found, *, is_filled: bool, is_stroked: bool) -> None:
    corners = _bounds_of(points)
    if min(corners[2] - corners[0], corners[3] - corners[1]) <= _THIN:
        found.rules.append(corners)
    elif not _is_upright(points):
        found.shapes.append(corners)
    else:
        if is_stroked:
            found.rules.extend(_edges(points))
        if is_filled:
            found.shades.append(corners)


def _sort_line(corners: tuple[float, ...], found: Found) -> None:
    """Tell a rule from a slanted line, by its box alone: most paths are single lines."""
    width, height = corners[2] - corners[0], corners[3] - corners[1]
    (found.rules if min(width, height) <= _THIN else found.shapes).append(corners)


def _outlines(thing: Thing, found: Found) -> Iterator[list[Point]]:
    """Yield the points of each part of a path, in page coordinates."""
    library = fast_library()
    matrix = matrix_of(thing)
    count = library.FPDFPath_CountSegments(thing.handle)
    read = range(min(count, _MOST_SEGMENTS - found.segments))
    segments = list(map(library.FPDFPath_GetPathSegment, repeat(thing.handle), read))
    kinds = map(library.FPDFPathSegment_GetType, segments)
    closes = map(library.FPDFPathSegment_GetClose, segments)
    points: list[Point] = []
    for kind, is_last, (x, y) in zip(kinds, closes, _points(segments), strict=True):
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(move(x, y, matrix))
        if is_last:
            points.append(points[0])
    found.segments += max(count, 1)
    if points:
        yield points


def _points(segments: Sequence[Handle]) -> Iterator[Point]:
    """Yield where segments end, as stored."""
    x, y = ctypes.c_float(), ctypes.c_float()
    x_address, y_address = ctypes.byref(x), ctypes.byref(y)
    call = fast_library().FPDFPathSegment_GetPoint
    for segment in segments:
        call(segment, x_address, y_address)
        yield x.value, y.value


def _is_upright(points: list[Point]) -> bool:
    """Whether every side runs along an axis, a hair's breadth aside."""
    return all(
        abs(first[0] - second[0]) < 0.5 or abs(first[1] - second[1]) < 0.5
        for first, second in itertools.pairwise(points)
    )


def _edges(points: list[Point]) -> list[tuple[float, ...]]:
    return [
        _bounds_of([first, second])
        for first, second in itertools.pairwise(points)
        if first != second
    ]


def _bounds_of(points: list[Point]) -> tuple[float, ...]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _bounds(thing: Thing) -> tuple[float, ...]:
    """Box of an object, in page coordinates."""
    edges = [ctypes.c_float() for _ in range(4)]
    fast_library().FPDFPageObj_GetBounds(thing.handle, *(ctypes.byref(edge) for edge in edges))
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
    return _bounds_of([move(x, y, thing.matrix) for x, y in corners])


def _fill_colour(handle: Handle) -> int:
    parts = [ctypes.c_uint() for _ in range(4)]
    fast_library().FPDFPageObj_GetFillColor(handle, *(ctypes.byref(part) for part in parts))
    red, green, blue, alpha = (part.value for part in parts)
    return (red << 16 | green << 8 | blue) if alpha else 0xFFFFFF


def matrix_of(thing: Thing) -> Matrix:
    """Return the matrix from an object's own coordinates to those of the page."""
    return _multiply(_matrix(thing.handle), thing.matrix)


def _matrix(handle: Handle) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    fast_library().FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix))
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def move(x: float, y: float, matrix: Matrix) -> Point:
    """Return where a matrix takes a point."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
