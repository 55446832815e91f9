"""Functions that do what a hostile document might make a reader do; run only in sealed children."""

import ctypes
import mmap
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from wasat.documents.codec import encode_part
from wasat.documents.document import Glance, Page, Summary

ZYGOTE = os.getpid()  # taken before sealing: in a sealed child getppid() is refused

GIANT = 8 << 30
MEGABYTE = 1 << 20
TARGET = Path("/var/wasat-was-here")


def _connect() -> None:
    with socket.socket() as client:
        client.connect(("127.0.0.1", 9))


def _connect_locally() -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("/run/nobody")


def _trace() -> None:
    attach = 16
    if ctypes.CDLL(None, use_errno=True).ptrace(attach, ZYGOTE, None, None) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def _raise_limits() -> None:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    except ValueError as error:
        raise PermissionError(str(error)) from error


def _ask_by_32_bits() -> int:
    """Return the process number by the door of 32-bit programs, whose calls have other numbers."""
    code = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\0\0\0\xcd\x80\xc3")  # mov eax, 20 (getpid); int 0x80; ret
    start = ctypes.addressof(ctypes.c_char.from_buffer(code))
    number: int = ctypes.CFUNCTYPE(ctypes.c_int)(start)()
    return number


TRIES: dict[str, Callable[[], object]] = {
    "fork": os.fork,
    "execute": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - it is to be refused
    "connect": _connect,
    "connect locally": _connect_locally,
    "read a file": lambda: Path("/etc/passwd").read_text(),
    "read memory": lambda: Path(f"/proc/{ZYGOTE}/mem").read_bytes(),
    "read the environment": lambda: Path(f"/proc/{ZYGOTE}/environ").read_bytes(),
    "list a folder": lambda: list(Path("/root").iterdir()),
    "write a file": lambda: TARGET.write_text("x"),
    "remove a file": TARGET.unlink,
    "signal the zygote": lambda: os.kill(ZYGOTE, 0),
    "signal everybody": lambda: os.kill(-1, 0),
    "trace": _trace,
    "raise its limits": _raise_limits,
}


def attempt(file: BinaryIO, *, what: str) -> Iterator[bytes]:
    """Try it, and say whether the system refused."""
    del file
    try:
        TRIES[what]()
    except PermissionError as error:
        yield f"refused: {error}".encode()
    else:
        yield b"done"


def read(file: BinaryIO) -> Iterator[bytes]:
    """Behave."""
    yield file.read()


def identify(file: BinaryIO) -> Iterator[bytes]:
    """Yield the process id, then stay."""
    del file
    yield str(os.getpid()).encode()
    time.sleep(600)


_remembered = ""


def remember(file: BinaryIO, *, words: str) -> Iterator[bytes]:
    """Tell what the last document left in this process, and leave something for the next."""
    global _remembered  # noqa: PLW0603 - what a library might do
    del file
    yield _remembered.encode()
    _remembered = words


def map_whole(file: BinaryIO) -> Iterator[bytes]:
    """Map the document as a reader of PDFs does, and tell how large it is."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as mapped:
        yield str(len(mapped)).encode()


def loop(file: BinaryIO, *, first: int = 0) -> Iterator[bytes]:
    """Yield so often, then compute for ever."""
    del file
    for _ in range(first):
        yield b"."
    while True:
        pass


def work(file: BinaryIO, *, seconds: float) -> Iterator[bytes]:
    """Take so much processor time, then be done."""
    del file
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    yield b"done"


def sleep(file: BinaryIO) -> Iterator[bytes]:
    """Wait for ever."""
    del file
    time.sleep(600)
    yield b""


def eat(file: BinaryIO) -> Iterator[bytes]:
    """Take more memory than there may be."""
    del file
    yield bytes(len(bytearray(GIANT)) >> 30)


def flood(file: BinaryIO, *, size: int) -> Iterator[bytes]:
    """Yield for ever."""
    del file
    while True:
        yield bytes(size)


def crash(file: BinaryIO, *, how: str) -> Iterator[bytes]:
    """End the process without a word."""
    del file
    yield b"before"
    if how == "segfault":
        ctypes.string_at(0)
    elif how == "abort":
        os.abort()
    elif how == "exit":
        os._exit(3)
    elif how == "32 bits":
        yield str(_ask_by_32_bits()).encode()
    elif how == "hang up":
        os.close(4)
        time.sleep(600)


def chat(file: BinaryIO) -> Iterator[bytes]:
    """Print a lot, everywhere."""
    del file
    for stream in (sys.stdout, sys.stderr):
        stream.write("noise\n" * 100_000)
        stream.flush()
    os.write(2, b"noise")
    yield b"quiet"


def forge(file: BinaryIO, *, frame: bytes) -> Iterator[bytes]:
    """Write to the channel what no child writes, and stay."""
    del file
    os.write(4, frame)
    signal.pause()
    yield b""


def inherit(file: BinaryIO) -> Iterator[bytes]:
    """Tell what came along from the server."""
    del file
    secrets = [name for name in os.environ if name.startswith(("WASAT", "GEMINI"))]
    yield ",".join(secrets).encode()
    yield ",".join(each.name for each in Path("/proc/self/fd").iterdir()).encode()


def flood_channel() -> None:
    """Announce more than anybody takes, and go on writing as long as somebody reads."""
    os.write(4, b"V\xff\xff\xff\xff")
    while True:
        os.write(4, bytes(MEGABYTE))


PAGES: dict[str, Callable[[], object]] = {
    "well": lambda: None,
    "hang": lambda: time.sleep(600),
    "compute": lambda: any(iter(int, 1)),
    "eat": lambda: bytearray(GIANT),
    "exit": lambda: os._exit(3),
    "crash": os.abort,
    "break": lambda: 1 // 0,
    "flood": flood_channel,
    "print": lambda: os.write(1, b"noise\n" * 100_000),
}


def iter_parts(
    file: BinaryIO, *, first_page: int = 1, last_page: int | None = None
) -> Iterator[bytes]:
    """Read a document of one word a page, which says how to behave when it is looked at."""
    words = file.read().decode().split()
    chosen = range(len(words))[first_page - 1 : last_page]
    for index in chosen:
        PAGES[words[index]]()
        yield encode_part(Glance(index + 1))
    for index in chosen:
        yield encode_part(Page(number=index + 1))
    yield encode_part(Summary(mime_type="text/x-mock", is_paged=True, page_count=len(words)))
