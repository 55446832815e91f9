"""The Executor that reads documents in sealed children, one document each."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Sequence
from typing import Literal

import msgspec
import structlog

from wasat.adapters.sealed.child import OUT_OF_MEMORY
from wasat.adapters.sealed.frames import BROKEN, DONE, STATUS, VALUE, read_frames
from wasat.adapters.sealed.messages import Ended, Run
from wasat.adapters.sealed.places import Places
from wasat.adapters.sealed.process import ZygoteProcess
from wasat.documents.executor import Executor, Job
from wasat.status import (
    Code,
    DeadlineExceededError,
    FailedPreconditionError,
    InternalError,
    ResourceExhaustedError,
    StatusError,
    UnreadableDocumentError,
)
from wasat.telemetry import WORKERS_BUSY, WORKERS_ENDED

Sandbox = Literal["auto", "require", "off"]
_Ending = asyncio.Future[Ended | None]

FULL_LAYERS = ("rlimits", "no-new-privileges", "landlock", "seccomp")
MOST_WAITING = 1000  # of one project; a file waits in its own queue before it comes here
MOST_RESULT_BYTES = 1 << 30
_ERRORS: dict[int, type[StatusError]] = {
    Code.INVALID_ARGUMENT: UnreadableDocumentError,
    Code.DEADLINE_EXCEEDED: DeadlineExceededError,
    Code.RESOURCE_EXHAUSTED: ResourceExhaustedError,
}

_log = structlog.get_logger(__name__)


class _LostError(Exception):
    """The zygote went, and the child with it: not the document's fault."""


class SealedExecutor(Executor):
    """At most so many sealed children at a time, under one zygote.

    Args:
        modules: Whose functions jobs may name; a module's `warm()` is called once.
        children: How many at a time; 0 is one per core.
        sandbox: `require` refuses to start where a layer is missing, `off` keeps only resource
            limits, `auto` takes what there is.
    """

    def __init__(
        self, *, modules: Sequence[str], children: int = 0, sandbox: Sandbox = "auto"
    ) -> None:
        self._places = Places(children or os.cpu_count() or 1, MOST_WAITING)
        self._sandbox = sandbox
        self._ended: dict[int, _Ending] = {}
        self._number = 0
        self._zygote = ZygoteProcess(
            modules=modules,
            is_full=sandbox != "off",
            on_ended=self._on_ended,
            on_lost=self._on_lost,
        )

    @property
    def layers(self) -> tuple[str, ...]:
        """What holds the children in; known once started."""
        return self._zygote.layers

    async def start(self) -> None:
        """Start the zygote and wait until it is warm.

        Raises:
            FailedPreconditionError: A layer is missing and the sandbox is required.
        """
        self._zygote.start()
        await self._zygote.wait_until_ready()
        missing = [layer for layer in FULL_LAYERS if layer not in self.layers]
        if missing and self._sandbox == "require":
            await self.close()
            raise FailedPreconditionError(
                f"The sandbox is required, but this system lacks {', '.join(missing)}."
            )

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        """Run the job in a child of its own; once more if the zygote was lost before a result."""
        async with self._places.take(job.blob.project):
            for attempt in range(2):
                has_result = False
                try:
                    async for value in self._run_once(job):
                        has_result = True
                        yield value
                except _LostError as error:
                    if attempt or has_result:
                        raise ResourceExhaustedError("Reading ended early; try again.") from error
                else:
                    return

    async def close(self) -> None:
        """End all children and the zygote."""
        await self._zygote.close()
        self._on_lost()

    async def _run_once(self, job: Job) -> AsyncGenerator[bytes, None]:
        await self._zygote.wait_until_ready()
        with await asyncio.to_thread(job.blob.lend) as document:
            reader, transport, pipe = await _open_pipe()
            number, ended = self._send(job, document.fileno(), pipe)
            WORKERS_BUSY.inc()
            try:
                async for kind, data in read_frames(reader, MOST_RESULT_BYTES):
                    if kind == VALUE:
                        yield data
                    elif kind == DONE:
                        return
                    else:
                        raise _to_error(kind, data)
                raise _explain(await ended, job)
            finally:
                transport.close()
                await self._bury(number, ended)
                WORKERS_BUSY.dec()

    def _send(self, job: Job, document: int, pipe: int) -> tuple[int, _Ending]:
        """Hand the job and its descriptors over; return its number and what becomes of it."""
        self._number += 1
        ended: _Ending = asyncio.get_running_loop().create_future()
        self._ended[self._number] = ended
        message = Run(
            number=self._number,
            function=job.function,
            arguments=dict(job.arguments),
            seconds=job.seconds,
            cpu_seconds=job.cpu_seconds,
            memory_bytes=job.memory_bytes,
        )
        if not self._zygote.run(message, document, pipe):
            self._settle(self._number, None)
        os.close(pipe)
        return self._number, ended

    async def _bury(self, number: int, ended: _Ending) -> None:
        """Make sure the child is gone: only then is its place free."""
        if not ended.done():
            self._zygote.kill(number)
        await asyncio.shield(ended)

    def _on_ended(self, report: Ended) -> None:
        WORKERS_ENDED.labels(how=_how(report)).inc()
        self._settle(report.number, report)

    def _on_lost(self) -> None:
        for number in list(self._ended):
            self._settle(number, None)

    def _settle(self, number: int, report: Ended | None) -> None:
        future = self._ended.pop(number, None)
        if future and not future.done():
            future.set_result(report)


async def _open_pipe() -> tuple[asyncio.StreamReader, asyncio.ReadTransport, int]:
    """Return the reading end, its transport, and the descriptor to write to."""
    near, far = os.pipe()
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(near, "rb", 0)
    )
    return reader, transport, far


def _how(report: Ended) -> str:
    if report.is_late:
        return "late"
    return "signal" if report.status < 0 else "exit" if report.status else "done"


def _to_error(kind: bytes, data: bytes) -> StatusError:
    """Make the error again that the child met."""
    if kind == STATUS:
        code, message = msgspec.msgpack.decode(data, type=tuple[int, str])
        return _ERRORS.get(code, InternalError)(message)
    if kind == BROKEN:
        _log.error("a reader broke", traceback=data.decode(errors="replace"))
    return InternalError("The document could not be read because of a fault of the server.")


def _explain(report: Ended | None, job: Job) -> Exception:
    """Say why a child ended before it was done."""
    if report is None:
        return _LostError()
    if report.is_late:
        return DeadlineExceededError(f"Reading took longer than {job.seconds:.0f} s.")
    if report.status == -signal.SIGXCPU:
        return ResourceExhaustedError(
            f"Reading took more than {job.cpu_seconds} s of processor time."
        )
    if report.status in (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGTRAP):
        return ResourceExhaustedError(
            f"Reading took more than {job.memory_bytes >> 20} MiB of memory."
        )
    return ResourceExhaustedError(f"Reading the document crashed the reader ({report.status}).")
