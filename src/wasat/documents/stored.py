"""A read document as one blob: its pages back to back, an index, the index's length, a checksum.

Written as a stream while the document is read; read page by page, so that neither way ever holds
more than a few pages.
"""

import hashlib
import os
import re
import weakref
from array import array
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from itertools import accumulate
from threading import Lock
from typing import BinaryIO, overload
from zlib import crc32

import msgspec

from wasat.blob import Blob
from wasat.documents.codec import (
    GLANCE_TAG,
    PAGE_TAG,
    SUMMARY_TAG,
    VERSION,
    decode_glance,
    decode_part,
    weigh_page,
)
from wasat.documents.document import Document, Page, Summary

MOST_PAGES = 1 << 20  # beyond what any reader gives, within what an index may hold in memory
KEPT_BYTES = 1 << 20  # of one document's pages, inflated: forty of 500 words, 6 MB as objects

DERIVED = "derived/"  # then project and SHA-256: all that is made of these bytes
_LONGEST_TYPE = 80
_PIECE_BYTES = 1 << 18  # a store's write costs as much as packing a page, whatever its size
_LENGTH_BYTES, _CHECKSUM_BYTES = 8, 4


class _Index(msgspec.Struct, frozen=True):
    sizes: list[int]  # of each page's part, in order
    summary: bytes  # its part


class StoredPages(Sequence[Page]):
    """Pages that are loaded when asked for; the latest are kept. Safe to share between threads.

    Args:
        file: What `write_parts` made; may be closed afterwards.
        sizes: Of the pages' parts, in order.
    """

    def __init__(self, file: BinaryIO, sizes: Sequence[int]) -> None:
        descriptor = os.dup(file.fileno())
        weakref.finalize(self, os.close, descriptor)
        self._starts = array("Q", accumulate(sizes, initial=0))
        self._descriptor = descriptor
        self._lock = Lock()
        self._kept: OrderedDict[int, tuple[Page, int]] = OrderedDict()  # with inflated sizes
        self._kept_bytes = 0

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        places = range(len(self))[index]
        if isinstance(places, range):
            return [self._load(place) for place in places]
        return self._load(places)

    def _load(self, place: int) -> Page:
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
                return self._kept[place][0]
        start = self._starts[place] + len(PAGE_TAG)
        page, size = weigh_page(_read(self._descriptor, start, self._starts[place + 1] - start))
        self._keep(place, page, size)
        return page

    def _keep(self, place: int, page: Page, size: int) -> None:
        """Keep a page, and let go of those not asked for longest; a giant is not kept at all."""
        with self._lock:
            if size > KEPT_BYTES or place in self._kept:
                return
            self._kept[place] = page, size
            self._kept_bytes += size
            while self._kept_bytes > KEPT_BYTES:
                _, (_, gone) = self._kept.popitem(last=False)
                self._kept_bytes -= gone


async def write_parts(
    parts: AsyncIterator[bytes], on_progress: Callable[[int], None]
) -> AsyncGenerator[bytes, None]:
    """Turn a document's parts into the pieces of a blob.

    Args:
        parts: From `documents/load.iter_parts`: pages in order, the summary last, glances anywhere.
        on_progress: Told at each page which one has come or was looked at.

    Raises:
        ValueError: The parts are not in that order, or too many.
    """
    sizes: list[int] = []
    summary = b""
    piece = bytearray()
    checksum = 0
    async for part in parts:
        if summary:
            raise ValueError("the summary is the last part")
        if part[:1] == SUMMARY_TAG:
            summary = part
            continue
        if part[:1] == GLANCE_TAG:
            on_progress(decode_glance(part[1:]).page)
            continue
        _check_page(part, len(sizes))
        piece += part
        checksum = crc32(part, checksum)
        sizes.append(len(part))
        on_progress(len(sizes))
        if len(piece) >= _PIECE_BYTES:
            yield bytes(piece)
            piece.clear()
    if not summary:
        raise ValueError("the last part is the summary")
    index = msgspec.msgpack.encode(_Index(sizes, summary))
    index += len(index).to_bytes(_LENGTH_BYTES, "big")
    yield bytes(piece) + index + crc32(index, checksum).to_bytes(_CHECKSUM_BYTES, "big")


def open_stored(file: BinaryIO) -> Document:
    """Return the document in a blob that `write_parts` made; the file may be closed afterwards.

    All of it is read once, about a gigabyte a second, so that damage is found before a page is.

    Raises:
        ValueError: The blob is something else, or damaged.
    """
    end = os.fstat(file.fileno()).st_size - _CHECKSUM_BYTES
    if int.from_bytes(_read(file.fileno(), end, _CHECKSUM_BYTES), "big") != _sum(file, end):
        raise ValueError("not a stored document: its checksum is another")
    end -= _LENGTH_BYTES
    length = int.from_bytes(_read(file.fileno(), end, _LENGTH_BYTES), "big")
    try:
        index = msgspec.msgpack.decode(_read(file.fileno(), end - length, length), type=_Index)
    except msgspec.MsgspecError as error:
        raise ValueError(f"not a stored document: {error}") from error
    summary = decode_part(index.summary)
    if not isinstance(summary, Summary) or sum(index.sizes) != end - length:
        raise ValueError("not a stored document: its index does not fit")
    return Document(summary=summary, pages=StoredPages(file, index.sizes))


def folder_of(project: str, sha256: str) -> str:
    """Name the folder of all that is derived from these bytes."""
    return f"{DERIVED}{project}/{sha256}/"


def name_of(blob: Blob) -> str:
    """Name the blob of pages; the same bytes under another type are another document."""
    kind = re.sub(r"[^a-z0-9]+", "-", blob.mime_type)[:_LONGEST_TYPE].strip("-")
    mark = hashlib.sha256(blob.mime_type.encode()).hexdigest()[:8]  # of types that look alike
    return f"{folder_of(blob.project, blob.sha256)}{VERSION}/{kind or 'any'}-{mark}"


def _check_page(part: bytes, before: int) -> None:
    if part[:1] != PAGE_TAG:
        raise ValueError(f"a part is a page or a summary, or a glance, not {part[:1]!r}")
    if before == MOST_PAGES:
        raise ValueError(f"a document has at most {MOST_PAGES} pages")


def _sum(file: BinaryIO, end: int) -> int:
    checksum = 0
    for start in range(0, end, _PIECE_BYTES):
        size = min(_PIECE_BYTES, end - start)
        checksum = crc32(_read(file.fileno(), start, size), checksum)
    return checksum


def _read(descriptor: int, start: int, size: int) -> bytes:
    data = os.pread(descriptor, size, start) if start >= 0 else b""
    if len(data) != size:
        raise ValueError(f"a stored document goes on at {start} with {size} bytes")
    return data
