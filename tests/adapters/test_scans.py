"""Scans read in sealed processes, from the file to the words and where they stand."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.make import scan
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.app import SCAN_MODULES, WARM_MODULES
from wasat.blob import Blob
from wasat.documents.document import Document, Origin
from wasat.documents.library import Library
from wasat.documents.ocr.reading import ScanReader


@pytest.fixture
async def library() -> AsyncIterator[Library]:
    blobs = MemoryBlobStore()
    executor = SealedExecutor(modules=WARM_MODULES, children=1)
    scan_executor = SealedExecutor(modules=SCAN_MODULES, children=1)
    library = Library(executor, blobs, scan_reader=ScanReader(scan_executor, blobs))
    yield library
    await library.close()
    await executor.close()


def make_blob(folder: Path, data: bytes, mime_type: str) -> Blob:
    path = folder / "document"
    path.write_bytes(data)
    return Blob(
        project="acme",
        sha256=hashlib.sha256(data).hexdigest(),
        mime_type=mime_type,
        size_bytes=len(data),
        lend=lambda: path.open("rb"),
    )


def words_of(document: Document, page: int) -> str:
    blocks = document.pages[page - 1].blocks
    assert {block.origin for block in blocks} == {Origin.OCR}
    return " ".join(block.text for block in blocks)


async def test_a_scan_is_read_whichever_way_up_it_lies(library: Library, tmp_path: Path) -> None:
    sideways = scan.turned(scan.tilted(scan.written(), 2), 1)
    data = scan.scanned(scan.written(), sideways, scan.noisy(scan.shaded(scan.written()), 6))

    document = await library.load(make_blob(tmp_path, data, "application/pdf"))

    assert document.summary.unread == document.summary.scans == ()
    for page in (1, 2, 3):
        assert "12,650" in words_of(document, page)
        assert "Aalborg" in words_of(document, page)


async def test_a_picture_is_read(library: Library, tmp_path: Path) -> None:
    data = scan.encoded(scan.written(), kind="JPEG")

    document = await library.load(make_blob(tmp_path, data, "image/jpeg"))

    assert "harbour" in words_of(document, 1)


async def test_a_picture_that_is_damaged_costs_itself_only(
    library: Library, tmp_path: Path
) -> None:
    data = scan.encoded(scan.written(), kind="PNG")[:-400]

    document = await library.load(make_blob(tmp_path, data, "image/png"))

    assert document.summary.unread == (1,)
    assert "cannot be decoded" in document.pages[0].unread
