"""Indexes kept beside the pages of their documents."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.evidence.pages import make_blob, make_block, make_document, make_page
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.blob import Blob
from wasat.documents.document import Document
from wasat.evidence.find import find
from wasat.evidence.kept.blob import kept_name
from wasat.evidence.prepare import Prepared, Preparer
from wasat.status import StorageFullError

DOCUMENT = make_document(
    *(make_page(make_block(f"the harbour of place {n} was dredged"), number=n) for n in (1, 2, 3))
)
BLOB = make_blob()


class Shelf:
    """Gives one document, and forgets it with its folder."""

    def __init__(self, blobs: MemoryBlobStore, document: Document = DOCUMENT) -> None:
        self.blobs = blobs
        self.document = document

    async def load(self, blob: Blob) -> Document:
        del blob
        return self.document

    async def forget(self, project: str, sha256: str) -> None:
        await self.blobs.delete(f"derived/{project}/{sha256}/")


class Full(MemoryBlobStore):
    """Has no room."""

    async def put(self, name: str, parts: AsyncIterator[bytes]) -> None:
        del parts
        raise StorageFullError(f"no room for {name}")


def make(tmp_path: Path, blobs: MemoryBlobStore, document: Document = DOCUMENT) -> Preparer:
    return Preparer(Shelf(blobs, document), blobs, tmp_path / "scratch")


async def names(blobs: MemoryBlobStore) -> list[str]:
    return [name async for name in blobs.names("derived/")]


def pages(prepared: Prepared) -> list[int]:
    return [ranked.passage.page for ranked in find("place 2", prepared)]


async def test_an_index_is_kept_and_opened_by_the_next_process(tmp_path: Path) -> None:
    blobs = MemoryBlobStore()
    made = await make(tmp_path, blobs).prepare(BLOB)
    with blobs.open(kept_name(BLOB)) as file:
        kept = file.read()

    opened = await make(tmp_path, blobs).prepare(BLOB)

    with blobs.open(kept_name(BLOB)) as file:
        assert file.read() == kept  # tantivy names files anew each time: it was not made again
    assert pages(opened) == pages(made) != []
    assert opened.index.counts == made.index.counts
    assert opened.locator.found == made.locator.found


async def test_nothing_stays_in_the_folder_of_files(tmp_path: Path) -> None:
    await make(tmp_path, MemoryBlobStore()).prepare(BLOB)

    assert list((tmp_path / "scratch").iterdir()) == []


async def test_an_index_goes_with_its_file(tmp_path: Path) -> None:
    blobs = MemoryBlobStore()
    preparer = make(tmp_path, blobs)
    await preparer.prepare(BLOB)
    assert await names(blobs) == [kept_name(BLOB)]

    await preparer.forget(BLOB.project, BLOB.sha256)

    assert await names(blobs) == []


async def test_an_index_of_fewer_pages_read_is_made_again(tmp_path: Path) -> None:
    blobs = MemoryBlobStore()
    partly = Document(summary=replace(DOCUMENT.summary, unread=(2,)), pages=DOCUMENT.pages[:1])
    await make(tmp_path, blobs, partly).prepare(BLOB)

    prepared = await make(tmp_path, blobs).prepare(BLOB)

    assert 2 in pages(prepared)


@pytest.mark.parametrize("end", [0, 5, 40, -1])
async def test_a_damaged_index_is_made_again(tmp_path: Path, end: int) -> None:
    blobs = MemoryBlobStore()
    await make(tmp_path, blobs).prepare(BLOB)
    with blobs.open(kept_name(BLOB)) as file:
        size = len(file.read())
    await blobs.truncate(kept_name(BLOB), size + end if end < 0 else end)

    prepared = await make(tmp_path, blobs).prepare(BLOB)

    assert 2 in pages(prepared)


async def test_without_room_the_index_serves_all_the_same(tmp_path: Path) -> None:
    prepared = await make(tmp_path, Full()).prepare(BLOB)

    assert 2 in pages(prepared)
