"""The PDF library called without argument checks, for calls made once a character or object.

Everything else goes through pypdfium2. Handles are addresses; a wrong one ends the process.
"""

import ctypes
from functools import cache
from pathlib import Path

import pypdfium2_raw

Pointer = ctypes.c_void_p

_RETURNS_POINTER = (
    "FPDFText_GetTextObject",
    "FPDFTextObj_GetFont",
    "FPDFPage_GetObject",
    "FPDFFormObj_GetObject",
    "FPDFPath_GetPathSegment",
)


@cache
def fast_library() -> ctypes.CDLL:
    """Return a second handle on the library that pypdfium2 has loaded.

    Source:
        Calls without declared argument types cost a third of those with; measured on 200 pages.
    """
    folder = Path(pypdfium2_raw.__file__).parent
    library = ctypes.CDLL(str(next(folder.glob("*pdfium.*"))))
    for name in _RETURNS_POINTER:
        getattr(library, name).restype = Pointer
    return library


def address(handle: object) -> Pointer:
    """Return the plain address behind a handle of pypdfium2."""
    return ctypes.cast(handle, Pointer)  # type: ignore[arg-type]  # its handles have no types
