import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable

import pytest

from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.blob import Blob, BlobStore
from wasat.documents import codec
from wasat.documents.document import Glance, Page, Summary
from wasat.documents.executor import Executor, Job, OverrunError
from wasat.documents.library import READ, Library
from wasat.documents.limits import Limits, Pace
from wasat.status import (
    DeadlineExceededError,
    FailedPreconditionError,
    InternalError,
    ResourceExhaustedError,
    StatusError,
    StorageFullError,
    UnreadableDocumentError,
)

SHA256 = "ab" * 32
Results = Callable[[Job], AsyncGenerator[bytes, None]]


class FakeExecutor(Executor):
    """Yields three pages, resting before each until it is let on; or raises."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.ended = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.error: Exception | None = None
        self.pages = 3
        self.glances = 0

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        self.jobs.append(job)
        try:
            for number in range(1, self.glances + 1):
                yield codec.encode_part(Glance(number))
            for number in range(1, self.pages + 1):
                await self.gate.wait()
                yield codec.encode_part(Page(number=number))
            if self.error:
                raise self.error
            yield codec.encode_part(
                Summary(mime_type=job.blob.mime_type, is_paged=True, page_count=self.pages)
            )
        finally:
            self.ended += 1

    async def close(self) -> None:
        pass


@pytest.fixture
def executor() -> FakeExecutor:
    return FakeExecutor()


@pytest.fixture
def blobs() -> MemoryBlobStore:
    return MemoryBlobStore()


@pytest.fixture
def library(executor: FakeExecutor, blobs: MemoryBlobStore) -> Library:
    return Library(executor, blobs)


def make_blob(project: str = "acme", mime_type: str = "application/pdf") -> Blob:
    def lend() -> None:
        raise AssertionError("only executors open documents")

    return Blob(
        project=project,
        sha256=SHA256,
        mime_type=mime_type,
        size_bytes=1,
        lend=lend,  # type: ignore[arg-type]  # never returns
    )


async def names(blobs: BlobStore) -> list[str]:
    return sorted([name async for name in blobs.names("derived/")])


async def test_a_document_is_read_and_kept(library: Library, blobs: MemoryBlobStore) -> None:
    document = await library.load(make_blob())

    assert document.summary.page_count == 3
    assert [page.number for page in document.pages] == [1, 2, 3]
    (name,) = await names(blobs)
    assert name.startswith(f"derived/acme/{SHA256}/{codec.VERSION}/application-pdf-")


async def test_a_document_is_read_once(library: Library, executor: FakeExecutor) -> None:
    await library.load(make_blob())
    document = await library.load(make_blob())

    assert len(document.pages) == 3
    assert len(executor.jobs) == 1


async def test_another_library_finds_what_was_kept(
    library: Library, executor: FakeExecutor, blobs: MemoryBlobStore
) -> None:
    await library.load(make_blob())
    await Library(executor, blobs).load(make_blob())

    assert len(executor.jobs) == 1


async def test_calls_at_the_same_time_share_one_reading(
    library: Library, executor: FakeExecutor
) -> None:
    documents = await asyncio.gather(*(library.load(make_blob()) for _ in range(5)))

    assert len(executor.jobs) == 1
    assert all(document is documents[0] for document in documents)


@pytest.mark.parametrize(
    "other",
    [
        make_blob(project="other"),
        make_blob(mime_type="text/plain"),
        make_blob(mime_type="application-pdf"),
    ],
)
async def test_other_projects_and_other_types_are_read_apart(
    library: Library, executor: FakeExecutor, other: Blob
) -> None:
    await library.load(make_blob())
    await library.load(other)

    assert len(executor.jobs) == 2


async def test_a_type_that_is_no_name_is_made_one(library: Library, blobs: MemoryBlobStore) -> None:
    await library.load(make_blob(mime_type="../../" + "x" * 500))
    await library.load(make_blob(mime_type=""))

    first, second = await names(blobs)
    assert "/any-" in first
    assert ".." not in second
    assert len(second.rpartition("/")[2]) <= 90


async def test_the_job_says_what_a_document_may_take(
    executor: FakeExecutor, blobs: MemoryBlobStore
) -> None:
    pace = Pace(
        start_seconds=3,
        page_seconds=1,
        most_seconds=99.5,
        longest_page_seconds=2,
        page_cpu_seconds=5,
        memory_bytes=6,
    )

    await Library(executor, blobs, Limits(pages=7), pace).load(make_blob())

    (job,) = executor.jobs
    assert job.function == READ
    assert job.arguments["mime_type"] == "application/pdf"
    assert job.arguments["pages"] == 7
    assert (job.seconds, job.earned_seconds, job.most_seconds) == (3, 1, 99.5)
    assert (job.result_seconds, job.result_cpu_seconds, job.cpu_seconds) == (2, 5, 100)
    assert job.memory_bytes == 6


async def test_progress_is_told_page_by_page(library: Library) -> None:
    told: list[int] = []

    await library.load(make_blob(), told.append)
    await library.load(make_blob(), told.append)

    assert told == [1, 2, 3]


async def test_how_far_a_reading_is_can_be_asked(library: Library) -> None:
    seen: list[int] = []
    await library.load(make_blob(), lambda _: seen.append(library.count_seen(make_blob())))

    assert seen == [1, 2, 3]
    assert library.count_seen(make_blob()) == 0


async def test_a_page_looked_at_twice_is_told_once(
    library: Library, executor: FakeExecutor
) -> None:
    executor.glances = 3
    told: list[int] = []

    await library.load(make_blob(), told.append)

    assert told == [1, 2, 3]


async def test_whoever_joins_later_is_told_from_then_on(
    library: Library, executor: FakeExecutor
) -> None:
    executor.gate.clear()
    early: list[int] = []
    late: list[int] = []
    first = asyncio.create_task(library.load(make_blob(), early.append))
    await until(lambda: bool(executor.jobs))
    second = asyncio.create_task(library.load(make_blob(), late.append))
    await asyncio.sleep(0)

    executor.gate.set()
    await asyncio.gather(first, second)

    assert early == late == [1, 2, 3]


async def until(condition: Callable[[], bool]) -> None:
    """Let tasks and their threads go on until it holds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.001)


