"""Documents, read once and kept as pages that load one by one.

What is kept: the pages, as long as the bytes are; and that a document cannot be read, in memory,
since the same bytes will fail again. A document that took too long or too much is tried again when
asked for again: that may have been the machine's fault.
"""

import asyncio
import hashlib
import math
import re
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import asdict, dataclass, field, replace

import structlog

from wasat.blob import Blob, BlobStore
from wasat.documents.codec import VERSION
from wasat.documents.document import Document
from wasat.documents.executor import FAULT, Allowance, Executor, Job
from wasat.documents.limits import STANDARD, Limits
from wasat.documents.salvage import OVERRUNS, Salvage, Terms
from wasat.documents.stored import open_stored, write_parts
from wasat.status import (
    FailedPreconditionError,
    InternalError,
    StatusError,
    UnreadableDocumentError,
)
from wasat.telemetry import PAGES

Progress = Callable[[int], None]

READ = "wasat.documents.load.iter_parts"

_MOST_REFUSALS = 1_000
_LONGEST_TYPE = 80
MOST_LOOKS = 3  # at a page, by any reader

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast a document must be read. Source: real files, measured; see design notes.

    Attributes:
        start_seconds: Wall clock for a document, besides what its pages earn.
        page_seconds: Wall clock that each look at a page earns for the document: a reader may
            glance at it twice before it gives it out.
        most_seconds: Wall clock for a document, however many its pages.
        longest_page_seconds: Wall clock for each look after the first; a survey of all pages
            between two looks counts as part of one, and takes 2 s of 3,600 pages.
        page_cpu_seconds: Processor time for each look after the first.
        memory_bytes: Address space of the process that reads, over that of its warmed parent.
    """

    start_seconds: float = 30.0
    page_seconds: float = 0.07
    most_seconds: float = 1_200.0
    longest_page_seconds: float = 15.0
    page_cpu_seconds: float = 5.0
    memory_bytes: int = 1 << 30


STANDARD_PACE = Pace()


@dataclass(slots=True, kw_only=True, eq=False)
class _Reading:
    """One document being found or read, and who waits for it."""

    task: asyncio.Task[Document] | None = None
    waiting: int = 0
    watchers: list[Progress] = field(default_factory=list[Progress])
    is_forgotten: bool = False
    seen: int = 0

    def tell(self, page: int) -> None:
        """Pass a page's number on, when it is looked at for the first time."""
        if page > self.seen:
            self.seen = page
            for watcher in self.watchers:
                watcher(page)


