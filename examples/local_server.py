"""A server of our own for as long as a block of code lasts: for the demo, tests and benchmarks."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 120  # of a machine that is busy with other things; alone it takes three
STOP_SECONDS = 45


@dataclass(frozen=True, kw_only=True)
class LocalServer:
    """A running server.

    Attributes:
        url: Its base URL.
        pid: Its process.
    """

    url: str
    pid: int


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    data_dir: Path, *, settings: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[LocalServer]:
    """Run `wasat serve` on a free loopback port until the block ends.

    Args:
        data_dir: Where it keeps its state.
        settings: Further settings, by their `WASAT_` names.
        log: Where its output goes; nowhere by default.

    Raises:
        TimeoutError: It does not answer within START_SECONDS.
    """
    port = free_port()
    command = [sys.executable, "-m", "wasat", "serve", "--port", str(port)]
    command += ["--data-dir", str(data_dir)]
    with (log or Path(os.devnull)).open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - our own program
            command, env=os.environ | (settings or {}), stdout=output, stderr=output
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_ready(url, process)
            yield LocalServer(url=url, pid=process.pid)
        finally:
            stop(process)


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the server answers.

    Raises:
        TimeoutError: It does not within START_SECONDS.
        ChildProcessError: It ended instead.
    """
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ChildProcessError(f"expected a server, it ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"expected {url} to answer within {START_SECONDS} s")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the process: asked first, then made to."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
