"""The objects of a page besides its text, and where they are."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.documents.pdf.binding import Handle, address, ask_each, fast_library

_MOST_OBJECTS = 20_000  # a map has more, and no table that could be made out
_DEEPEST = 4  # forms within forms

Matrix = tuple[float, float, float, float, float, float]
Numbers = npt.NDArray[np.float64]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Thing(NamedTuple):
    """An object of a page, its kind, and the matrix of the forms around it."""

    handle: Handle
    kind: int
    matrix: Matrix


def list_things(page: pdfium.PdfPage) -> list[Thing]:
    """Return the objects of a page, those inside forms too, but for text."""
    handle = address(page.raw)
    count = min(fast_library().FPDFPage_CountObjects(handle), _MOST_OBJECTS)
    objects = list(map(fast_library().FPDFPage_GetObject, repeat(handle), range(count)))
    return list(_inside(objects, _IDENTITY, 0, [_MOST_OBJECTS - len(objects)]))


def list_kinds(page: pdfium.PdfPage) -> list[int]:
    """Return the kinds of the objects of a page in the order of painting, forms not opened."""
    handle = address(page.raw)
    count = min(fast_library().FPDFPage_CountObjects(handle), _MOST_OBJECTS)
    things = map(fast_library().FPDFPage_GetObject, repeat(handle), range(count))
    return list(map(fast_library().FPDFPageObj_GetType, things))


def _inside(
    objects: Sequence[Handle], matrix: Matrix, depth: int, left: list[int]
) -> Iterator[Thing]:
    library = fast_library()
    for handle, kind in zip(objects, map(library.FPDFPageObj_GetType, objects), strict=True):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT or handle.value is None:
            continue
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield Thing(handle, kind, matrix)
        elif depth < _DEEPEST:
            count = max(0, min(library.FPDFFormObj_CountObjects(handle), left[0]))
            left[0] -= count
            places = map(ctypes.c_ulong, range(count))
            children = list(map(library.FPDFFormObj_GetObject, repeat(handle), places))
            around = tuple(multiply(read_matrices([handle]), np.array([matrix]))[0].tolist())
            yield from _inside(children, around, depth + 1, left)


def read_boxes(things: Sequence[Thing]) -> Numbers:
    """Read the boxes of objects, in page coordinates: n by 4: x, y, x, y."""
    handles = [thing.handle for thing in things]
    edges = ask_each(fast_library().FPDFPageObj_GetBounds, handles, "4f4").astype(np.float64)
    corners = edges[:, [0, 1, 2, 1, 0, 3, 2, 3]].reshape(-1, 2)
    moved = move(corners, np.repeat(forms_of(things), 4, axis=0)).reshape(-1, 4, 2)
    return np.concatenate([moved.min(axis=1), moved.max(axis=1)], axis=1)


def forms_of(things: Sequence[Thing]) -> Numbers:
    """Return the matrices of the forms around objects, n by 6."""
    return np.array([thing.matrix for thing in things], np.float64).reshape(-1, 6)


def read_matrices(handles: Sequence[Handle]) -> Numbers:
    """Read the matrices of objects, n by 6."""
    call = fast_library().FPDFPageObj_GetMatrix
    return ask_each(call, handles, "6f4", is_record=True).astype(np.float64)


def multiply(first: Numbers, then: Numbers) -> Numbers:
    """Return the matrices that do first the one, then the other, n by 6."""
    a, b, c, d, e, f = first.T
    g, h, i, j, k, m = then.T
    return np.stack(
        [
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + m,
        ],
        axis=1,
    )


def move(points: Numbers, matrices: Numbers) -> Numbers:
    """Return where matrices take points, n by 2."""
    x, y = points.T
    a, b, c, d, e, f = matrices.T
    return np.stack([a * x + c * y + e, b * x + d * y + f], axis=1)
