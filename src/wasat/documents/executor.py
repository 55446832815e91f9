"""The port for work on pages: jobs that run apart from the server, sealed, one document each."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from wasat.blob import Blob

Argument = str | int | float | bool | None | bytes | list["Argument"] | dict[str, "Argument"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to do with a document.

    Attributes:
        function: Dotted name of a generator function that takes an open file (`BinaryIO`) first,
            such as `wasat.documents.load.iter_parts`. Its module must be among those that the
            executor was told to import.
        blob: The document; lent to the function as that file. Its project is what is fair to.
        arguments: By name.
        seconds: Wall clock, from start to end.
        cpu_seconds: Processor time, whole seconds.
        memory_bytes: Address space over that of the warmed parent.
    """

    function: str
    blob: Blob
    arguments: Mapping[str, Argument] = field(default_factory=dict[str, Argument])
    seconds: float = 60.0
    cpu_seconds: int = 60
    memory_bytes: int = 1 << 30


class Executor(Protocol):
    """Runs jobs, a bounded number at a time, fair between projects."""

    def run(self, job: Job) -> AsyncIterator[bytes]:
        """Run the function and yield what it yields: bytes, in order, as they come.

        Closing the iterator ends the job.

        Raises:
            UnreadableDocumentError: The function said so; its message is passed on.
            DeadlineExceededError: `seconds` are over.
            ResourceExhaustedError: Memory or processor time is used up, the process died, the
                results grew too large, or too many jobs of this project wait already.
        """
        ...

    async def close(self) -> None:
        """End all jobs and release every process; nothing runs afterwards."""
        ...
