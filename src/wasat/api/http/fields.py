"""Partial answers: `fields=files(name,uri),nextPageToken`, or the same as a header."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import get_args

from pydantic.alias_generators import to_camel
from starlette.requests import Request

from wasat.generation.prompt import JsonValue
from wasat.status import FieldViolation, InvalidArgumentError
from wasat.wire.base import Message, Wire

Path = tuple[str, ...]
Mask = frozenset[Path]  # the fields wanted, whole; empty for everything

_LONGEST = 4096  # characters
_ALL = "*"
_PIECE = re.compile(r"[A-Za-z0-9_]+|[*/.,()]")


def read_mask(request: Request, message: type[Wire] | None) -> Mask:
    """Return which fields of the answer a request wants.

    Args:
        request: With `fields` in its query, or else `x-goog-fieldmask` among its headers.
        message: What is answered; a mask for anything else is checked by its form only.

    Raises:
        InvalidArgumentError: It is no mask, or the message has no such field.

    Source:
        System parameters of Google's APIs: nesting by `/`, `.` or parentheses, `*` for any name.
    """
    query = request.query_params
    text = query.get("fields", query.get("$fields", request.headers.get("x-goog-fieldmask", "")))
    if not text:
        return frozenset()
    mask = frozenset(_parse(text[: _LONGEST + 1]))
    for path in mask if message else ():
        _check(path, message)
    return mask


def write_json(message: Message, mask: Mask, *, indent: int | None = None) -> str:
    """Return a message as JSON, cut down to what the mask lets through."""
    if not mask:
        return message.to_json(indent=indent)
    value = _cut(json.loads(message.to_json()), mask)
    separators = None if indent else (",", ":")
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)


def _parse(text: str) -> Iterator[Path]:
    heads: list[Path] = [()]
    path: Path = ()
    for piece in _pieces(text):
        if piece in ",)" and len(path) > len(heads[-1]):
            yield path
        if piece == "(":
            heads.append(path)
        elif piece == ")":
            heads.pop()
        if piece in ",)":
            path = heads[-1] if heads else ()
        elif piece not in "/.(":
            path = (*path, to_camel(piece))
    if path:
        yield path


def _pieces(text: str) -> Iterator[str]:
    """Yield names and marks of a mask whose parentheses match."""
    pieces: list[str] = _PIECE.findall(text)
    depth = 0
    for piece in pieces:
        depth += (piece == "(") - (piece == ")")
        if depth < 0:
            raise _refusal(text)
    if depth or len(text) > _LONGEST or sum(map(len, pieces)) < len(text.replace(" ", "")):
        raise _refusal(text)
    yield from pieces


def _check(path: Path, message: type[Wire] | None) -> None:
    for step in path:
        if message is None or step == _ALL:
            return
        found = [field for field in message.model_fields.values() if field.alias == step]
        if not found:
            raise _refusal(".".join(path))
        message = next(_messages(found[0].annotation), None)


def _messages(annotation: object) -> Iterator[type[Wire]]:
    """Yield the messages that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        yield annotation
    for inner in get_args(annotation):
        yield from _messages(inner)


def _cut(value: JsonValue, paths: Iterable[Path]) -> JsonValue:
    if isinstance(value, list):
        return [_cut(each, paths) for each in value]
    if not isinstance(value, dict):
        return value
    kept: dict[str, JsonValue] = {}
    for name, inner in value.items():
        below = [path[1:] for path in paths if path[0] in (name, _ALL)]
        if below:
            kept[name] = inner if () in below else _cut(inner, below)
    return kept


def _refusal(path: str) -> InvalidArgumentError:
    shown = path[:200]
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{shown}'."
    return InvalidArgumentError(
        f"Request contains an invalid argument. {text}",
        details=[FieldViolation(path=shown, description=text)],
    )
