"""Values that JSON has no type for: bytes, 64-bit integers, times, and names of enumerations.

A value that does not fit raises `proto_value` with the name of its proto type, one that breaks a
rule `proto_rule`; the sentence for the caller is made of either.
"""

import base64
import binascii
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import isfinite
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

PACKAGE = "type.googleapis.com/google.ai.generativelanguage.v1beta"
BAD_BASE64 = "BASE64"  # not a proto type: TYPE_BYTES that was text, but not base64

_DIGITS = re.compile(r"[+-]?[0-9]{1,19}")
_TO_STANDARD = str.maketrans("-_", "+/")


class ProtoEnum(StrEnum):
    """Names in the order of their numbers, the unset one first.

    A class bears the name of its proto enum, with `_` for the dot of a nested one.
    """


Name = TypeVar("Name", bound=ProtoEnum)


def misfit(proto_type: str) -> PydanticCustomError:
    """Return what to raise for a value that is no `proto_type`."""
    return PydanticCustomError("proto_value", "not a {proto_type}", {"proto_type": proto_type})


def breach(rule: str) -> PydanticCustomError:
    """Return what to raise for a value that breaks a rule, such as `must be positive`."""
    return PydanticCustomError("proto_rule", "{rule}", {"rule": rule})


def standard_base64(text: str) -> str:
    """Return either alphabet, padded or not, as the standard one, padded."""
    bare = text.translate(_TO_STANDARD).rstrip("=")
    return bare + "=" * (-len(bare) % 4)


def _as_bytes(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON came
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        raise misfit("TYPE_BYTES")
    try:
        return base64.b64decode(standard_base64(value), validate=True)
    except (binascii.Error, ValueError) as error:
        raise misfit(BAD_BASE64) from error


def _write_base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _whole(value: object) -> int:
    """Read `5`, `5.0`, `"5"` and `"5.0"`; a boolean is no number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    if isinstance(value, float | str) and float(value).is_integer():
        return int(float(value))
    raise ValueError(value)


def _integer(bits: int) -> BeforeValidator:
    """Return what takes signed integers of so many bits; anything else does not fit."""

    def read(value: Any) -> int:  # noqa: ANN401 - whatever JSON came
        try:
            number = _whole(value)
        except (ValueError, OverflowError) as error:
            raise misfit(f"TYPE_INT{bits}") from error
        if not -(1 << bits - 1) <= number < 1 << bits - 1:
            raise misfit(f"TYPE_INT{bits}")
        return number

    return BeforeValidator(read)


def _as_flag(value: Any) -> bool:  # noqa: ANN401 - whatever JSON came
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise misfit("TYPE_BOOL")


def _as_number(value: Any) -> float:  # noqa: ANN401 - whatever JSON came
    """Read `0.5`, `"0.5"` and `"1e-1"`; neither a boolean nor what is not finite is a number."""
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        with suppress(ValueError, OverflowError):
            if isfinite(number := float(value)):
                return number
    raise misfit("TYPE_FLOAT")


def _write_time(value: datetime) -> str:
    text = value.astimezone(UTC).isoformat()
    return text.replace("+00:00", "Z")


def _as_duration(value: Any) -> Any:  # noqa: ANN401 - whatever JSON came
    if isinstance(value, timedelta):
        return value
    try:
        return timedelta(seconds=float(str(value).removesuffix("s")))
    except (ValueError, OverflowError) as error:
        raise misfit("type.googleapis.com/google.protobuf.Duration") from error


def _write_duration(value: timedelta) -> str:
    return f"{value.total_seconds():.9f}".rstrip("0").rstrip(".") + "s"


def choice(kind: type[Name]) -> BeforeValidator:
    """Return what takes names or numbers of an enumeration; anything else does not fit.

    Names are taken in any case: the service's own samples write `object` and `low`.
    """
    members = list(kind)
    by_name = {member.name.upper(): member for member in members}
    proto_type = f"{PACKAGE}.{kind.__name__.replace('_', '.')}"

    def find(value: Any) -> Name:  # noqa: ANN401 - whatever JSON came
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(members):
            return members[value]
        if isinstance(value, str) and (found := by_name.get(value.upper())) is not None:
            return found
        raise misfit(proto_type)

    return BeforeValidator(find)


def within(low: float, high: float) -> AfterValidator:
    """Return the rule that a number lies between two bounds, both included."""

    def check(value: float) -> float:
        if not low <= value <= high:
            raise breach(f"must be in the range [{low}, {high}].")
        return value

    return AfterValidator(check)


def _check_positive(value: int) -> int:
    if value < 1:
        raise breach("must be positive.")
    return value


Positive = AfterValidator(_check_positive)
Base64 = Annotated[
    bytes,
    BeforeValidator(_as_bytes),
    PlainSerializer(_write_base64, str, "json"),
    WithJsonSchema({"type": "string", "format": "byte"}),
]
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Float = Annotated[float, BeforeValidator(_as_number)]
Int32 = Annotated[int, _integer(32), WithJsonSchema({"type": "integer", "format": "int32"})]
Int64 = Annotated[
    int,
    _integer(64),
    PlainSerializer(str, str, "json"),
    WithJsonSchema({"type": "string", "format": "int64"}),
]
Timestamp = Annotated[datetime, PlainSerializer(_write_time, str, "json")]
Duration = Annotated[
    timedelta,
    BeforeValidator(_as_duration),
    PlainSerializer(_write_duration, str, "json"),
    WithJsonSchema({"type": "string", "format": "google-duration"}),
]
