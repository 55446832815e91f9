"""A Files on memory, a clock that stands still, a reader that does as it is told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.adapters.memory.files import MemoryFileStore, MemoryUploadStore, Rows
from wasat.blob import Blob, BlobStore
from wasat.files.file import File
from wasat.files.processing import Processing
from wasat.files.quota import Terms
from wasat.files.service import Files
from wasat.files.upload import NewFile, Upload
from wasat.status import StorageFullError

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TERMS = Terms(
    max_file_bytes=8 << 20,
    max_project_bytes=32 << 20,
    file_ttl=2 * DAY,
    upload_ttl=DAY,
    settle_seconds=5,
    free_bytes=lambda: 1 << 40,
)
NEW = NewFile(project="acme", mime_type="text/plain")


class FakeClock:
    """The time, which only a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class FakeReader:
    """Reads as it is told: waits at the gate, fails with the error."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()
        self.started = asyncio.Event()
        self.error: Exception | None = None
        self.seen: list[Blob] = []
        self.forgotten: list[tuple[str, str]] = []

    async def inspect(self, blob: Blob) -> None:
        self.seen.append(blob)
        self.started.set()
        await self.gate.wait()
        if self.error is not None:
            raise self.error

    async def forget(self, project: str, sha256: str) -> None:
        self.forgotten.append((project, sha256))


class FakeDisk(MemoryBlobStore):
    """Counts syncs, and has no room from an offset on, if it is told so."""

    def __init__(self) -> None:
        super().__init__()
        self.syncs = 0
        self.full_at: int | None = None
        self.sync_error: Exception | None = None

    async def append(self, name: str, offset: int, *data: bytes) -> None:
        if self.full_at is not None and offset + sum(map(len, data)) > self.full_at:
            raise StorageFullError("The disk has no room left.")
        await super().append(name, offset, *data)

    async def sync(self, name: str) -> None:
        self.syncs += 1
        if self.sync_error is not None:
            raise self.sync_error
        await super().sync(name)


@dataclass(kw_only=True)
class World:
    """Everything a test may look at or turn; `restart` keeps only what is durable."""

    terms: Terms = TERMS
    clock: FakeClock = field(default_factory=FakeClock)
    reader: FakeReader = field(default_factory=FakeReader)
    blobs: FakeDisk = field(default_factory=FakeDisk)
    rows: Rows = field(default_factory=Rows)
    limit: int = 4
    most_waiting: int = 1_000

    def __post_init__(self) -> None:
        self.file_store = MemoryFileStore(self.rows)
        self.processing = Processing(
            files=self.file_store,
            inspect=self.reader.inspect,
            forget=self.reader.forget,
            clock=self.clock,
            limit=self.limit,
            most_waiting=self.most_waiting,
        )
        self.files = Files(
            files=self.file_store,
            uploads=MemoryUploadStore(self.rows),
            blobs=self.blobs,
            processing=self.processing,
            clock=self.clock,
            terms=self.terms,
        )

    def restart(self) -> "World":
        return replace(self)

    async def upload(self, content: bytes = b"hello", new: NewFile = NEW) -> File:
        return await self.files.create(new, stream(content))

    async def begin(self, content: bytes = b"", size_bytes: int | None = None) -> Upload:
        upload = await self.files.start(replace(NEW, size_bytes=size_bytes))
        return await self.files.append(upload.id, 0, stream(content)) if content else upload


async def stream(*packets: bytes) -> AsyncIterator[bytes]:
    """Yield packets as a connection would."""
    for packet in packets:
        yield packet


async def cut(*packets: bytes) -> AsyncIterator[bytes]:
    """Yield packets, then break off."""
    for packet in packets:
        yield packet
    raise ConnectionResetError("the caller went away")


def read(blobs: BlobStore, name: str) -> bytes:
    """Return all bytes of a blob."""
    with blobs.open(name) as file:
        return file.read()
