"""The port for work on pages: jobs that run apart from the server, sealed, one document each.

What every filling needs alike stands here too: how a function is found by name, how long it may
take, and what may be told of a fault.
"""

import sys
import traceback
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from wasat.blob import Blob
from wasat.status import InternalError, ResourceExhaustedError

Argument = str | int | float | bool | None | bytes | list["Argument"] | dict[str, "Argument"]
JobFunction = Callable[..., Iterator[bytes]]

FAULT = "The document could not be read because of a fault of this server."


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to do with a document.

    Attributes:
        function: Dotted name of a generator function that takes an open file (`BinaryIO`) first,
            such as `wasat.documents.load.iter_parts`. Its module must be among those that the
            executor was told to import. Run again on the same file it yields the same.
        blob: The document; lent to the function as that file. Its project is what is fair to.
        arguments: By name.
        seconds: Wall clock from start to end, as far as results are waited for: a caller who takes
            them slowly takes nothing from it, nor may others who have the processors.
        earned_seconds: Added to `seconds` with each result.
        most_seconds: Never more than this, whatever is earned; None is any.
        result_seconds: Wall clock for each result after the first; None is as `seconds` allow.
        cpu_seconds: Processor time, whole seconds.
        first_cpu_seconds: Processor time for the first result; None is any.
        result_cpu_seconds: Processor time for each result after the first; None is any.
        memory_bytes: Address space over that of the warmed parent.
        allowance: Time shared with other jobs on this document; None is a fresh one, as above.
    """

    function: str
    blob: Blob
    arguments: Mapping[str, Argument] = field(default_factory=dict[str, Argument])
    seconds: float = 60.0
    earned_seconds: float = 0.0
    most_seconds: float | None = None
    result_seconds: float | None = None
    cpu_seconds: int = 60
    first_cpu_seconds: float | None = None
    result_cpu_seconds: float | None = None
    memory_bytes: int = 1 << 30
    allowance: "Allowance | None" = field(default=None, compare=False, repr=False)


class OverrunError(ResourceExhaustedError):
    """A job took more than it may, or its process died of the document."""


class BrokenReaderError(InternalError):
    """The function of a job broke: a fault of ours that this document brings to light."""


class Executor(Protocol):
    """Runs jobs, a bounded number at a time, fair between projects."""

    def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        """Run the function and yield what it yields: bytes, in order, as they come.

        Closing the iterator ends the job.

        Raises:
            UnreadableDocumentError: The function said so; its message is passed on.
            DeadlineExceededError: Its time is over.
            OverrunError: Memory or processor time is used up, the process died, or the results
                grew too large.
            ResourceExhaustedError: Too many jobs of this project wait already, or the system has no
                room for another process.
            BrokenReaderError: The function broke; where is in the log.
            UnavailableError: Nothing can be run now.
        """
        ...

    async def close(self) -> None:
        """End all jobs and release every process; nothing runs afterwards."""
        ...


class Allowance:
    """The wall clock a job has left, as it earns and spends it.

    Args:
        job: Whose.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._most = job.most_seconds
        self._spent = 0.0
        self._results = 0

    @property
    def seconds(self) -> float:
        """How long the next result may take."""
        left = self._granted - self._spent
        most = self._job.result_seconds
        return left if most is None or not self._results else min(left, most)

    def spend(self, seconds: float) -> None:
        """Count a result that took so long."""
        self._spent += seconds
        self._results += 1

    def cap(self, seconds: float) -> None:
        """Grant no more than this, whatever is earned."""
        self._most = seconds if self._most is None else min(self._most, seconds)

    def explain(self) -> str:
        """Say which time is over, when `seconds` are."""
        if self.seconds < self._granted - self._spent:
            return f"Reading one part took longer than {self.seconds:g} seconds."
        return f"Reading took longer than the {self._granted:.0f} seconds that it may take."

    @property
    def _granted(self) -> float:
        earned = self._job.seconds + self._results * self._job.earned_seconds
        return earned if self._most is None else min(earned, self._most)


def find_function(name: str, modules: Collection[str]) -> JobFunction:
    """Return the function of that dotted name.

    Args:
        name: Module and function.
        modules: Those it may be of; imported already.

    Raises:
        LookupError: Its module is not among them, or has no such function.
    """
    module, _, last = name.rpartition(".")
    if module not in modules:
        raise LookupError(f"a job is a function of {', '.join(modules)}, not {name}")
    function: JobFunction = vars(sys.modules[module])[last]
    return function


def describe_fault(error: BaseException) -> str:
    """Say where a function broke; nothing of what it held, which may be a document's words."""
    lines = traceback.format_tb(error.__traceback__)
    return f"{''.join(lines)}{type(error).__module__}.{type(error).__qualname__}"
