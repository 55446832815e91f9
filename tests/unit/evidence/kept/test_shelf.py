from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.evidence.pages import make_blob, make_block, make_document, make_page
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.evidence.kept.blob import make_folder
from wasat.evidence.kept.shelf import keep, open_kept
from wasat.evidence.prepare import index_document

BLOB = make_blob()
DOCUMENT = make_document(make_page(make_block("The harbour was dredged in the spring.")))


async def shelve(folder: Path) -> MemoryBlobStore:
    blobs = MemoryBlobStore()
    make_folder(folder)
    prepared = index_document(BLOB, DOCUMENT, folder)
    await keep(blobs, folder, BLOB, DOCUMENT, (prepared.index, prepared.locator))
    return blobs


async def test_what_is_kept_is_opened_with_all_that_was_found(tmp_path: Path) -> None:
    blobs = await shelve(tmp_path / "made")

    index, locator = open_kept(blobs, tmp_path / "opened", BLOB, DOCUMENT)

    made = index_document(BLOB, DOCUMENT)
    assert index.counts == made.index.counts
    assert index.language is made.index.language
    assert locator.found == made.locator.found


async def test_what_is_of_other_pages_is_not_opened(tmp_path: Path) -> None:
    blobs = await shelve(tmp_path / "made")
    longer = replace(DOCUMENT, summary=replace(DOCUMENT.summary, page_count=2))

    with pytest.raises(ValueError, match="its mark is another"):
        open_kept(blobs, tmp_path / "opened", BLOB, longer)


def test_what_was_not_kept_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_kept(MemoryBlobStore(), tmp_path, BLOB, DOCUMENT)
