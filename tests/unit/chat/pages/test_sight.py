import asyncio
from collections.abc import AsyncGenerator

from tests.unit.chat.fakes import FlatExecutor, make_pages
from tests.unit.reader.asking import make_sources
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.chat.grid import TokenGrid
from wasat.chat.pages.kept import KeptPictures
from wasat.chat.pages.shelf import Leaf, Opened, open_source
from wasat.chat.pages.sight import Sight
from wasat.documents.executor import Job
from wasat.evidence.prepare import index_document
from wasat.status import ResourceExhaustedError

LEAVES = [(Leaf(number=number, text_bytes=10, width=595, height=842), 560) for number in (1, 2)]
GRID = TokenGrid()


def opened() -> Opened:
    document = make_pages("one", "two")
    (source,) = make_sources([document])
    return open_source(source, index_document(source.blob, document))


async def test_a_page_is_drawn_once_for_all_processes() -> None:
    blobs, executor = MemoryBlobStore(), FlatExecutor()

    first = await Sight(executor, KeptPictures(blobs)).draw(opened(), LEAVES, GRID)
    second = await Sight(executor, KeptPictures(blobs)).draw(opened(), LEAVES, GRID)

    assert first == second
    assert first[2].data == b"PNG [2, 560, 784]"
    assert len(executor.jobs) == 1


async def test_only_what_is_missing_is_drawn() -> None:
    executor = FlatExecutor()
    sight = Sight(executor, KeptPictures(MemoryBlobStore()))

    await sight.draw(opened(), LEAVES[:1], GRID)
    await sight.draw(opened(), LEAVES, GRID)

    assert [job.arguments["sheets"] for job in executor.jobs] == [[[1, 560, 784]], [[2, 560, 784]]]


class BrokenExecutor(FlatExecutor):
    """Breaks over the first page of every job."""

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        self.jobs.append(job)
        if len(self.jobs) == 1:
            raise ResourceExhaustedError("too much")
        async for data in super().run(job):
            yield data


async def test_a_page_that_cannot_be_drawn_costs_itself() -> None:
    sight = Sight(BrokenExecutor(), KeptPictures(MemoryBlobStore()))

    assert list(await sight.draw(opened(), LEAVES, GRID)) == [2]


class WaitingExecutor(FlatExecutor):
    """Draws when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.has_begun, self.may_draw = asyncio.Event(), asyncio.Event()

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        self.has_begun.set()
        await self.may_draw.wait()
        async for data in super().run(job):
            yield data


async def test_nothing_stays_of_a_file_deleted_while_it_was_drawn() -> None:
    blobs, executor = MemoryBlobStore(), WaitingExecutor()
    sight, shown = Sight(executor, KeptPictures(blobs)), opened()
    drawing = asyncio.create_task(sight.draw(shown, LEAVES, GRID))
    await executor.has_begun.wait()

    await sight.forget(shown.source.blob.project, shown.source.blob.sha256)
    executor.may_draw.set()

    assert len(await drawing) == 2
    assert [name async for name in blobs.names("")] == []
