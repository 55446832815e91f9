"""A server that may be killed and started again on the same folder, and what it has on its disk."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from examples.local_server import free_port, wait_until_ready

KEY = "crash"
END_SECONDS = 60
PLAIN = {"WASAT_DOWNLOAD_UPLOADED": "1", "WASAT_WORKERS": "1"}


@dataclass(kw_only=True)
class Server:
    """A server with a fixed folder and port, running or not.

    Attributes:
        folder: Its data.
        settings: Further settings, by their `WASAT_` names.
        before: A program that starts it, with arguments, such as a tracer.
        port: The same after each start, since clients come again to the same URLs.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[str] = ()
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.log"

    def launch(self) -> "subprocess.Popen[bytes]":
        """Start it without waiting for it."""
        command = [*self.before, sys.executable, "-m", "wasat", "serve"]
        command += ["--port", str(self.port), "--data-dir", str(self.folder)]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, env=os.environ | PLAIN | self.settings, stdout=output, stderr=output
            )
        return self.process

    def start(self) -> None:
        """Start it, and return when it answers."""
        wait_until_ready(self.url, self.launch())

    def kill(self) -> None:
        """End it as a crash would; what it started must end by itself."""
        self.send(signal.SIGKILL)
        self.wait()

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the server itself, which may be a child of what started it."""
        assert self.process is not None
        [server] = children_of(self.process.pid) if self.before else [self.process.pid]
        os.kill(server, number)

    def wait(self) -> int:
        """Return how it ended."""
        assert self.process is not None
        return self.process.wait(END_SECONDS)

    def tree(self) -> list[int]:
        """Return the server and all processes below it."""
        assert self.process is not None
        found = [self.process.pid]
        for process in found:
            found += children_of(process)
        return found

    def client(self) -> httpx.Client:
        """Return a client with the key of the only project, unlike the environment's."""
        return httpx.Client(
            base_url=self.url, headers={"x-goog-api-key": KEY}, timeout=60, trust_env=False
        )


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Start it, and end it however the block ends; a kill in between is the block's."""
    server.start()
    try:
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            with suppress(ValueError, ProcessLookupError):
                server.send(signal.SIGTERM)
            try:
                server.wait()
            except subprocess.TimeoutExpired:
                server.kill()


def children_of(process: int) -> list[int]:
    """Return the children of all threads of a process, none if it has ended."""
    children: list[int] = []
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            children += map(int, thread.read_text().split())
    return children


def is_gone(process: int) -> bool:
    """Whether it has ended; that nobody has waited for it yet does not matter."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] in "ZX"


def read_rows(folder: Path) -> tuple[dict[str, tuple[int, str]], dict[str, int]]:
    """Return size and SHA-256 of all files, and how far all running uploads are, by blob."""
    with closing(sqlite3.connect(folder / "wasat.sqlite3", timeout=30)) as connection:
        files = connection.execute("SELECT blob, size_bytes, sha256 FROM files").fetchall()
        running = "SELECT blob, received FROM uploads WHERE state = 'ACTIVE'"
        uploads = connection.execute(running).fetchall()
    return {blob: (size, sha256) for blob, size, sha256 in files}, dict(uploads)


def read_sizes(folder: Path) -> dict[str, int]:
    """Return the sizes of all blobs of files and uploads."""
    blobs = folder / "blobs"
    return {
        path.relative_to(blobs).as_posix(): path.stat().st_size
        for path in (blobs / "files").rglob("*")
        if path.is_file()
    }
