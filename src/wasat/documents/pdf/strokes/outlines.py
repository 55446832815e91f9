"""Paths in bulk: how they are painted, and the corners of their parts."""

from collections.abc import Sequence
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from wasat.documents.layout.sheet import Flags
from wasat.documents.pdf.binding import Handle, ask_each, fast_library
from wasat.documents.pdf.strokes.things import (
    Numbers,
    Thing,
    forms_of,
    move,
    multiply,
    read_matrices,
)

CLEAR = -1  # no colour

Places = npt.NDArray[np.int64]


class Outlines(NamedTuple):
    """The parts of paths, each begun by a move; a column for their corners, part after part.

    Attributes:
        points: n by 2: in page coordinates.
        owners: n: the path, by its place.
        kinds: n: of the segments that end there, as the library numbers them.
        closes: n: whether the part is closed there, by a line back to its first corner.
        begins: n: whether a part begins there.
    """

    points: Numbers
    owners: Places
    kinds: Places
    closes: Flags
    begins: Flags

    @property
    def starts(self) -> Places:
        """The places of the first corners of all parts."""
        return np.flatnonzero(self.begins)

    @property
    def numbers(self) -> Places:
        """For each corner the number of its part, from 0."""
        return np.cumsum(self.begins) - 1

    def choose(self, flags: Flags) -> "Outlines":
        """Return the corners of some paths."""
        return Outlines(
            self.points[flags],
            self.owners[flags],
            self.kinds[flags],
            self.closes[flags],
            self.begins[flags],
        )


def read_modes(handles: Sequence[Handle]) -> tuple[Flags, Flags]:
    """Tell which paths are filled, and which are stroked."""
    modes = ask_each(fast_library().FPDFPath_GetDrawMode, handles, "2i4") != 0
    return modes[:, 0], modes[:, 1]


def read_colours(handles: Sequence[Handle], *, is_filled: bool) -> Places:
    """Read the colours in which objects are filled or stroked: 0xRRGGBB, or CLEAR."""
    library = fast_library()
    call = library.FPDFPageObj_GetFillColor if is_filled else library.FPDFPageObj_GetStrokeColor
    red, green, blue, alpha = ask_each(call, handles, "4u4").astype(np.int64).T
    return np.where(alpha > 0, red << 16 | green << 8 | blue, CLEAR)


def count_segments(handles: Sequence[Handle]) -> Places:
    """Count the segments of paths."""
    call = fast_library().FPDFPath_CountSegments
    return np.fromiter(map(call, handles), np.int64, len(handles))


def read_outlines(paths: Sequence[Thing], counts: Sequence[int]) -> Outlines:
    """Read so many segments of each path, at least one of each."""
    library = fast_library()
    handles = [path.handle for path in paths]
    calls = (
        map(library.FPDFPath_GetPathSegment, repeat(handle), range(count))
        for handle, count in zip(handles, counts, strict=True)
    )
    segments = list(chain.from_iterable(calls))
    count = len(segments)
    owners = np.repeat(np.arange(len(paths)), counts)
    kinds = np.fromiter(map(library.FPDFPathSegment_GetType, segments), np.int64, count)
    closes = np.fromiter(map(library.FPDFPathSegment_GetClose, segments), np.int32, count) != 0
    ends = ask_each(library.FPDFPathSegment_GetPoint, segments, "2f4").astype(np.float64)
    matrices = multiply(read_matrices(handles), forms_of(paths))
    begins = kinds == pdfium_c.FPDF_SEGMENT_MOVETO
    begins[:1] = True
    begins[1:] |= owners[1:] != owners[:-1]
    return Outlines(move(ends, matrices[owners]), owners, kinds, closes, begins)
