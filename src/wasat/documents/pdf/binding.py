"""The PDF library called without argument checks, for calls made once a character or object.

Everything else goes through pypdfium2. Handles are addresses; a wrong one ends the process.
"""

import ctypes
from functools import cache
from pathlib import Path

import pypdfium2_raw

Pointer = ctypes.c_void_p


class Handle(Pointer):
    """An address that comes back as one and can be passed on; others come back as numbers."""


_RETURNS_NUMBER = ("FPDFText_GetTextObject", "FPDFTextObj_GetFont")  # told apart, not only used
_RETURNS_HANDLE = ("FPDFPage_GetObject", "FPDFFormObj_GetObject", "FPDFPath_GetPathSegment")


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
