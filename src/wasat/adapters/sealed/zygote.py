"""The warmed parent: one thread, readers imported and used once, forks a sealed child per job.

Run as `python -m wasat.adapters.sealed.zygote FD`. It reads no document itself; its only input is
the control socket, at whose end it exits, and its children with it.
"""

import gc
import os
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass
from importlib import import_module

from wasat.adapters.sealed.child import live
from wasat.adapters.sealed.messages import (
    PACKET_BYTES,
    Ended,
    Kill,
    Ready,
    Run,
    Start,
    decode_request,
    encode,
)
from wasat.adapters.sealed.seal import Bounds, seal

_IDLE_SECONDS = 3600.0


@dataclass(slots=True, kw_only=True)
class _Child:
    number: int
    pid: int
    deadline: float
    is_late: bool = False

    def kill(self) -> None:
        """End it; its process id is ours until we have waited for it."""
        os.kill(self.pid, signal.SIGKILL)


class Zygote:
    """Forks, watches, ends and reports children.

    Args:
        control: The server's end is the other one of this pair.
    """

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._pid = os.getpid()
        self._is_full = True
        self._children: dict[int, _Child] = {}  # by the reading end of its pipe of life
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Work until the server is gone."""
        while True:
            for descriptor, _ in self._poll.poll(self._wait_milliseconds()):
                if descriptor in self._children:
                    self._bury(descriptor)
                elif not self._listen():
                    return
            self._end_late()

    def _wait_milliseconds(self) -> float:
        deadlines = [child.deadline for child in self._children.values() if not child.is_late]
        seconds = min(deadlines) - time.monotonic() if deadlines else _IDLE_SECONDS
        return max(0.0, seconds * 1000) + 1

    def _listen(self) -> bool:
        packet, descriptors, _, _ = socket.recv_fds(self._control, PACKET_BYTES, 2)
        if not packet:
            return False
        request = decode_request(packet)
        if isinstance(request, Start):
            self._warm(request)
        elif isinstance(request, Kill):
            for child in self._children.values():
                if child.number == request.number:
                    child.kill()
        else:
            self._fork(request, descriptors)
        return True

    def _warm(self, start: Start) -> None:
        self._is_full = start.is_full
        for name in start.modules:
            module = import_module(name)
            if hasattr(module, "warm"):
                module.warm()
        gc.collect()
        gc.freeze()
        self._control.send(encode(Ready(probe_layers(is_full=start.is_full))))

    def _fork(self, job: Run, descriptors: list[int]) -> None:
        life, held = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._control.close()
            document, pipe = descriptors
            live(job, (document, pipe, held), self._pid, is_full=self._is_full)
        for descriptor in (*descriptors, held):
            os.close(descriptor)
        deadline = time.monotonic() + job.seconds
        self._children[life] = _Child(number=job.number, pid=pid, deadline=deadline)
        self._poll.register(life, select.POLLIN)

    def _bury(self, life: int) -> None:
        child = self._children.pop(life)
        self._poll.unregister(life)
        os.close(life)
        status = os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1])
        self._control.send(encode(Ended(child.number, status, child.is_late)))

    def _end_late(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            if child.deadline <= now and not child.is_late:
                child.is_late = True
                child.kill()


def probe_layers(*, is_full: bool) -> list[str]:
    """Seal a child that does nothing, and return the layers that hold there."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            layers = seal(Bounds(memory_bytes=1 << 30, cpu_seconds=10), is_full=is_full)
            os.write(writing, ",".join(layers).encode())
        finally:
            os._exit(0)
    os.close(writing)
    data = os.read(reading, 1024)
    os.close(reading)
    os.waitpid(pid, 0)
    return data.decode().split(",") if data else []


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Zygote(socket.socket(fileno=int(sys.argv[1]))).serve()
