"""From PROCESSING to ACTIVE or FAILED: a fair queue in front of whatever reads documents."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

import structlog

from wasat.blob import Blob
from wasat.clock import Clock
from wasat.files.file import Failure, File, State
from wasat.files.store import Content, FileStore
from wasat.status import Code, ResourceExhaustedError, RetryInfo, StatusError
from wasat.telemetry import DOCUMENT_SECONDS, DOCUMENTS

Inspect = Callable[[Blob], Awaitable[None]]
Forget = Callable[[str, str], Awaitable[None]]
CountSeen = Callable[[Blob], int]

_DOCUMENT_CODES = frozenset(
    {Code.INVALID_ARGUMENT, Code.DEADLINE_EXCEEDED, Code.RESOURCE_EXHAUSTED}
)
_RETRY_SECONDS = 5.0  # a file of the queue in front is read by then, unless it is long
_OUR_FAULT = "The file could not be read because of a fault of the server; upload it again."


@dataclass(slots=True, kw_only=True, eq=False)
class _Job:
    file: File
    blob: Blob
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class Processing:
    """Reads files, a bounded number at a time, the projects by turns.

    Args:
        files: Where final states are kept.
        inspect: Reads a document and keeps what was learnt; a StatusError says why it cannot.
        forget: Drops what was learnt from bytes of a project, by project and SHA-256.
        clock: The time.
        limit: How many are read at once.
        most_waiting: How many files of a project may wait.
        count_seen: Tells how many pages of a document that is being read were read so far.
    """

    def __init__(  # noqa: PLR0913 - what the other rooms do for it, one callable each
        self,
        *,
        files: FileStore,
        inspect: Inspect,
        forget: Forget,
        clock: Clock,
        limit: int = 4,
        most_waiting: int = 1_000,
        count_seen: CountSeen = lambda _: 0,
    ) -> None:
        self._files = files
        self._inspect = inspect
        self._forget = forget
        self._clock = clock
        self._limit = limit
        self._most_waiting = most_waiting
        self._count_seen = count_seen
        self._jobs: dict[str, _Job] = {}
        self._queues: OrderedDict[str, deque[_Job]] = OrderedDict()
        self._running: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        """How many files wait to be read."""
        return sum(map(len, self._queues.values()))

    def find_progress(self, file: File, blob: Blob) -> int | None:
        """Return how many pages of a file were read; nothing if nobody reads it."""
        job = self._jobs.get(file.blob)
        return (self._count_seen(blob) or None) if job is None else self._count_seen(job.blob)

    def admit(self, project: str) -> None:
        """Let a project have one more file, if not too many of its files wait.

        What was acknowledged is read all the same; this is for what is still to come.

        Raises:
            ResourceExhaustedError: Too many wait; says when to come again.
        """
        if len(self._queues.get(project, ())) >= self._most_waiting:
            raise ResourceExhaustedError(
                f"At most {self._most_waiting} files of a project may wait to be read.",
                details=[RetryInfo(delay_seconds=_RETRY_SECONDS)],
            )

    def submit(self, file: File, blob: Blob) -> None:
        """Queue a file that is PROCESSING, unless it is queued already; returns at once."""
        if file.blob in self._jobs:
            return
        job = self._jobs[file.blob] = _Job(file=file, blob=blob)
        self._queues.setdefault(file.project, deque()).append(job)
        self._start_next()

    async def wait(self, file: File, seconds: float) -> None:
        """Return when the file has its final state, or the time is over, or nobody reads it."""
        job = self._jobs.get(file.blob)
        if job is None:
            return
        try:
            async with asyncio.timeout(seconds):
                await job.ended.wait()
        except TimeoutError:
            return

    async def stop(self, file: File) -> None:
        """Read a file no further, since it was deleted."""
        job = self._jobs.pop(file.blob, None)
        if job is not None:
            self._leave_queue(job)
            await _stop([job.task] if job.task else [])
            job.ended.set()

    async def forget(self, content: Content) -> None:
        """Drop what was learnt from bytes that no file has any more."""
        await self._forget(content.project, content.sha256)

    async def close(self) -> None:
        """Stop reading; what has no final state yet is queued again after the next start."""
        self._queues.clear()
        await _stop(self._running)
        for job in self._jobs.values():
            job.ended.set()
        self._jobs.clear()

    def _start_next(self) -> None:
        while self._queues and len(self._running) < self._limit:
            project, queue = self._queues.popitem(last=False)
            job = queue.popleft()
            if queue:
                self._queues[project] = queue
            job.task = asyncio.create_task(self._run(job))
            self._running.add(job.task)
            job.task.add_done_callback(self._go_on)

    def _go_on(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._start_next()

    def _leave_queue(self, job: _Job) -> None:
        queue = self._queues.get(job.file.project)
        if queue is None or job not in queue:
            return
        queue.remove(job)
        if not queue:
            del self._queues[job.file.project]

    async def _run(self, job: _Job) -> None:
        try:
            await self._settle(job, await self._read(job))
        except Exception:  # noqa: BLE001 it is logged, and read again after the next start
            _log_fault("file_not_settled", job.file)
        finally:
            self._jobs.pop(job.file.blob, None)
            job.ended.set()

    async def _settle(self, job: _Job, failure: Failure | None) -> None:
        now = self._clock()
        state = State.ACTIVE if failure is None else State.FAILED
        await self._files.settle(job.file.blob, state, failure, now)
        code = Code.OK if failure is None else failure.code
        DOCUMENTS.labels(code=str(int(code))).inc()
        DOCUMENT_SECONDS.observe((now - job.file.created).total_seconds())

    async def _read(self, job: _Job) -> Failure | None:
        """Return why the document cannot be read, None if it can."""
        try:
            await self._inspect(job.blob)
        except StatusError as error:
            if error.code in _DOCUMENT_CODES:
                return Failure(code=error.code, message=error.message)
            _log_fault("file_not_read", job.file)
        except Exception:  # noqa: BLE001 one bad document must not end the queue; it is logged
            _log_fault("file_not_read", job.file)
        else:
            return None
        return Failure(code=Code.INTERNAL, message=_OUR_FAULT)


def _log_fault(event: str, file: File) -> None:
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger(__name__)
    log.exception(event, project=file.project, file=file.id)


async def _stop(tasks: Collection[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
