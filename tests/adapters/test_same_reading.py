"""A sealed child reads what an open process reads, and the server stays small meanwhile."""

import hashlib
from collections.abc import AsyncIterator
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from tests.make import pdf
from wasat.adapters.disk import DirectoryBlobStore
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.blob import Blob
from wasat.box import Box
from wasat.documents.document import Document
from wasat.documents.executor import Job
from wasat.documents.formats.samples import SAMPLES
from wasat.documents.library import Library
from wasat.documents.load import load_document
from wasat.documents.render import draw_page

MODULES = ("wasat.documents.load", "wasat.documents.render")
REPORT = Path(__file__).parents[2] / "examples" / "report.pdf"
PDF = "application/pdf"
DOCUMENTS = {
    **{f"{mime_type} {at}": (mime_type, data) for at, (mime_type, data) in enumerate(SAMPLES)},
    "report": (PDF, REPORT.read_bytes()),
    "pages": (PDF, pdf.pages(["One line"], ["Two", "lines"], [])),
    "story": (PDF, pdf.story("A story", {"Chapter": ["Once upon a time, hyphen-\nation was."]})),
    "paper": (PDF, pdf.paper("A paper", "We show it.", {"MMLU": "81.2", "GSM8K": "93.0"})),
}
MOST_GROWTH_BYTES = 100_000_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@pytest.fixture
async def executor() -> AsyncIterator[SealedExecutor]:
    executor = SealedExecutor(modules=MODULES, children=2)
    await executor.start()
    yield executor
    await executor.close()


@pytest.fixture
def library(executor: SealedExecutor, tmp_path: Path) -> Library:
    return Library(executor, DirectoryBlobStore(tmp_path / "blobs"))


def make_blob(folder: Path, mime_type: str, data: bytes) -> Blob:
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / sha256
    path.write_bytes(data)
    return Blob(
        project="acme",
        sha256=sha256,
        mime_type=mime_type,
        size_bytes=len(data),
        lend=partial(path.open, "rb"),
    )


def check_same(sealed: Document, unsealed: Document) -> None:
    assert sealed.summary == unsealed.summary
    assert len(sealed.pages) == len(unsealed.pages)
    for page, expected in zip(sealed.pages, unsealed.pages, strict=True):
        assert page == expected


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_document_reads_the_same_sealed(library: Library, folder: Path, name: str) -> None:
    mime_type, data = DOCUMENTS[name]

    document = await library.load(make_blob(folder, mime_type, data))

    check_same(document, load_document(BytesIO(data), mime_type, engines=()))


async def test_a_page_is_drawn_the_same_sealed(executor: SealedExecutor, folder: Path) -> None:
    box = Box(72.0, 72.0, 200.0, 90.0)
    job = Job(
        function="wasat.documents.render.draw_page",
        blob=make_blob(folder, PDF, REPORT.read_bytes()),
        arguments={"page": 1, "boxes": [[*box]]},
    )

    drawn = [part async for part in executor.run(job)]

    with REPORT.open("rb") as file:
        assert drawn == list(draw_page(file, page=1, boxes=[[*box]]))


def resident_bytes() -> int:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096


@pytest.mark.long
async def test_a_long_document_leaves_the_server_small(library: Library, folder: Path) -> None:
    blob = make_blob(folder, PDF, pdf.many_pages(3_600))
    before = resident_bytes()
    seen: list[int] = []

    document = await library.load(blob, seen.append)
    numbers = [page.number for page in document.pages]

    assert resident_bytes() - before < MOST_GROWTH_BYTES
    assert seen == numbers == list(range(1, 3_601))