async def test_an_unreadable_document_is_read_only_once(
    library: Library, executor: FakeExecutor, blobs: MemoryBlobStore
) -> None:
    executor.error = UnreadableDocumentError("It is encrypted.")
    for _ in range(2):
        with pytest.raises(UnreadableDocumentError, match="encrypted"):
            await library.load(make_blob())

    assert len(executor.jobs) == 1
    assert await names(blobs) == []


async def test_all_who_wait_get_an_error_of_their_own(
    library: Library, executor: FakeExecutor
) -> None:
    executor.error = ResourceExhaustedError("It took much.")
    calls = (library.load(make_blob()) for _ in range(2))

    errors = await asyncio.gather(*calls, return_exceptions=True)

    assert [str(error) for error in errors] == ["It took much."] * 2
    assert errors[0] is not errors[1]


async def test_an_unreadable_document_is_read_again_once_forgotten(
    library: Library, executor: FakeExecutor
) -> None:
    executor.error = UnreadableDocumentError("It is encrypted.")
    with pytest.raises(UnreadableDocumentError):
        await library.load(make_blob())

    await library.forget("acme", SHA256)
    executor.error = None

    assert await library.load(make_blob())


@pytest.mark.parametrize(
    "error", [DeadlineExceededError("It took long."), ResourceExhaustedError("It took much.")]
)
async def test_a_document_that_took_too_much_is_tried_again(
    library: Library, executor: FakeExecutor, error: StatusError
) -> None:
    executor.error = error
    with pytest.raises(type(error)):
        await library.load(make_blob())

    executor.error = None

    assert await library.load(make_blob())


async def test_only_so_many_refusals_are_remembered(
    library: Library, executor: FakeExecutor
) -> None:
    executor.error = UnreadableDocumentError("It is encrypted.")
    for number in range(1_001):
        with pytest.raises(UnreadableDocumentError):
            await library.load(make_blob(project=f"p{number}"))

    with pytest.raises(UnreadableDocumentError):
        await library.load(make_blob(project="p0"))

    assert len(executor.jobs) == 1_002


async def test_a_reader_that_gives_nothing_is_a_fault_of_ours() -> None:
    class Silent(FakeExecutor):
        async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
            self.jobs.append(job)
            if not self.jobs:
                yield b""

    with pytest.raises(InternalError, match="fault of this server"):
        await Library(Silent(), MemoryBlobStore()).load(make_blob())


async def test_bytes_that_are_gone_are_told(library: Library, executor: FakeExecutor) -> None:
    executor.error = FileNotFoundError()

    with pytest.raises(FailedPreconditionError, match="deleted before it was read"):
        await library.load(make_blob())


async def test_a_full_disk_ends_the_reading(executor: FakeExecutor) -> None:
    class Full(MemoryBlobStore):
        async def put(self, name: str, parts: AsyncIterator[bytes]) -> None:
            await anext(parts)
            del name
            raise StorageFullError("The disk has no room left.")

    with pytest.raises(StorageFullError):
        await Library(executor, Full()).load(make_blob())

    assert executor.ended == 1


async def test_a_damaged_blob_is_read_anew(
    library: Library, executor: FakeExecutor, blobs: MemoryBlobStore
) -> None:
    await library.load(make_blob())
    (name,) = await names(blobs)
    await blobs.truncate(name, 10)

    document = await library.load(make_blob())

    assert len(document.pages) == 3
    assert len(executor.jobs) == 2


