"""The Executor that reads documents in sealed children, one document each."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import BinaryIO, Literal, TypedDict

import msgspec
import structlog

from wasat.adapters.sealed import messages
from wasat.adapters.sealed.capacity import count_children
from wasat.adapters.sealed.endings import LOST, explain, name_cause
from wasat.adapters.sealed.frames import HEAD_BYTES, OversizeError, receive_frame
from wasat.adapters.sealed.messages import Order, Refusal
from wasat.adapters.sealed.process import Child, LostError, ZygoteProcess
from wasat.adapters.sealed.room import MemoryRoom
from wasat.adapters.sealed.seal import LAYERS
from wasat.adapters.sealed.stopwatch import Stopwatch
from wasat.blob import Blob
from wasat.documents.executor import (
    FAULT,
    Allowance,
    BrokenReaderError,
    Executor,
    Job,
    OverrunError,
)
from wasat.documents.places import Places
from wasat.status import (
    Code,
    DeadlineExceededError,
    FailedPreconditionError,
    ResourceExhaustedError,
    StatusError,
    UnreadableDocumentError,
)
from wasat.telemetry import WORKER_DEATHS, WORKERS_BUSY, WORKERS_ENDED

Sandbox = Literal["auto", "require", "off"]

MOST_WAITING = 1_000  # of one project; a file waits in its own queue before it comes here
MOST_RESULT_BYTES = 1 << 30
_ERRORS: dict[int, type[StatusError]] = {
    Code.INVALID_ARGUMENT: UnreadableDocumentError,
    Code.DEADLINE_EXCEEDED: DeadlineExceededError,
    Code.RESOURCE_EXHAUSTED: OverrunError,
}

_log = structlog.get_logger(__name__)


class Sealing(TypedDict):
    """What all executors of a server have in common."""

    sandbox: Sandbox
    most_waiting: int
    most_result_bytes: int


class SealedExecutor(Executor):
    """At most so many sealed children at a time, under one zygote.

    Args:
        modules: Whose functions jobs may name; a module's `warm()` is called once.
        children: How many at a time; 0 is one per core, as far as memory goes.
        room: Memory that others take from as well; None is any.
        sandbox: `require` refuses to start where a layer is missing, `off` keeps only resource
            limits, `auto` takes what there is.
        most_waiting: How many jobs of one project may wait for a child.
        most_result_bytes: Of one job, all results together.

    Attributes:
        children: How many there are at a time.
    """

    def __init__(
        self,
        *,
        modules: Sequence[str],
        children: int = 0,
        room: MemoryRoom | None = None,
        sandbox: Sandbox = "auto",
        most_waiting: int = MOST_WAITING,
        most_result_bytes: int = MOST_RESULT_BYTES,
    ) -> None:
        self.children = children or count_children()
        self._room = room or MemoryRoom(sys.maxsize)
        self._places = Places(self.children, most_waiting)
        self._sandbox = sandbox
        self._has_told = False
        self._most_result_bytes = most_result_bytes
        self._zygote = ZygoteProcess(modules=modules, is_full=sandbox != "off")

    @property
    def layers(self) -> tuple[str, ...]:
        """What holds the children in; empty until started."""
        return self._zygote.layers

    @property
    def missing_layers(self) -> tuple[str, ...]:
        """What does not, of all that there are."""
        return tuple(layer for layer in LAYERS if layer not in self.layers)

    @property
    def waiting(self) -> int:
        """How many jobs wait for a child."""
        return self._places.waiting

    async def start(self) -> None:
        """Start the zygote and wait until it is warm; a first job would do that too.

        Raises:
            FailedPreconditionError: A layer is missing and the sandbox is required.
            UnavailableError: It does not start; why is on the standard error.
        """
        await self._zygote.get_ready()
        if self.missing_layers and self._sandbox == "require":
            await self.close()
            raise FailedPreconditionError(
                f"The sandbox is required, but this system lacks {', '.join(self.missing_layers)}."
            )
        if not self._has_told:
            self._has_told = True
            self._tell()

    def _tell(self) -> None:
        """Log once how tightly children are sealed; what is missing is worth a warning."""
        if self.missing_layers and self._sandbox == "auto":
            _log.warning("readers are sealed less", layers=self.layers, missing=self.missing_layers)
        else:
            _log.info("readers are sealed", layers=self.layers, sandbox=self._sandbox)

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        """Run the job in a child of its own; once more if the zygote was lost.

        What had come before is not yielded again: a function yields the same when run again.
        """
        came = 0
        async with self._places.take(job.blob.project), self._room.take(job.memory_bytes):
            for is_last in (False, True):
                try:
                    async with aclosing(self._run_once(job, skipped=came)) as results:
                        async for result in results:
                            came += 1
                            yield result
                except LostError as error:
                    if is_last:
                        raise ResourceExhaustedError(LOST) from error
                else:
                    return

    async def close(self) -> None:
        """End all children and the zygote."""
        await self._zygote.close()

    async def _run_once(self, job: Job, *, skipped: int) -> AsyncGenerator[bytes, None]:
        await self.start()
        with await _lend(job.blob) as document:
            child = await self._zygote.fork(document.fileno())
        WORKERS_BUSY.inc()
        how = "closed"
        try:
            await child.order(_pack(job))
            async with aclosing(self._results(child, job)) as results:
                async for result in results:
                    if skipped:
                        skipped -= 1
                    else:
                        yield result
            how = "done"
        except StatusError as error:
            how = error.code.name.lower()
            raise
        except LostError:
            how = "lost"
            raise
        finally:
            WORKERS_ENDED.labels(how=how).inc()
            WORKERS_BUSY.dec()
            await self._zygote.end(child)  # only then is its place free

    async def _results(self, child: Child, job: Job) -> AsyncGenerator[bytes, None]:
        """Yield results until the child says that it is done."""
        allowance = job.allowance or Allowance(job)
        room = self._most_result_bytes
        while True:
            kind, data = await self._receive(child, job, allowance)
            if kind == messages.DONE:
                return
            if kind != messages.RESULT:
                raise _to_error(kind, data)
            room -= HEAD_BYTES + len(data)
            if room < 0:
                raise OverrunError(self._too_much())
            yield data
            await asyncio.sleep(0)  # a flood of small ones must not hold the event loop

    async def _receive(self, child: Child, job: Job, allowance: Allowance) -> tuple[bytes, bytes]:
        """Wait for a frame as long as the job may take."""
        watch = Stopwatch(child)
        try:
            return await watch.wait(receive_frame(child.reader), allowance.seconds)
        except TimeoutError as error:
            raise DeadlineExceededError(allowance.explain()) from error
        except OversizeError as error:
            raise OverrunError(self._too_much()) from error
        except (EOFError, ConnectionError) as error:
            await self._zygote.end(child)
            status = child.ended.result()
            WORKER_DEATHS.labels(cause=name_cause(status)).inc()
            raise (explain(status, job) or LostError()) from error
        finally:
            allowance.spend(watch.seconds)

    def _too_much(self) -> str:
        return f"Reading gave more than {self._most_result_bytes} bytes."


async def _lend(blob: Blob) -> BinaryIO:
    """Open the document in a thread; a caller who is cancelled leaves nothing open."""
    lending = asyncio.ensure_future(asyncio.to_thread(blob.lend))
    try:
        return await asyncio.shield(lending)
    except asyncio.CancelledError:
        lending.add_done_callback(_give_back)
        raise


def _give_back(lending: "asyncio.Future[BinaryIO]") -> None:
    if not lending.cancelled() and not lending.exception():
        lending.result().close()


def _pack(job: Job) -> bytes:
    order = Order(
        function=job.function,
        arguments=dict(job.arguments),
        cpu_seconds=job.cpu_seconds,
        first_cpu_seconds=job.first_cpu_seconds,
        result_cpu_seconds=job.result_cpu_seconds,
        memory_bytes=job.memory_bytes,
    )
    return msgspec.msgpack.encode(order)


def _to_error(kind: bytes, data: bytes) -> StatusError:
    """Make the error again that the child met; it may say anything, and is believed little."""
    if kind == messages.REFUSAL:
        try:
            refusal = msgspec.msgpack.decode(data, type=Refusal)
        except msgspec.MsgspecError:
            return BrokenReaderError(FAULT)
        if refusal.code in _ERRORS:
            return _ERRORS[refusal.code](refusal.message)
    _log.error("a reader broke", where=data.decode(errors="replace"))
    return BrokenReaderError(FAULT)
