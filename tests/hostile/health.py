"""How a server is while others ill-treat it."""

import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.hostile.tree import descend, find_owner

PINGER = Path(__file__).with_name("ping.py")
CANARY = ("127.0.0.1", 9)  # the address that hostile inputs would have fetched


@dataclass(slots=True, kw_only=True)
class Health:
    """What was seen of it, meanwhile and afterwards.

    Attributes:
        pings: Seconds that /livez took.
        missed: How often it did not answer.
        is_heard: Whether fetches could be heard; a low port wants rights.
        fetches: Connections to the address that inputs name, but none of other programs.
        peak_bytes: The most memory of all its processes.
        lingering: Readers that outlived their documents.
        orphans: Processes that outlived the server.
    """

    pings: list[float] = field(default_factory=list[float])
    missed: int = 0
    is_heard: bool = False
    fetches: int = 0
    peak_bytes: int = 0
    lingering: int = 0
    orphans: int = 0

    @property
    def ping_p99_seconds(self) -> float:
        """The 99th percentile of /livez."""
        return sorted(self.pings)[int(len(self.pings) * 0.99)] if self.pings else float("inf")

    @property
    def is_good(self) -> bool:
        """Whether nothing happened that never may."""
        return not (self.missed or self.fetches or self.lingering or self.orphans)


@contextmanager
def look_after(url: str, process: int, health: Health) -> Iterator[None]:
    """Ask for /livez, and hear who would fetch something, until the block ends."""
    over = threading.Event()
    listener = threading.Thread(target=_listen, args=(process, health, over))
    listener.start()
    with tempfile.TemporaryFile("w+") as said:
        pinger = subprocess.Popen(
            [sys.executable, PINGER, *urlsplit(url).netloc.split(":")],
            stdin=subprocess.PIPE,
            stdout=said,
        )
        try:
            yield
        finally:
            pinger.communicate()
            over.set()
            listener.join()
            said.seek(0)
            lines = said.read().split()
            health.missed = lines.count("missed")
            health.pings = [float(line) for line in lines if line != "missed"]


def _listen(process: int, health: Health, over: threading.Event) -> None:
    with socket.socket() as canary:
        canary.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        canary.settimeout(0.2)
        try:
            canary.bind(CANARY)
        except OSError:
            return
        canary.listen()
        health.is_heard = True
        while not over.is_set():
            try:
                connection, (_, port) = canary.accept()
            except TimeoutError:
                continue
            with connection:
                owner = find_owner(port)
            health.fetches += owner is None or owner in descend(process)
