"""A run of bytes as a response, whole or in part."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from wasat.api.errors import answer_error
from wasat.api.http.ranges import UnsatisfiableRangeError, parse_range
from wasat.status import Code, FieldViolation, StatusError

_PIECE_BYTES = 1 << 20  # in memory at a time, for each who downloads


def answer_bytes(
    request: Request,
    lend: Callable[[], BinaryIO],
    *,
    size_bytes: int,
    etag: str,
    headers: Mapping[str, str],
) -> Response:
    """Send what the request asks for: everything, or the one range it names.

    Args:
        request: Its Range counts, unless If-Range names other bytes.
        lend: Opens the bytes; they are read a MiB at a time and closed at the end.
        size_bytes: How many there are.
        etag: Names these bytes and no others, in quotes.
        headers: What else to say.

    Source:
        RFC 9110, sections 13.1.5, 14.2 and 15.5.17.
    """
    is_meant = request.headers.get("if-range", etag) == etag
    try:
        chosen = parse_range(request.headers.get("range", "") if is_meant else "", size_bytes)
    except UnsatisfiableRangeError:
        return _answer_unsatisfiable(request, size_bytes)
    said = {**headers, "accept-ranges": "bytes", "etag": etag}
    if chosen is None:
        said["content-length"] = str(size_bytes)
        return StreamingResponse(_iter_bytes(lend, range(size_bytes)), 200, said)
    said["content-length"] = str(len(chosen))
    said["content-range"] = f"bytes {chosen.start}-{chosen.stop - 1}/{size_bytes}"
    return StreamingResponse(_iter_bytes(lend, chosen), 206, said)


class OutOfRangeError(StatusError):
    """The range asked for holds no byte."""

    code = Code.OUT_OF_RANGE
    http_status = 416


def _answer_unsatisfiable(request: Request, size_bytes: int) -> Response:
    message = f"expected a range of {size_bytes} bytes, not one that holds none of them"
    violation = FieldViolation(path="range", description=message)
    response = answer_error(OutOfRangeError(message, details=[violation]), request)
    response.headers["content-range"] = f"bytes */{size_bytes}"
    return response


async def _iter_bytes(lend: Callable[[], BinaryIO], chosen: range) -> AsyncIterator[bytes]:
    with await run_in_threadpool(lend) as file:
        await run_in_threadpool(file.seek, chosen.start)
        for at in range(chosen.start, chosen.stop, _PIECE_BYTES):
            yield await run_in_threadpool(file.read, min(_PIECE_BYTES, chosen.stop - at))
