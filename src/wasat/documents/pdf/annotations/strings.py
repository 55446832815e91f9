"""Strings of annotations, which the library writes in UTF-16."""

import ctypes
from collections.abc import Callable

import pypdfium2.raw as pdfium_c

_MOST_BYTES = 1 << 18  # of one value


def read_string(call: Callable[..., int], *arguments: object) -> str:
    """Call a function that first tells the length of a UTF-16 string, then writes it."""
    length = min(call(*arguments, None, 0), _MOST_BYTES)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    call(*arguments, pointer, length)
    text = buffer.raw[: length - 2].decode("utf-16-le", "replace")
    return "".join(
        c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c.isprintable() or c == "\n"
    )