class Library:
    """Reads documents by an executor, once for each project, hash, type and version.

    Args:
        executor: Does the reading.
        blobs: Keeps the pages.
        limits: How much one document may ask of us.
        pace: How fast it must be read.
    """

    def __init__(
        self,
        executor: Executor,
        blobs: BlobStore,
        limits: Limits = STANDARD,
        pace: Pace = STANDARD_PACE,
    ) -> None:
        self._executor = executor
        self._blobs = blobs
        self._limits = limits
        self._pace = pace
        self._readings: dict[str, _Reading] = {}
        self._refusals: OrderedDict[str, str] = OrderedDict()

    async def load(self, blob: Blob, progress: Progress | None = None) -> Document:
        """Return the document, read now or before; calls at the same time share one reading.

        The reading ends when the last of them is cancelled.

        Args:
            blob: The bytes, their type and whose they are.
            progress: Told how many pages were looked at, at each one, if it is read now.

        Raises:
            UnreadableDocumentError: It is at fault; remembered until it is forgotten.
            DeadlineExceededError: Reading took too long.
            ResourceExhaustedError: Reading took too much.
            StorageFullError: There is no room to keep it.
            FailedPreconditionError: The bytes are gone.
        """
        name = _name(blob)
        if name in self._refusals:
            raise UnreadableDocumentError(self._refusals[name])
        reading = self._readings.setdefault(name, _Reading())
        reading.is_forgotten = False
        if reading.task is None:
            reading.task = asyncio.create_task(self._find(name, blob, reading))
            reading.task.add_done_callback(_take_note)
        watchers = [progress] if progress else []
        reading.watchers += watchers
        reading.waiting += 1
        try:
            return await asyncio.shield(reading.task)
        except StatusError as error:  # shared by all who wait: each raises one of its own
            raise type(error)(error.message, details=error.details) from error
        finally:
            reading.waiting -= 1
            for watcher in watchers:
                reading.watchers.remove(watcher)
            self._leave(name, reading)

    def count_seen(self, blob: Blob) -> int:
        """Return how many pages of a document that is being read were looked at so far."""
        reading = self._readings.get(_name(blob))
        return reading.seen if reading is not None else 0

    async def forget(self, project: str, sha256: str) -> None:
        """Remove everything derived from these bytes; what is being read goes when it is read."""
        folder = _folder(project, sha256)
        for name in [name for name in self._refusals if name.startswith(folder)]:
            del self._refusals[name]
        for name, reading in self._readings.items():
            if name.startswith(folder):
                reading.is_forgotten = True
        await self._blobs.delete(folder)

    def _leave(self, name: str, reading: _Reading) -> None:
        """End a reading that nobody waits for, and let go of one that is over."""
        if reading.task is None or reading.waiting:
            return
        reading.task.cancel()
        if self._readings.get(name) is reading:
            del self._readings[name]

    async def _find(self, name: str, blob: Blob, reading: _Reading) -> Document:
        try:
            return await asyncio.to_thread(self._open, name)
        except FileNotFoundError:
            pass
        except ValueError as error:
            _log.warning("a stored document is damaged", blob=name, reason=str(error))
        try:
            document = await self._read(name, blob, reading)
        except UnreadableDocumentError as error:
            self._remember(name, error.message)
            raise
        unread = len(document.summary.unread)
        PAGES.labels(outcome="read").inc(len(document.pages) - unread)
        PAGES.labels(outcome="unread").inc(unread)
        if reading.is_forgotten:
            await self._blobs.delete(_folder(blob.project, blob.sha256))
        return document

    async def _read(self, name: str, blob: Blob, reading: _Reading) -> Document:
        """Have the document read, and keep what comes as it comes."""
        try:
            job = self._job(blob)
            allowance = Allowance(job)
            try:
                at_once = self._executor.run(replace(job, allowance=allowance))
                await self._keep(name, at_once, reading)
            except OVERRUNS as error:
                _log.info("a document is read in parts", reason=error.message)
                salvage = Salvage(self._executor, job, allowance, self._terms())
                await self._keep(name, salvage.read(error), reading)
            return await asyncio.to_thread(self._open, name)
        except FileNotFoundError as error:
            raise FailedPreconditionError("The document was deleted before it was read.") from error
        except ValueError as error:
            _log.exception("a reader gave parts out of order", mime_type=blob.mime_type)
            raise InternalError(FAULT) from error

    async def _keep(self, name: str, parts: AsyncGenerator[bytes, None], reading: _Reading) -> None:
        """Write parts down as they come; nothing stays of what ends in an error."""
        async with aclosing(parts), aclosing(write_parts(parts, reading.tell)) as pieces:
            await self._blobs.put(name, pieces)

    def _terms(self) -> Terms:
        pace = self._pace
        return Terms(
            start_seconds=pace.start_seconds,
            page_seconds=MOST_LOOKS * pace.page_seconds,
            page_cpu_seconds=MOST_LOOKS * pace.page_cpu_seconds,
        )

    def _job(self, blob: Blob) -> Job:
        pace = self._pace
        return Job(
            function=READ,
            blob=blob,
            arguments={"mime_type": blob.mime_type, **asdict(self._limits)},
            seconds=pace.start_seconds,
            earned_seconds=pace.page_seconds,
            most_seconds=pace.most_seconds,
            result_seconds=pace.longest_page_seconds,
            cpu_seconds=math.ceil(pace.most_seconds),
            result_cpu_seconds=pace.page_cpu_seconds,
            memory_bytes=pace.memory_bytes,
        )

    def _open(self, name: str) -> Document:
        with self._blobs.open(name) as file:
            return open_stored(file)

    def _remember(self, name: str, message: str) -> None:
        self._refusals[name] = message
        if len(self._refusals) > _MOST_REFUSALS:
            self._refusals.popitem(last=False)


def _folder(project: str, sha256: str) -> str:
    return f"derived/{project}/{sha256}/"


def _name(blob: Blob) -> str:
    """Name the blob of pages; the same bytes under another type are another document."""
    kind = re.sub(r"[^a-z0-9]+", "-", blob.mime_type)[:_LONGEST_TYPE].strip("-")
    mark = hashlib.sha256(blob.mime_type.encode()).hexdigest()[:8]  # of types that look alike
    return f"{_folder(blob.project, blob.sha256)}{VERSION}/{kind or 'any'}-{mark}"


def _take_note(task: "asyncio.Task[Document]") -> None:
    """Look at the error, so that it counts as heard when all who waited were cancelled."""
    if not task.cancelled():
        task.exception()
