from collections.abc import AsyncGenerator
from io import BytesIO

from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.blob import Blob
from wasat.documents.executor import Executor, Job, OverrunError
from wasat.documents.ocr.reading import READ_SCAN, ScanPace, ScanReader
from wasat.documents.scan import Scan, encode_scans
from wasat.status import DeadlineExceededError, StatusError, UnavailableError

BLOB = Blob(
    project="acme",
    sha256="ab" * 32,
    mime_type="application/pdf",
    size_bytes=1,
    lend=lambda: BytesIO(b""),  # type: ignore[arg-type,return-value]  # nobody opens it
)


class FakeExecutor(Executor):
    """Reads pages at once; some fail as they are told."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self.jobs: list[Job] = []
        self.errors: dict[int, StatusError] = {}

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        page = job.arguments["page"]
        assert isinstance(page, int)
        self.pages.append(page)
        self.jobs.append(job)
        if page in self.errors:
            raise self.errors[page]
        yield b""
        yield encode_scans([Scan(number=page, engine="fake")])

    async def close(self) -> None:
        pass


async def read(reader: ScanReader, numbers: list[int], scans: dict[int, Scan]) -> list[int]:
    return [number async for number in reader.iter_scans("folder/name", BLOB, numbers, scans)]


async def test_each_page_is_a_job_of_its_own() -> None:
    executor = FakeExecutor()
    scans: dict[int, Scan] = {}
    assert await read(ScanReader(executor, MemoryBlobStore()), [2, 5], scans) == [2, 5]
    assert sorted(scans) == [2, 5]
    assert {job.function for job in executor.jobs} == {READ_SCAN}
    assert executor.jobs[0].memory_bytes == 3 << 29


async def test_drawing_a_page_has_a_bound_of_its_own() -> None:
    executor = FakeExecutor()
    pace = ScanPace(drawing_cpu_seconds=2.5, cpu_seconds=10)
    await read(ScanReader(executor, MemoryBlobStore(), pace=pace), [1], {})
    assert (executor.jobs[0].first_cpu_seconds, executor.jobs[0].cpu_seconds) == (2.5, 13)


async def test_a_bad_page_costs_itself_only() -> None:
    executor = FakeExecutor()
    executor.errors = {2: OverrunError("It takes too much."), 3: DeadlineExceededError("Too long.")}
    scans: dict[int, Scan] = {}
    await read(ScanReader(executor, MemoryBlobStore()), [1, 2, 3, 4], scans)
    assert {number: scan.unread for number, scan in scans.items()} == {
        1: "",
        2: "It takes too much.",
        3: "Too long.",
        4: "",
    }


async def test_where_nothing_can_be_run_the_rest_is_left_for_later() -> None:
    executor = FakeExecutor()
    executor.errors = {2: UnavailableError("closed")}
    scans: dict[int, Scan] = {}
    assert await read(ScanReader(executor, MemoryBlobStore()), [1, 2, 3], scans) == [1]
    assert sorted(scans) == [1]


async def test_what_was_read_is_found_again() -> None:
    executor, blobs = FakeExecutor(), MemoryBlobStore()
    await read(ScanReader(executor, blobs), [1, 2], {})
    assert sorted(ScanReader(executor, blobs).load("folder/name")) == [1, 2]


async def test_pages_are_kept_before_all_are_read() -> None:
    executor, blobs = FakeExecutor(), MemoryBlobStore()
    reader = ScanReader(executor, blobs)
    async for number in reader.iter_scans("folder/name", BLOB, list(range(1, 41)), {}):
        if number == 30:
            break
    assert len(reader.load("folder/name")) >= 25


async def test_kept_scans_that_are_damaged_are_read_again() -> None:
    executor, blobs = FakeExecutor(), MemoryBlobStore()
    await read(ScanReader(executor, blobs), [1], {})
    (name,) = [name async for name in blobs.names("folder/")]
    await blobs.truncate(name, 4)
    assert ScanReader(executor, blobs).load("folder/name") == {}
