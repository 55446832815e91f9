"""The container of model files: GGUF version 3, as far as a tiny model needs it.

Source: the GGUF specification of ggml.
"""

import array
import math
import struct
import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum

Tensor = tuple[tuple[int, ...], list[float]]  # sides, the fastest first, and all values
ALIGNMENT = 32


class Kind(IntEnum):
    """Types of values."""

    UINT = 4
    INT = 5
    FLOAT = 6
    BOOL = 7
    TEXT = 8
    LIST = 9


_FORMATS = {Kind.UINT: "<I", Kind.INT: "<i", Kind.FLOAT: "<f", Kind.BOOL: "<?"}
Value = str | int | float | bool


class Gguf:
    """A model file in the making."""

    def __init__(self) -> None:
        self._facts: list[bytes] = []
        self._tensors: list[tuple[str, tuple[int, ...], bytes]] = []

    def put(self, key: str, kind: Kind, value: Value) -> None:
        self._facts.append(_text(key) + struct.pack("<I", kind) + _value(kind, value))

    def put_list(self, key: str, kind: Kind, values: Sequence[Value]) -> None:
        body = b"".join(_value(kind, value) for value in values)
        head = struct.pack("<IIQ", Kind.LIST, kind, len(values))
        self._facts.append(_text(key) + head + body)

    def put_all(self, prefix: str, kind: Kind, facts: dict[str, Value]) -> None:
        for name, value in facts.items():
            self.put(f"{prefix}.{name}", kind, value)

    def add(self, name: str, tensor: Tensor) -> None:
        sides, values = tensor
        data = array.array("f", values)
        assert len(data) == math.prod(sides), name
        if sys.byteorder == "big":
            data.byteswap()
        self._tensors.append((name, sides, data.tobytes()))

    def to_bytes(self) -> bytes:
        counts = struct.pack("<IQQ", 3, len(self._tensors), len(self._facts))
        head = [b"GGUF", counts, *self._facts]
        bodies: list[bytes] = []
        at = 0
        for name, sides, data in self._tensors:
            shape = struct.pack(f"<I{len(sides)}Q", len(sides), *sides)
            head.append(_text(name) + shape + struct.pack("<IQ", 0, at))
            bodies.append(data + _padding(len(data)))
            at += len(bodies[-1])
        meta = b"".join(head)
        return meta + _padding(len(meta)) + b"".join(bodies)


def _padding(size: int) -> bytes:
    return b"\0" * (-size % ALIGNMENT)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(kind: Kind, value: Value) -> bytes:
    return _text(str(value)) if kind is Kind.TEXT else struct.pack(_FORMATS[kind], value)


def constant(count: int, value: float) -> Tensor:
    return (count,), [value] * count


def column(tensor: Tensor, width: int, values: float | Iterable[float]) -> Tensor:
    """Set the first value of each row of `width`."""
    sides, data = tensor
    rows = range(0, len(data), width)
    given = [values] * len(rows) if isinstance(values, int | float) else list(values)
    for row, value in zip(rows, given, strict=True):
        data[row] = value
    return sides, data


def blank(tensor: Tensor) -> Tensor:
    """Set the first row to nothing."""
    sides, data = tensor
    data[: sides[0]] = [0.0] * sides[0]
    return sides, data
