"""Jobs in this very process: neither sealed nor bounded in memory."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from importlib import import_module
from typing import BinaryIO

import structlog

from wasat.documents.executor import (
    FAULT,
    Allowance,
    BrokenReaderError,
    Executor,
    Job,
    OverrunError,
    describe_fault,
    find_function,
)
from wasat.documents.places import Places
from wasat.status import (
    DeadlineExceededError,
    ResourceExhaustedError,
    StatusError,
    UnavailableError,
)

_MOST_WAITING = 1_000

_log = structlog.get_logger(__name__)


class InlineExecutor(Executor):
    """Runs jobs one at a time, in one thread, since pdfium bears no second.

    A function that never yields cannot be ended: its caller is told of the deadline, and the thread
    stays busy.

    Args:
        modules: Whose functions jobs may name.
        most_waiting: How many jobs of one project may wait.
    """

    def __init__(self, *, modules: Sequence[str], most_waiting: int = _MOST_WAITING) -> None:
        self._modules = modules
        self._places = Places(1, most_waiting)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inline")
        self._is_closed = False

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        """Run the function step by step in the thread."""
        async with self._places.take(job.blob.project):
            if self._is_closed:
                raise UnavailableError("The executor is closed.")
            with job.blob.lend() as file:
                steps = _run(job, file, self._modules)
                async with aclosing(self._iterate(steps, job)) as results:
                    async for result in results:
                        yield result

    async def close(self) -> None:
        """Run nothing any more."""
        self._is_closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _iterate(self, steps: Iterator[bytes], job: Job) -> AsyncGenerator[bytes, None]:
        allowance = job.allowance or Allowance(job)
        loop = asyncio.get_running_loop()
        while True:
            began = time.monotonic()
            step = loop.run_in_executor(self._thread, _step, steps, job)
            done, _ = await asyncio.wait([step], timeout=allowance.seconds)
            late = "" if done else allowance.explain()
            allowance.spend(time.monotonic() - began)
            if late:
                raise DeadlineExceededError(late)
            result = step.result()
            if result is None:
                return
            yield result


def _run(job: Job, file: BinaryIO, modules: Sequence[str]) -> Iterator[bytes]:
    for module in modules:
        import_module(module)
    yield from find_function(job.function, modules)(file, **job.arguments)


def _step(steps: Iterator[bytes], job: Job) -> bytes | None:
    """Return the next result, or None after the last; make its errors ours."""
    try:
        return next(steps, None)
    except ResourceExhaustedError as error:
        raise OverrunError(error.message) from error
    except StatusError:
        raise
    except (MemoryError, RecursionError) as error:
        raise OverrunError(
            f"Reading takes more than {job.memory_bytes} bytes of memory."
        ) from error
    except Exception as error:
        _log.error("a reader broke", where=describe_fault(error))
        raise BrokenReaderError(FAULT) from error
