"""Functions that jobs of the contract suite name; both fillings must be able to run them."""

import time
from collections.abc import Iterator
from typing import BinaryIO

from wasat.status import (
    DeadlineExceededError,
    NotFoundError,
    ResourceExhaustedError,
    UnreadableDocumentError,
)

ERRORS = {
    "unreadable": UnreadableDocumentError("The document is encrypted."),
    "late": DeadlineExceededError("Page 3 took too long."),
    "large": ResourceExhaustedError("Page 3 is too large."),
    "other": NotFoundError("There is no such thing."),
    "fault": ValueError("words of the document"),
    "memory": MemoryError(),
    "depth": RecursionError(),
}


def read(file: BinaryIO) -> Iterator[bytes]:
    """Yield the file's lines."""
    yield from file


def count(file: BinaryIO, *, upto: int, size: int = 8) -> Iterator[bytes]:
    """Yield numbers, each of so many bytes."""
    del file
    for number in range(upto):
        yield number.to_bytes(size, "big")


def repeat(file: BinaryIO, *, pause: float, results: int | None = None) -> Iterator[bytes]:
    """Yield again and again, resting before each time."""
    del file
    number = 0
    while results is None or number < results:
        time.sleep(pause)
        yield b"again"
        number += 1


def echo(file: BinaryIO, **arguments: object) -> Iterator[bytes]:
    """Yield what it was given."""
    del file
    yield repr(sorted(arguments.items())).encode()


def fail(file: BinaryIO, *, how: str) -> Iterator[bytes]:
    """Yield once, then raise."""
    del file
    yield b"before"
    raise ERRORS[how]