async def test_one_of_two_who_wait_may_go(library: Library, executor: FakeExecutor) -> None:
    executor.gate.clear()
    tasks = [asyncio.create_task(library.load(make_blob())) for _ in range(2)]
    await until(lambda: bool(executor.jobs))

    tasks[0].cancel()
    executor.gate.set()
    done = await asyncio.gather(*tasks, return_exceptions=True)

    assert isinstance(done[0], asyncio.CancelledError)
    assert not isinstance(done[1], BaseException)


async def test_a_reading_ends_with_the_last_who_waits(
    library: Library, executor: FakeExecutor, blobs: MemoryBlobStore
) -> None:
    executor.gate.clear()
    task = asyncio.create_task(library.load(make_blob()))
    await until(lambda: bool(executor.jobs))

    task.cancel()
    await asyncio.wait([task])
    await until(lambda: executor.ended == 1)

    executor.gate.set()
    assert await names(blobs) == []
    assert len((await library.load(make_blob())).pages) == 3


class BombExecutor(FakeExecutor):
    """Its second page takes too much, alone or with others."""

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        self.jobs.append(job)
        first, last = job.arguments.get("first_page", 1), job.arguments.get("last_page")
        assert isinstance(first, int)
        for number in range(first, 4 if last is None else int(str(last)) + 1):
            if number == 2:
                raise OverrunError("Page 2 is a bomb.")
            yield codec.encode_part(Page(number=number))
        yield codec.encode_part(Summary(mime_type=job.blob.mime_type, is_paged=True, page_count=3))


async def test_a_bad_page_does_not_cost_the_document(blobs: MemoryBlobStore) -> None:
    executor = BombExecutor()
    seen: list[int] = []

    document = await Library(executor, blobs).load(make_blob(), seen.append)

    assert document.summary.unread == (2,)
    assert [page.unread for page in document.pages] == ["", "Page 2 is a bomb.", ""]
    assert seen == [1, 2, 3]
    assert len({id(job.allowance) for job in executor.jobs}) == 1


async def test_what_was_read_in_parts_is_kept(blobs: MemoryBlobStore) -> None:
    executor = BombExecutor()
    await Library(executor, blobs).load(make_blob())
    before = len(executor.jobs)

    await Library(executor, blobs).load(make_blob())

    assert len(executor.jobs) == before


async def test_an_error_nobody_waits_for_is_heard(library: Library, executor: FakeExecutor) -> None:
    executor.gate.clear()
    executor.error = FailedPreconditionError("Not now.")
    task = asyncio.create_task(library.load(make_blob()))
    await until(lambda: bool(executor.jobs))

    executor.gate.set()
    await until(lambda: executor.ended == 1)
    task.cancel()

    with pytest.raises((asyncio.CancelledError, FailedPreconditionError)):
        await task


async def test_what_is_forgotten_is_gone(library: Library, blobs: MemoryBlobStore) -> None:
    document = await library.load(make_blob())
    await library.load(make_blob(project="other"))

    await library.forget("acme", SHA256)

    assert [name.split("/")[1] for name in await names(blobs)] == ["other"]
    assert document.pages[2].number == 3


async def test_what_is_forgotten_while_it_is_read_goes_afterwards(
    library: Library, executor: FakeExecutor, blobs: MemoryBlobStore
) -> None:
    executor.gate.clear()
    task = asyncio.create_task(library.load(make_blob()))
    await until(lambda: bool(executor.jobs))

    await library.forget("acme", SHA256)
    executor.gate.set()
    document = await task

    assert document.pages[0].number == 1
    assert await names(blobs) == []


async def test_who_asks_again_after_forgetting_keeps_what_is_read(
    library: Library, executor: FakeExecutor, blobs: MemoryBlobStore
) -> None:
    executor.gate.clear()
    first = asyncio.create_task(library.load(make_blob()))
    await until(lambda: bool(executor.jobs))
    await library.forget("acme", SHA256)
    second = asyncio.create_task(library.load(make_blob()))
    await asyncio.sleep(0)

    executor.gate.set()
    await asyncio.gather(first, second)

    assert len(await names(blobs)) == 1
    assert len(executor.jobs) == 1


async def test_no_other_pages_are_read_than_those_asked_for(
    library: Library, executor: FakeExecutor, blobs: MemoryBlobStore
) -> None:
    await library.load(make_blob(), span=(4, 6))
    await library.load(make_blob(), span=(8, None))
    await library.load(make_blob())

    spans = [
        (it.arguments.get("first_page"), it.arguments.get("last_page")) for it in executor.jobs
    ]
    assert spans == [(4, 6), (8, None), (None, None)]
    assert len([name async for name in blobs.names("derived/")]) == 3
