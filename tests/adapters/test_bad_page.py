"""A page that no reader survives costs only itself."""

import hashlib
from collections.abc import AsyncIterator
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.make.pdf import pages
from wasat.adapters.disk import DirectoryBlobStore
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.blob import Blob
from wasat.documents.library import Library
from wasat.documents.limits import Pace
from wasat.status import ResourceExhaustedError

LEVELS = 9
TIMES = 10


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    executor = SealedExecutor(modules=["wasat.documents.load"], children=1)
    pace = Pace(longest_page_seconds=5.0, page_cpu_seconds=2.0, memory_bytes=256 << 20)
    yield Library(executor, DirectoryBlobStore(tmp_path / "blobs"), pace=pace)
    await executor.close()


def with_bombs(document: bytes, *numbers: int) -> bytes:
    """Have pages draw a form that draws ten that draw ten, nine levels down."""
    with pikepdf.open(BytesIO(document)) as made:
        content = b"BT /F1 9 Tf (lol) Tj ET"
        resources = made.pages[0].obj.get("/Resources")
        for _ in range(LEVELS):
            form = made.make_stream(
                content,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 99, 99],
                Resources=resources,
            )
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
            content = b"/X Do " * TIMES
        for number in numbers:
            page = made.pages[number - 1].obj
            page.Resources = resources
            page.Contents = made.make_stream(content)
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def make_blob(folder: Path, data: bytes) -> Blob:
    path = folder / "document"
    path.write_bytes(data)
    return Blob(
        project="acme",
        sha256=hashlib.sha256(data).hexdigest(),
        mime_type="application/pdf",
        size_bytes=len(data),
        lend=partial(path.open, "rb"),
    )


async def test_one_bad_page_is_told_and_the_others_are_read(
    library: Library, tmp_path: Path
) -> None:
    good = pages(*([f"This is page {number}"] for number in range(1, 7)))

    document = await library.load(make_blob(tmp_path, with_bombs(good, 3)))

    assert document.summary.unread == (3,)
    assert document.pages[2].unread
    texts = ["".join(block.text for block in page.blocks) for page in document.pages]
    assert texts == [
        "This is page 1",
        "This is page 2",
        "",
        *(f"This is page {n}" for n in (4, 5, 6)),
    ]


async def test_a_document_of_bad_pages_is_refused(library: Library, tmp_path: Path) -> None:
    good = pages(["One"], ["Two"])

    with pytest.raises(ResourceExhaustedError):
        await library.load(make_blob(tmp_path, with_bombs(good, 1, 2)))
