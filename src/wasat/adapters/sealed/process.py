"""The zygote as the server sees it: started, heard, lost, started again."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

import msgspec
import structlog

from wasat.adapters.sealed.messages import (
    PACKET_BYTES,
    Ended,
    Kill,
    Ready,
    Run,
    Start,
    decode_report,
    encode,
)

_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 10.0
_END_SECONDS = 2.0

_log = structlog.get_logger(__name__)


class ZygoteProcess:
    """One zygote at a time; all calls on the event loop.

    Args:
        modules: What it imports and warms.
        is_full: Whether its children are sealed with more than resource limits.
        on_ended: Told of each child that is gone.
        on_lost: Told when the zygote is gone, and all children with it.
    """

    def __init__(
        self,
        *,
        modules: Sequence[str],
        is_full: bool,
        on_ended: Callable[[Ended], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._start_message = encode(Start(list(modules), is_full))
        self._on_ended = on_ended
        self._on_lost = on_lost
        self._ready = asyncio.Event()
        self._is_closing = False
        self._pause_seconds = _FIRST_PAUSE_SECONDS
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._again: asyncio.TimerHandle | None = None
        self.layers: tuple[str, ...] = ()

    def start(self) -> None:
        """Start the process; it is ready when it has warmed up."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "wasat.adapters.sealed.zygote", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            # A clean environment: keys must not lie in a reader's memory.
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the server
        )
        theirs.close()
        ours.settimeout(0)
        ours.send(self._start_message)
        self._control = ours
        asyncio.get_running_loop().add_reader(ours, self._hear, ours)

    async def wait_until_ready(self) -> None:
        """Return when jobs can be sent."""
        await self._ready.wait()

    def run(self, job: Run, document: int, pipe: int) -> bool:
        """Send a job with its descriptors; False if the zygote is being lost."""
        return self._send(encode(job), [document, pipe])

    def kill(self, number: int) -> None:
        """End a job's child."""
        self._send(encode(Kill(number)), [])

    async def close(self) -> None:
        """End the process and all children."""
        self._is_closing = True
        if self._again:
            self._again.cancel()
        if self._control is not None:
            self._drop(self._control)
        if self._process is not None:
            await asyncio.to_thread(_end, self._process)

    def _send(self, packet: bytes, descriptors: list[int]) -> bool:
        if self._control is None:
            return False
        try:
            socket.send_fds(self._control, [packet], descriptors)
        except OSError:
            return False
        return True

    def _hear(self, control: socket.socket) -> None:
        try:
            packet = control.recv(PACKET_BYTES)
        except BlockingIOError:
            return
        except OSError:
            packet = b""
        try:
            report = decode_report(packet)
        except msgspec.MsgspecError:
            self._lose(control)
            return
        if isinstance(report, Ready):
            self._pause_seconds = _FIRST_PAUSE_SECONDS
            self.layers = tuple(report.layers)
            _log.info("readers are sealed", layers=report.layers)
            self._ready.set()
        else:
            self._on_ended(report)

    def _lose(self, control: socket.socket) -> None:
        self._drop(control)
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._on_lost()
        if self._is_closing:
            return
        _log.error("the parent of the readers was lost", again_in_seconds=self._pause_seconds)
        loop = asyncio.get_running_loop()
        self._again = loop.call_later(self._pause_seconds, self.start)
        self._pause_seconds = min(2 * self._pause_seconds, _LONGEST_PAUSE_SECONDS)

    def _drop(self, control: socket.socket) -> None:
        asyncio.get_running_loop().remove_reader(control)
        control.close()
        self._control = None
        self._ready.clear()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process whose socket is closed; make it end if it does not."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(_END_SECONDS)
    process.kill()
    process.wait()
