"""JSON in: bytes to a value, the value to a message, and what does not fit in Google's words."""

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from wasat.api.details import DOMAIN, fault
from wasat.generation.prompt import JsonValue
from wasat.status import ErrorInfo, FieldViolation, InvalidArgumentError
from wasat.wire.base import Wire
from wasat.wire.scalars import BAD_BASE64, PACKAGE

MOST_ECHOED = 200  # characters of a value that a message repeats
MOST_VIOLATIONS = 20
LINE_SHOWN = 80  # characters of the line that does not parse
BIG_BODY = 1 << 20  # from here on parsing leaves the event loop
MOST_LENIENT = 1 << 18  # larger bodies must be JSON: mending holds the interpreter, 60 ms for this

Body = TypeVar("Body", bound=Wire)

# Possessive throughout, so that time stays linear whatever comes.
_LENIENT = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
    r"|(?P<single>'[^'\\]*+(?:\\.[^'\\]*+)*+')"
    r"|(?P<name>(?<![\w$])[A-Za-z_$][\w$]*+)(?=\s*+:)"
    r"|(?P<comma>,(?=\s*+[\]}]))"
    r"|(?P<open>[\"'])",
    re.DOTALL,
)
_ESCAPED = re.compile(r'\\.|"', re.DOTALL)
_PLACE = re.compile(r"at line (\d+) column (\d+)")
_INVALID = "Invalid JSON payload received."
_NOT_A_MESSAGE = f'{_INVALID} Unknown name "": Root element must be a message.'
_STRUCT = "type.googleapis.com/google.protobuf.Struct"
_PROTO_TYPES = {  # by the first word of pydantic's error types
    "string": "TYPE_STRING",
    "datetime": "type.googleapis.com/google.protobuf.Timestamp",
    "timezone": "type.googleapis.com/google.protobuf.Timestamp",
}


async def read_body(request: Request, message: type[Body], *, limit: int) -> Body:
    """Receive a JSON body and make it a message; no body at all is the empty message.

    Args:
        request: Its content type is not looked at, since clients send all kinds.
        message: What it must be.
        limit: In bytes.

    Raises:
        InvalidArgumentError: It is too large, not JSON, or does not fit the message.
    """
    data = await receive(request, limit=limit)
    if len(data) < BIG_BODY:
        return parse_body(message, data)
    return await run_in_threadpool(parse_body, message, data)


async def receive(request: Request, *, limit: int) -> bytearray:
    """Receive a whole body; one that says it is too large is refused before it is sent.

    Raises:
        InvalidArgumentError: It is too large, or packed.
    """
    refuse_packed(request)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(limit)
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > limit:
            raise _too_large(limit)
    return data


def _too_large(limit: int) -> InvalidArgumentError:
    info = ErrorInfo(reason="REQUEST_TOO_LARGE", domain=DOMAIN, metadata={"limit": str(limit)})
    text = f"Request payload size exceeds the limit: {limit} bytes."
    return InvalidArgumentError(text, details=[info])


def refuse_packed(request: Request) -> None:
    """Refuse a body that is packed, since its bytes would be taken for what is packed in them.

    Raises:
        InvalidArgumentError: Content-Encoding says that it is.
    """
    coding = request.headers.get("content-encoding", "").strip()
    if coding.lower() not in {"", "identity"}:
        text = f"Content-Encoding is identity or is not sent, not {coding[:60]!r}."
        raise fault("content-encoding", text)


def parse_body(message: type[Body], data: bytes | bytearray) -> Body:
    """Make JSON a message.

    Raises:
        InvalidArgumentError: It is not JSON, or does not fit the message; one field violation for
            each fault.
    """
    value = parse_json(data)
    if not isinstance(value, dict):
        raise _refusal([FieldViolation(path="", description=_NOT_A_MESSAGE)])
    try:
        return message.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False)[:MOST_VIOLATIONS]
        raise _misfits(message.__name__, faults) from error


