"""The warmed parent: one thread, readers imported and used once, forks a sealed child per job.

Run as `python -m wasat.adapters.sealed.zygote FD full|bare MODULE…`. It reads no document itself;
its only input is the control socket, at whose end it ends its children and itself.
"""

import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType

from wasat.adapters.sealed import messages
from wasat.adapters.sealed.child import House, live
from wasat.adapters.sealed.frames import write_frame
from wasat.adapters.sealed.seal import Bounds, seal

_OBJECTS_BEFORE_COLLECTING = 20_000  # reading takes 3 % less than at Python's 700, measured


class Zygote:
    """Forks, ends and reports children.

    A child's process id stays its own until `_reap` has waited for it, so that ending it by that
    id is safe.

    Args:
        control: The server's end is the other one of this pair.
        house: What its children have in common.
    """

    def __init__(self, control: socket.socket, house: House) -> None:
        self._control = control
        self._house = house
        self._children: dict[int, int] = {}  # number of the job by process id
        self._news, self._alarm = socket.socketpair()  # a byte for each signal

    def serve(self) -> None:
        """Work until the server is gone."""
        self._hear_of_deaths()
        self._report(messages.READY, ",".join(self._house.layers).encode())
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._news, select.POLLIN)
        is_served = True
        try:
            while is_served:
                ready = [descriptor for descriptor, _ in poll.poll()]
                if self._news.fileno() in ready:
                    self._reap()
                if self._control.fileno() in ready:
                    is_served = self._listen()
        finally:
            for process in self._children:
                os.kill(process, signal.SIGKILL)
            for process in self._children:
                os.waitpid(process, 0)  # or they are left to a first process that may not care

    def _hear_of_deaths(self) -> None:
        for end in (self._news, self._alarm):
            end.settimeout(0)
        signal.set_wakeup_fd(self._alarm.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _ignore)

    def _report(self, kind: bytes, data: bytes) -> None:
        write_frame(self._control.fileno(), kind, data)

    def _listen(self) -> bool:
        """Do what the server asks; False if it is gone."""
        try:
            packet, descriptors, _, _ = socket.recv_fds(self._control, messages.RECORD.size, 2)
        except ConnectionError:
            return False
        if len(packet) < messages.RECORD.size:
            return False
        kind, number = messages.RECORD.unpack(packet)
        if kind == messages.RUN:
            self._fork(number, descriptors)
        else:
            self._kill(number)
        return True

    def _fork(self, number: int, descriptors: list[int]) -> None:
        try:
            process = os.fork()
        except OSError:
            self._report(messages.ENDED, messages.ENDING.pack(number, messages.NOT_STARTED))
        else:
            if process == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                live(self._house, *descriptors)
            self._children[process] = number
            self._report(messages.STARTED, messages.START.pack(number, process))
        for descriptor in descriptors:
            os.close(descriptor)

    def _kill(self, number: int) -> None:
        for process, each in self._children.items():
            if each == number:
                os.kill(process, signal.SIGKILL)

    def _reap(self) -> None:
        """Wait for every child that has ended, and report it."""
        self._news.recv(1 << 12)
        while self._children:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            number = self._children.pop(process, None)
            if number is not None:  # else something that a library started while it was warmed
                code = os.waitstatus_to_exitcode(status)
                self._report(messages.ENDED, messages.ENDING.pack(number, code))


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Be a handler, so that the signal writes its byte."""


def warm(modules: Sequence[str]) -> None:
    """Import modules and let each use what it needs; a sealed child can import nothing."""
    for name in modules:
        module = import_module(name)
        if hasattr(module, "warm"):
            module.warm()
    collect_seldom()


def collect_seldom() -> None:
    """Look for garbage less often, and never among what is there already."""
    gc.collect()
    gc.freeze()  # pages that children share stay shared
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING, 10, 10)


def probe_layers(*, is_full: bool) -> list[str]:
    """Seal a child that does nothing, and return the layers that hold there."""
    near, far = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            layers = seal(Bounds(memory_bytes=1 << 30, cpu_seconds=10), is_full=is_full)
            os.write(far, ",".join(layers).encode())
        finally:
            os._exit(0)
    os.close(far)
    with os.fdopen(near) as pipe:
        held = pipe.read()
    os.waitpid(process, 0)
    return held.split(",") if held else []


def main(arguments: Sequence[str]) -> None:
    """Be a zygote on the socket that was inherited."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    descriptor, tightness, *modules = arguments
    control = socket.socket(fileno=int(descriptor))
    is_full = tightness == messages.FULL
    warm(modules)
    layers = probe_layers(is_full=is_full)
    house = House(parent=os.getpid(), modules=modules, is_full=is_full, layers=layers)
    with suppress(BrokenPipeError):  # the server went while we reported
        Zygote(control, house).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
