"""Documents, read once and kept as pages that load one by one.

What is kept: the pages, as long as the bytes are; and that a document cannot be read, in memory,
since the same bytes will fail again. A document that took too long or too much is tried again when
asked for again: that may have been the machine's fault.
"""

import asyncio
import math
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import asdict, dataclass, field, replace

import structlog

from wasat.blob import Blob, BlobStore
from wasat.documents.document import Document
from wasat.documents.executor import FAULT, Allowance, Executor, Job
from wasat.documents.limits import STANDARD, STANDARD_PACE, Limits, Pace
from wasat.documents.ocr.completing import Completion, Find
from wasat.documents.ocr.reading import ScanReader
from wasat.documents.salvage import OVERRUNS, Salvage, Terms
from wasat.documents.scan import NO_SCANS, Scans, encode_scans
from wasat.documents.stored import folder_of, name_of, open_stored, write_parts
from wasat.status import (
    FailedPreconditionError,
    InternalError,
    StatusError,
    UnreadableDocumentError,
)
from wasat.telemetry import PAGES

Progress = Callable[[int], None]
Span = tuple[int, int | None]  # first and last page; None is to the end

WHOLE: Span = (1, None)

READ = "wasat.documents.load.iter_parts"

_MOST_REFUSALS = 1_000
MOST_LOOKS = 3  # at a page, by any reader

_log = structlog.get_logger(__name__)


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
            self.count(page)

    def count(self, pages: int) -> None:
        """Say how many pages are read."""
        self.seen = pages
        for watcher in self.watchers:
            watcher(pages)


class Library:
    """Reads documents by an executor, once for each project, hash, type and version.

    Args:
        executor: Does the reading.
        blobs: Keeps the pages.
        limits: How much one document may ask of us.
        pace: How fast it must be read.
        scan_reader: Reads pages that are pictures; without it they stay unread.
    """

    def __init__(
        self,
        executor: Executor,
        blobs: BlobStore,
        limits: Limits = STANDARD,
        pace: Pace = STANDARD_PACE,
        scan_reader: ScanReader | None = None,
    ) -> None:
        self._executor = executor
        self._blobs = blobs
        self._limits = limits
        self._pace = pace
        self._readings: dict[str, _Reading] = {}
        self._refusals: OrderedDict[str, str] = OrderedDict()
        self._spans: dict[str, Span] = {}
        self._completion = (
            Completion(scan_reader, self._lay_out, blobs) if scan_reader is not None else None
        )

    def tell(self, listener: Callable[[Blob], None]) -> None:
        """Call it whenever more of a document was read after it was given out."""
        if self._completion is not None:
            self._completion.tell(listener)

    async def close(self) -> None:
        """End what goes on in the background; it goes on when a document is asked for again."""
        if self._completion is not None:
            await self._completion.close()

    async def load(
        self, blob: Blob, progress: Progress | None = None, span: Span = WHOLE
    ) -> Document:
        """Return the document, read now or before; calls at the same time share one reading.

        The reading ends when the last of them is cancelled. What is usual in a document, and which
        lines run through it, is told by the pages that are read.

        Args:
            blob: The bytes, their type and whose they are.
            progress: Told how many pages were looked at, at each one, if it is read now.
            span: Pages to read, of a document that has pages; the others are left out.

        Raises:
            UnreadableDocumentError: It is at fault; remembered until it is forgotten.
            DeadlineExceededError: Reading took too long.
            ResourceExhaustedError: Reading took too much.
            StorageFullError: There is no room to keep it.
            FailedPreconditionError: The bytes are gone.
        """
        name = name_of(blob)
        if span != WHOLE:
            name += f"-{span[0]}-{span[1] or 'end'}"
            self._spans[name] = span
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
        """Return how many pages of a document were read so far, 0 unless it is being read.

        A picture counts once it was read as one; the count falls when pages turn out to be such.
        """
        name = name_of(blob)
        reading = self._readings.get(name)
        if reading is not None:
            return reading.seen
        return self._completion.count_read(name) if self._completion is not None else 0

    def resume(self, find: Find) -> None:
        """Go on in the background with pictures of documents that the last run did not get to."""
        if self._completion is not None:
            self._completion.resume(find, self.load)

    async def forget(self, project: str, sha256: str) -> None:
        """Remove everything derived from these bytes; what is being read goes when it is read."""
        folder = folder_of(project, sha256)
        for name in [name for name in self._refusals if name.startswith(folder)]:
            del self._refusals[name]
        for name, reading in self._readings.items():
            if name.startswith(folder):
                reading.is_forgotten = True
        if self._completion is not None:
            await self._completion.stop(folder)
        await self._blobs.delete(folder)

    def _leave(self, name: str, reading: _Reading) -> None:
        """End a reading that nobody waits for, and let go of one that is over."""
        if reading.task is None or reading.waiting:
            return
        reading.task.cancel()
        if self._readings.get(name) is reading:
            del self._readings[name]

    async def _find(self, name: str, blob: Blob, reading: _Reading) -> Document:
        document = await self._find_kept(name)
        if document is None:
            try:
                document = await self._read(name, blob, reading)
            except UnreadableDocumentError as error:
                self._remember(name, error.message)
                raise
            unread = len(document.summary.unread)
            PAGES.labels(outcome="read").inc(len(document.pages) - unread)
            PAGES.labels(outcome="unread").inc(unread)
        if self._completion is not None and document.summary.scans:
            document = await self._completion.complete(name, blob, document, reading.count)
        if reading.is_forgotten:
            await self._blobs.delete(folder_of(blob.project, blob.sha256))
        return document

    async def _find_kept(self, name: str) -> Document | None:
        try:
            return await asyncio.to_thread(self._open, name)
        except FileNotFoundError:
            pass
        except ValueError as error:
            _log.warning("a stored document is damaged", blob=name, reason=str(error))
        return None

    async def _lay_out(self, name: str, blob: Blob, scans: Scans) -> Document:
        return await self._read(name, blob, _Reading(), scans)

    async def _read(
        self, name: str, blob: Blob, reading: _Reading, scans: Scans = NO_SCANS
    ) -> Document:
        """Have the document read, and keep what comes as it comes."""
        try:
            span = self._spans.get(name, WHOLE)
            job = self._job(blob, span, scans)
            allowance = Allowance(job)
            try:
                at_once = self._executor.run(replace(job, allowance=allowance))
                await self._keep(name, at_once, reading)
            except OVERRUNS as error:
                _log.info("a document is read in parts", reason=error.message)
                salvage = Salvage(self._executor, job, allowance, self._terms(), span)
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

    def _job(self, blob: Blob, span: Span = WHOLE, scans: Scans = NO_SCANS) -> Job:
        pace = self._pace
        more: dict[str, bytes | int | None] = {}
        if scans:
            more["scans"] = encode_scans(list(scans.values()))
        if span != WHOLE:
            more |= {"first_page": span[0], "last_page": span[1]}
        return Job(
            function=READ,
            blob=blob,
            arguments={"mime_type": blob.mime_type, **asdict(self._limits), **more},
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


def _take_note(task: "asyncio.Task[Document]") -> None:
    """Look at the error, so that it counts as heard when all who waited were cancelled."""
    if not task.cancelled():
        task.exception()
