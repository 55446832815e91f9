import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from io import BytesIO

import pytest

from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.blob import Blob
from wasat.documents.document import Document, Page, Summary
from wasat.documents.executor import Executor, Job
from wasat.documents.ocr.completing import Completion
from wasat.documents.ocr.reading import ScanReader
from wasat.documents.scan import Scan, Scans, encode_scans
from wasat.documents.stored import name_of
from wasat.status import UnavailableError

BLOB = Blob(
    project="acme",
    sha256="ab" * 32,
    mime_type="application/pdf",
    size_bytes=1,
    lend=lambda: BytesIO(b""),  # type: ignore[arg-type,return-value]  # nobody opens it
)
NAME = name_of(BLOB)
PICTURES = (2, 3, 4)


def make_document(scans: Scans) -> Document:
    left = tuple(number for number in PICTURES if number not in scans)
    summary = Summary(
        mime_type="application/pdf", is_paged=True, page_count=5, unread=left, scans=left
    )
    return Document(summary=summary, pages=[Page(number=number) for number in range(1, 6)])


class Reading(Executor):
    """Reads pictures once it is let on, one page a permit."""

    def __init__(self) -> None:
        self.permits = asyncio.Semaphore(0)
        self.pages: list[int] = []
        self.is_out_of_order = False

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        if self.is_out_of_order:
            raise UnavailableError("Nothing can be run now.")
        await self.permits.acquire()
        page = job.arguments["page"]
        assert isinstance(page, int)
        self.pages.append(page)
        yield encode_scans([Scan(number=page, engine="fake")])

    async def close(self) -> None:
        pass


class World:
    """A store, and what completes the one document in it; made again, it is the next run."""

    def __init__(self, blobs: MemoryBlobStore, most: int = 1) -> None:
        self.blobs = blobs
        self.executor = Reading()
        self.kept = make_document({})
        self.told: list[Blob] = []
        self.is_whole = asyncio.Event()
        self.loads = 0
        reader = ScanReader(self.executor, blobs, most_at_once=most)
        self.completion = Completion(reader, self.lay_out, blobs)
        self.completion.tell(self.told.append)

    async def lay_out(self, name: str, blob: Blob, scans: Scans) -> Document:
        assert (name, blob) == (NAME, BLOB)
        self.kept = make_document(scans)
        if not self.kept.summary.unread:
            self.is_whole.set()
        return self.kept

    async def load(self, blob: Blob) -> Document:
        assert blob == BLOB
        self.loads += 1
        return await self.complete()

    async def complete(self, seen: list[int] | None = None) -> Document:
        tell = (lambda _: None) if seen is None else seen.append
        return await self.completion.complete(NAME, BLOB, make_document({}), tell)

    async def find(self, project: str, sha256: str) -> AsyncIterator[Blob]:
        assert (project, sha256) == (BLOB.project, BLOB.sha256)
        yield BLOB

    def let_on(self, pages: int) -> None:
        for _ in range(pages):
            self.executor.permits.release()


@pytest.fixture
def blobs() -> MemoryBlobStore:
    return MemoryBlobStore()


async def turn_over() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


async def test_so_many_are_read_before_the_document_is_given_out(blobs: MemoryBlobStore) -> None:
    world = World(blobs, most=2)
    world.let_on(2)
    document = await world.complete()
    assert document.summary.unread == (4,)


async def test_the_rest_is_read_afterwards_and_told(blobs: MemoryBlobStore) -> None:
    world = World(blobs)
    world.let_on(3)
    await world.complete()
    await turn_over()
    assert world.kept.summary.unread == ()
    assert (world.executor.pages, world.told) == ([2, 3, 4], [BLOB])
    assert [name async for name in blobs.names("derived/") if name.endswith("-waiting")] == []


async def test_one_can_see_how_far_it_is(blobs: MemoryBlobStore) -> None:
    world = World(blobs)
    world.let_on(2)
    seen: list[int] = []
    await world.complete(seen)
    await turn_over()
    assert seen == [2, 3]  # two of five pages have text, and one picture was read
    assert world.completion.count_read(NAME) == 4
    world.let_on(1)
    await turn_over()
    assert world.completion.count_read(NAME) == 0


async def test_the_next_run_goes_on_where_this_one_ended(blobs: MemoryBlobStore) -> None:
    first = World(blobs)
    first.let_on(1)
    await first.complete()
    await turn_over()
    await first.completion.close()

    second = World(blobs)
    second.let_on(2)
    second.completion.resume(second.find, second.load)
    await second.is_whole.wait()
    await turn_over()

    assert second.kept.summary.unread == ()
    assert second.executor.pages == [3, 4]

    third = World(blobs)
    third.completion.resume(third.find, third.load)
    await turn_over()
    assert third.loads == 0


async def test_where_nothing_can_be_read_it_stays_marked(blobs: MemoryBlobStore) -> None:
    world = World(blobs, most=0)
    world.executor.is_out_of_order = True
    await world.complete()
    await turn_over()
    assert f"{NAME}-waiting" in [name async for name in blobs.names("derived/")]
    assert world.completion.count_read(NAME) == 0
