"""The wall clock of a child, less what others kept it from a processor."""

import asyncio
import time
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from wasat.adapters.sealed.process import Child

# A child at niceness 3 beside three busy processes a core has a seventh of it; one in four bounds
# what a machine that has nothing to spare may add to a limit.
MOST_STRETCH = 4
_NANOSECONDS = 1_000_000_000
_LEAST_WAIT_SECONDS = 0.05


class Stopwatch:
    """Runs from where it is made.

    A limit on wall clock is there for a child that hangs. One that is ready to run while others
    have the processors does not hang, and what becomes of its document must not depend on them.

    Args:
        child: Whose time it is.
    """

    def __init__(self, child: Child) -> None:
        self._child = child
        self._began = time.monotonic()
        self._denied = _denied_seconds(child)

    @property
    def seconds(self) -> float:
        """Since the start; a fourth of the wall clock at least, however long others worked."""
        wall = time.monotonic() - self._began
        denied = _denied_seconds(self._child) - self._denied
        return max(wall - denied, wall / MOST_STRETCH)

    async def wait(
        self, frame: Coroutine[None, None, tuple[bytes, bytes]], seconds: float
    ) -> tuple[bytes, bytes]:
        """Wait for a frame until the watch shows so many seconds.

        Raises:
            TimeoutError: It shows them.
        """
        waiting = asyncio.ensure_future(frame)
        try:
            while (left := seconds - self.seconds) > 0:
                await asyncio.wait([waiting], timeout=max(left, _LEAST_WAIT_SECONDS))
                if waiting.done():
                    return waiting.result()
        finally:
            waiting.cancel()
        raise TimeoutError


def _denied_seconds(child: Child) -> float:
    """How long it was ready to run and did not, so far; 0 where the system does not tell.

    The second number of `/proc/PID/schedstat`, in nanoseconds (proc(5) and the kernel's
    `sched-stats.rst`).
    """
    if child.process is not None:
        with suppress(OSError, IndexError, ValueError):
            text = Path(f"/proc/{child.process}/schedstat").read_text()
            return int(text.split()[1]) / _NANOSECONDS
    return 0.0
