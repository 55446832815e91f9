"""The zygote as the server sees it: started, heard, lost, started again."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress

import structlog

from wasat.adapters.sealed import messages
from wasat.adapters.sealed.frames import OversizeError, pack_head, receive_frame
from wasat.status import UnavailableError
from wasat.telemetry import PARENTS_LOST

READY_SECONDS = 120.0  # two on a free core; thirty, with OCR, on one that ten others share
_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 10.0
# A zygote that has not told of an end by then hangs. On two cores that seventeen others shared, one
# took more than two seconds; to lose it costs every child and its warming.
_END_SECONDS = 10.0
_CLOSE_SECONDS = 2.0  # for one whose server is gone to end its children and itself

_log = structlog.get_logger(__name__)


class LostError(Exception):
    """The zygote went, and the child with it: not the document's fault."""


class Child:
    """One child at work.

    Attributes:
        number: Of its job.
        reader: Its results.
        process: Its id, once the zygote has told.
        ended: Its exit status, or minus the signal; None when the zygote was lost.
    """

    def __init__(
        self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.number = number
        self.reader = reader
        self.process: int | None = None
        self.ended: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._writer = writer

    async def order(self, data: bytes) -> None:
        """Tell it what to do."""
        with suppress(ConnectionError):  # it will be told of as ended
            self._writer.write(pack_head(messages.ORDER, data) + data)
            await self._writer.drain()

    def hang_up(self) -> None:
        """Take no more results."""
        self._writer.close()

    def settle(self, status: int | None) -> None:
        """Note its end."""
        if not self.ended.done():
            self.ended.set_result(status)


class ZygoteProcess:
    """One zygote at a time, started again when it goes; all calls on the event loop.

    Args:
        modules: What it imports and warms.
        is_full: Whether its children are sealed with more than resource limits.
    """

    def __init__(self, *, modules: Sequence[str], is_full: bool) -> None:
        self._arguments = [messages.FULL if is_full else messages.BARE, *modules]
        self._children: dict[int, Child] = {}
        self._number = 0
        self._is_closed = False
        self._becoming: asyncio.Future[bool] | None = None  # whether this one gets ready
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._care: asyncio.Task[None] | None = None
        self.layers: tuple[str, ...] = ()

    async def get_ready(self) -> None:
        """Start it if that was not done, and wait until it is warm.

        Raises:
            UnavailableError: It does not become ready, or was closed.
        """
        if self._is_closed:
            raise UnavailableError("The processes that read documents are closed.")
        if self._becoming is None:
            self._becoming = asyncio.get_running_loop().create_future()
            self._care = asyncio.create_task(self._keep())
        done, _ = await asyncio.wait([self._becoming], timeout=READY_SECONDS)
        if not any(becoming.result() for becoming in done):
            raise UnavailableError("The processes that read documents do not start.")

    async def fork(self, document: int) -> Child:
        """Have a child made that holds the document's descriptor.

        Raises:
            LostError: There is no zygote at the moment.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            reader, writer = await asyncio.open_unix_connection(sock=ours)
            self._number += 1
            child = Child(self._number, reader, writer)
            if not self._send(messages.RUN, child.number, [document, theirs.fileno()]):
                child.hang_up()
                raise LostError
        self._children[child.number] = child
        return child

    async def end(self, child: Child) -> None:
        """Make sure that a child is gone; a zygote that cannot see to it is ended instead."""
        child.hang_up()
        if child.ended.done():
            return
        self._send(messages.KILL, child.number, [])
        done, _ = await asyncio.wait([child.ended], timeout=_END_SECONDS)
        if not done and self._process is not None:
            self._process.kill()
            await child.ended

    async def close(self) -> None:
        """End the process and all children."""
        self._is_closed = True
        if self._care is not None:
            self._care.cancel()
            await asyncio.wait([self._care])
        self._settle_becoming(is_ready=False)  # whoever waits, waits in vain

    async def _keep(self) -> None:
        """Start the process again whenever it goes, later and later if it does not last."""
        pause = _FIRST_PAUSE_SECONDS
        while True:
            started = time.monotonic()
            try:
                await self._live()
            except OSError as error:
                _log.error("the parent of the readers cannot be started", reason=str(error))
                self._begin_anew()
            if time.monotonic() - started > _LONGEST_PAUSE_SECONDS:
                pause = _FIRST_PAUSE_SECONDS
            _log.error("the parent of the readers was lost", again_in_seconds=pause)
            PARENTS_LOST.inc()
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _live(self) -> None:
        """Start one process, hear it until it goes, and leave nothing of it.

        Raises:
            OSError: It cannot be started.
        """
        ours, theirs = socket.socketpair()
        with ours, theirs:
            process = self._spawn(theirs)
            self._process = process
            self._control, heard = ours.dup(), ours.dup()
        try:
            await self._hear_all(heard)
        except (EOFError, ConnectionError, OversizeError):
            pass
        finally:
            self._begin_anew()
            self._control.close()
            self._control = None
            await asyncio.shield(asyncio.to_thread(_end, process))
            for number in list(self._children):
                self._settle(number, None)

    def _spawn(self, control: socket.socket) -> subprocess.Popen[bytes]:
        module = ["-P", "-m", "wasat.adapters.sealed.zygote"]
        return subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, *module, str(control.fileno()), *self._arguments],
            pass_fds=[control.fileno()],
            # A clean environment: keys must not lie in a reader's memory. One thread: a fork of
            # several is unsafe, and each would take address space.
            env={
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "LC_ALL": "C.UTF-8",
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
                "OMP_THREAD_LIMIT": "1",  # where a library asks for more all the same
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the server
        )

    async def _hear_all(self, control: socket.socket) -> None:
        """Hear reports until they end, with an error."""
        reader, writer = await asyncio.open_unix_connection(sock=control)
        with closing(writer):
            while True:
                self._hear(*await receive_frame(reader))

    def _hear(self, kind: bytes, data: bytes) -> None:
        if kind == messages.READY:
            self.layers = tuple(data.decode().split(","))
            _log.info("readers are warm")
            self._settle_becoming(is_ready=True)
        elif kind == messages.STARTED:
            self._note(*messages.START.unpack(data))
        elif kind == messages.ENDED:
            self._settle(*messages.ENDING.unpack(data))

    def _begin_anew(self) -> None:
        """Have callers wait for the next one, unless none was ever ready: then tell them."""
        if not self.layers:
            self._settle_becoming(is_ready=False)
        if self._becoming is None or self._becoming.done():
            self._becoming = asyncio.get_running_loop().create_future()

    def _settle_becoming(self, *, is_ready: bool) -> None:
        if self._becoming and not self._becoming.done():
            self._becoming.set_result(is_ready)

    def _note(self, number: int, process: int) -> None:
        if child := self._children.get(number):
            child.process = process

    def _settle(self, number: int, status: int | None) -> None:
        if child := self._children.pop(number, None):
            child.settle(status)

    def _send(self, kind: int, number: int, descriptors: list[int]) -> bool:
        """Send a record; False if the zygote is being lost."""
        if self._control is None:
            return False
        try:
            socket.send_fds(self._control, [messages.RECORD.pack(kind, number)], descriptors)
        except OSError:
            return False
        return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process whose socket is closed; make it end if it does not."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(_CLOSE_SECONDS)
    process.kill()
    process.wait()
