"""The PDF library called without argument checks, for calls made once a character or object.

Everything else goes through pypdfium2. Handles are addresses; a wrong one ends the process.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2_raw

Pointer = ctypes.c_void_p
Numbers = npt.NDArray[Any]


class Handle(Pointer):
    """An address that comes back as one and can be passed on; others come back as numbers."""


_RETURNS_NUMBER = ("FPDFText_GetTextObject", "FPDFTextObj_GetFont")  # told apart, not only used
_RETURNS_HANDLE = ("FPDFPage_GetObject", "FPDFFormObj_GetObject", "FPDFPath_GetPathSegment")
_AT_ONCE = 1024  # answers: more would be walked by every collection, for few pages' sake
_UNIT = 4  # bytes
_UNITS = 8  # of one answer, at most
_MOST_PLACES = 4  # that one call writes to


@cache
def fast_library() -> ctypes.PyDLL:
    """Return a second handle on the library that pypdfium2 has loaded.

    Source:
        Calls without declared argument types cost a third of those with; measured on 200 pages.
        Keeping Python's lock over calls this short saves another seventh.
    """
    folder = Path(pypdfium2_raw.__file__).parent
    library = ctypes.PyDLL(str(next(folder.glob("*pdfium.*"))))
    for name in _RETURNS_NUMBER:
        getattr(library, name).restype = Pointer
    for name in _RETURNS_HANDLE:
        getattr(library, name).restype = Handle
    return library


def address(handle: object) -> Pointer:
    """Return the plain address behind a handle of pypdfium2."""
    return ctypes.cast(handle, Pointer)  # type: ignore[arg-type]  # its handles have no types


def ask_each(
    call: Callable[..., object],
    items: Sequence[object],
    answer: str,
    of: Pointer | None = None,
    *,
    is_record: bool = False,
) -> Numbers:
    """Call the library for each item and return the numbers that it writes, zeros where it fails.

    The answers land piece by piece in one place: making addresses costs as much as the calls.

    Args:
        call: Takes an item, and where to write.
        items: Handles or indices.
        answer: What it writes: kind and count, as `4f4`.
        of: What it takes before the item.
        is_record: Whether it writes all to one address; else each number has its own.

    Returns:
        A row for each item.
    """
    kind, count = np.dtype(answer[1:]), int(answer[0])
    place, addresses = _landing()
    step = kind.itemsize // _UNIT
    targets = addresses[:1] if is_record else addresses[: count * step : step]
    landed = place.view(kind)[:, :count]
    found = np.empty((len(items), count), kind)
    for start in range(0, len(items), _AT_ONCE):
        some = items[start : start + _AT_ONCE]
        place[: len(some)] = 0
        given = (some,) if of is None else (repeat(of), some)
        deque(map(call, *given, *targets), maxlen=0)
        found[start : start + len(some)] = landed[: len(some)]
    return found


@cache
def _landing() -> tuple[Numbers, tuple[tuple[Pointer, ...], ...]]:
    """Return room for some answers, and the addresses of the first units of each."""
    place = np.zeros((_AT_ONCE, _UNITS), np.uint32)
    first, size = place.ctypes.data, _UNIT * _UNITS
    rooms = (range(at, at + size * _AT_ONCE, size) for at in range(first, first + 16, _UNIT))
    return place, tuple(tuple(map(Pointer, room)) for room in rooms)
