import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest

from tests.unit.chat.fakes import FlatExecutor, make_pages
from tests.unit.evidence.pages import make_document, make_page
from tests.unit.reader.asking import make_sources
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.chat.client import Picture
from wasat.chat.grid import TokenGrid
from wasat.chat.pages.kept import KeptPictures
from wasat.chat.pages.shelf import Leaf, Opened, open_source
from wasat.chat.pages.sight import Sight
from wasat.documents.executor import Job
from wasat.evidence.prepare import index_document
from wasat.status import InvalidArgumentError, ResourceExhaustedError

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


def picture(mime_type: str, *sizes: tuple[float, float], resolution: str = "") -> Opened:
    pages = [
        replace(make_page(number=number), width=width, height=height)
        for number, (width, height) in enumerate(sizes, 1)
    ]
    document = make_document(*pages)
    (source,) = make_sources([document])
    source = replace(source, resolution=resolution, blob=replace(source.blob, mime_type=mime_type))
    return open_source(source, index_document(source.blob, document))


async def show(each: Opened, executor: FlatExecutor | None = None) -> list[Picture]:
    sight = Sight(executor or FlatExecutor(), KeptPictures(MemoryBlobStore()))
    return list(await sight.show(each, GRID))


async def test_a_small_picture_is_shown_as_it_is() -> None:
    each = picture("image/jpeg", (280, 280))

    (shown,) = await show(each)

    assert (shown.mime_type, shown.tokens) == ("image/jpeg", 100)
    with each.source.blob.lend() as file:
        assert shown.data == file.read()


@pytest.mark.parametrize(
    ("mime_type", "side", "resolution", "drawn"),
    [
        ("image/png", 4_000, "", "924, 924"),
        ("image/png", 560, "MEDIA_RESOLUTION_LOW", "476, 448"),
        ("image/tiff", 280, "", "924, 924"),
        ("image/webp", 280, "MEDIA_RESOLUTION_LOW", "476, 448"),
    ],
)
async def test_other_pictures_are_drawn_for_what_they_may_cost(
    mime_type: str, side: int, resolution: str, drawn: str
) -> None:
    (shown,) = await show(picture(mime_type, (side, side), resolution=resolution))

    assert (shown.mime_type, shown.data) == ("image/png", f"PNG [1, {drawn}]".encode())


async def test_every_page_of_a_picture_is_shown() -> None:
    shown = await show(picture("image/tiff", (100, 100), (100, 200)))

    assert [each.data[:7] for each in shown] == [b"PNG [1,", b"PNG [2,"]


async def test_a_picture_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"cannot be drawn\. \[a\.pdf\]"):
        await show(picture("image/tiff", (100, 100)), BrokenExecutor())