def parse_json(data: bytes | bytearray) -> JsonValue:
    """Read JSON, and what the service's own samples send for it.

    That is single-quoted strings, bare names before a colon, and commas before a closing bracket.

    Raises:
        InvalidArgumentError: It is neither; shows the line and the place.
    """
    if not data or data.isspace():
        return {}
    try:
        strict: JsonValue = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        with suppress(ValueError):
            if len(data) <= MOST_LENIENT:
                text = _LENIENT.sub(_as_strict, data.decode())
                mended: JsonValue = from_json(text, allow_inf_nan=False)
                return mended
        raise _unexpected_token(data, str(error)) from error
    return strict


def _as_strict(match: re.Match[str]) -> str:
    """Write one token of lenient JSON as JSON has it."""
    if match["single"]:
        inner = match["single"][1:-1].replace("\\'", "'")
        return '"' + _ESCAPED.sub(_escape_quote, inner) + '"'
    if match["open"]:
        raise ValueError("a string does not end")
    if match["name"]:
        return f'"{match["name"]}"'
    return "" if match["comma"] else match[0]


def _escape_quote(match: re.Match[str]) -> str:
    return '\\"' if match[0] == '"' else match[0]


def _unexpected_token(data: bytes | bytearray, reason: str) -> InvalidArgumentError:
    """Show the line and the place where the parser stopped."""
    place = _PLACE.search(reason)
    number, column = (int(place[1]), int(place[2])) if place else (1, 1)
    lines = data.split(b"\n", number)
    line = lines[number - 1] if number <= len(lines) else b""
    first = max(0, column - LINE_SHOWN // 2)
    shown = line[first : first + LINE_SHOWN].decode(errors="replace").rstrip("\r")
    caret = " " * max(0, column - 1 - first) + "^"
    text = f"{_INVALID} Unexpected token.\n{shown}\n{caret}"
    return _refusal([FieldViolation(path="", description=text)])


def _misfits(message: str, faults: Sequence[ErrorDetails]) -> InvalidArgumentError:
    """Put faults in the service's words; what does not parse hides what breaks a rule."""
    broken = [fault for fault in faults if fault["type"] == "proto_rule"]
    unparsed = [fault for fault in faults if fault["type"] != "proto_rule"]
    return _refusal([_misfit(fault) for fault in unparsed] or [_breach(message, f) for f in broken])


def _refusal(violations: Sequence[FieldViolation]) -> InvalidArgumentError:
    descriptions = [violation.description for violation in violations]
    joint = "" if descriptions[0].endswith("\n") else "\n"
    return InvalidArgumentError(joint.join(descriptions), details=violations)


def _breach(message: str, fault: ErrorDetails) -> FieldViolation:
    path = _path(fault["loc"])
    name = path.rpartition(".")[2]
    return FieldViolation(path=path, description=f"* {message}.{path}: {name} {fault['msg']}\n")


def _misfit(fault: ErrorDetails) -> FieldViolation:
    path = _path(fault["loc"])
    if fault["type"] == "extra_forbidden":
        parent = _path(fault["loc"][:-1])
        at = f" at '{parent}'" if parent else ""
        text = f'{_INVALID} Unknown name "{fault["loc"][-1]}"{at}: Cannot find field.'
        return FieldViolation(path=parent, description=text)
    value = json.dumps(fault["input"], ensure_ascii=False, default=str)
    value = value if len(value) <= MOST_ECHOED else value[:MOST_ECHOED] + "…"
    kind = _proto_type(fault)
    if kind == BAD_BASE64:
        text = f"Invalid value at '{path}' (TYPE_BYTES), Base64 decoding failed for {value}"
    else:
        text = f"Invalid value at '{path}' ({kind}), {value}"
    return FieldViolation(path=path, description=text)


def _proto_type(fault: ErrorDetails) -> str:
    context = fault.get("ctx", {})
    if "proto_type" in context:
        return str(context["proto_type"])
    if "class_name" in context:
        return f"{PACKAGE}.{context['class_name']}"
    return _PROTO_TYPES.get(fault["type"].partition("_")[0], _STRUCT)


def _path(location: Iterable[int | str]) -> str:
    """Write `contents[0].parts[0]`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")
