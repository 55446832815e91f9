"""How much memory a process holds while a block of code runs (Linux)."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SAMPLE_SECONDS = 0.05


class Growth:
    """Resident memory of a process over that at the start, in bytes.

    Args:
        pid: The process.
    """

    def __init__(self, pid: int) -> None:
        self._status = Path(f"/proc/{pid}/statm")
        self._first = self._resident()
        self.peak_bytes = 0

    def sample(self) -> None:
        """Look once."""
        self.peak_bytes = max(self.peak_bytes, self._resident() - self._first)

    def _resident(self) -> int:
        return int(self._status.read_text().split()[1]) * 4096


@contextmanager
def watch(pid: int) -> Iterator[Growth]:
    """Sample a process until the block ends."""
    growth = Growth(pid)
    with sampling(growth.sample, SAMPLE_SECONDS):
        yield growth


@contextmanager
def sampling(sample: Callable[[], None], seconds: float) -> Iterator[None]:
    """Call this every so many seconds until the block ends."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(seconds):
            sample()

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
