"""The one catch: whatever fails leaves as the envelope that clients of the service know."""

import json
import math
from collections.abc import AsyncIterator, Callable, Sequence
from traceback import format_exception
from typing import TypeVar

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wasat.api.details import details_of
from wasat.generation.prompt import JsonValue
from wasat.status import (
    Detail,
    ErrorInfo,
    FieldViolation,
    HelpLink,
    InternalError,
    QuotaViolation,
    RetryInfo,
    StatusError,
)

INTERNAL_MESSAGE = "An internal error has occurred. It was logged; please try again later."
JSON_TYPE = "application/json; charset=UTF-8"

_TYPE = "type.googleapis.com/google.rpc."
_KEY_REASON = "API_KEY_INVALID"
_NOT_FOUND = """<!DOCTYPE html>
<html lang=en>
<meta charset=utf-8>
<title>Error 404 (Not Found)!!1</title>
<p><b>404.</b> That's an error.
<p>The requested URL was not found on this server. That's all we know.
"""

_log = structlog.get_logger(__name__)

Event = TypeVar("Event")


def describe(error: StatusError) -> dict[str, JsonValue]:
    """Return the envelope of a failure. Source: google.rpc.Status as JSON, with its details."""
    body: dict[str, JsonValue] = {
        "code": error.http_status,
        "message": error.message,
        "status": error.code.name,
    }
    if details := [*_group(details_of(error)), *_localized(error)]:
        body["details"] = details
    return {"error": body}


def as_status(error: Exception) -> StatusError:
    """Pass on what the caller should hear of; log anything else and hide it.

    The traceback is written here, since renderers of logs show the values of variables too.
    """
    if isinstance(error, StatusError) and not isinstance(error, InternalError):
        return error
    _log.error("failed", traceback="".join(format_exception(error)))
    return InternalError(INTERNAL_MESSAGE)


async def ending_in_error(
    events: AsyncIterator[Event], render: Callable[[StatusError], Event]
) -> AsyncIterator[Event]:
    """Yield all events; should they fail half-way, the failure is the last one."""
    try:
        async for event in events:
            yield event
    except Exception as error:  # noqa: BLE001 - the one catch, of a stream
        yield render(as_status(error))


def answer_error(error: StatusError, request: HTTPConnection) -> Response:
    """Return a failure as an HTTP response.

    On an upload it tells the upload's status too, since clients send a chunk twice more otherwise;
    where a JSON array was asked for, it is the array's only element.
    """
    path: str = request.scope["path"]  # not the URL, which a caller's Host or query can spoil
    headers = upload_headers(path)
    for detail in error.details:
        if isinstance(detail, RetryInfo):
            headers["retry-after"] = str(math.ceil(detail.delay_seconds))
    is_array = path.endswith(":streamGenerateContent") and request.query_params.get("alt") != "sse"
    envelope = [describe(error)] if is_array else describe(error)
    body = json.dumps(envelope, indent=2, ensure_ascii=False) + "\n"
    return Response(body, error.http_status, headers, JSON_TYPE)


def _answer(error: Exception, request: HTTPConnection) -> Response:
    """Return the envelope; for an unknown path or method, the page that the service sends."""
    if isinstance(error, HTTPException):
        return HTMLResponse(_NOT_FOUND, 404, upload_headers(request.scope["path"]))
    return answer_error(as_status(error), request)


class ErrorBoundary:
    """Wraps the application; nothing but a broken connection gets past it.

    Args:
        app: What may fail.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer failures that come before the first byte; break off after it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def begin(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, begin)
        except ClientDisconnect:
            return
        except Exception as error:
            if has_begun:
                raise
            response = _answer(error, HTTPConnection(scope))
            await response(scope, receive, send)


def upload_headers(path: str) -> dict[str, str]:
    """Return what every answer on an upload's path must tell, failures included."""
    return {"x-goog-upload-status": "final"} if "/upload/" in path else {}


def _group(details: Sequence[Detail]) -> list[JsonValue]:
    """Gather the details of each kind in one message, in the order of the service."""
    violations = [_violation(each) for each in details if isinstance(each, FieldViolation)]
    quotas = [_quota(each) for each in details if isinstance(each, QuotaViolation)]
    links = [_link(each) for each in details if isinstance(each, HelpLink)]
    messages: list[JsonValue] = []
    if violations:
        messages.append({"@type": f"{_TYPE}BadRequest", "fieldViolations": violations})
    messages += [_error_info(each) for each in details if isinstance(each, ErrorInfo)]
    if links:
        messages.append({"@type": f"{_TYPE}Help", "links": links})
    if quotas:
        messages.append({"@type": f"{_TYPE}QuotaFailure", "violations": quotas})
    messages += [_retry_info(each) for each in details if isinstance(each, RetryInfo)]
    return messages


def _localized(error: StatusError) -> list[JsonValue]:
    """Repeat the sentence about a key in the type in which the service repeats it."""
    infos = [each for each in error.details if isinstance(each, ErrorInfo)]
    if not any(info.reason == _KEY_REASON for info in infos):
        return []
    return [{"@type": f"{_TYPE}LocalizedMessage", "locale": "en-US", "message": error.message}]


def _violation(violation: FieldViolation) -> JsonValue:
    field: dict[str, JsonValue] = {"field": violation.path} if violation.path else {}
    return {**field, "description": violation.description}


def _quota(violation: QuotaViolation) -> JsonValue:
    named: dict[str, JsonValue] = {
        "quotaMetric": violation.metric,
        "quotaId": violation.quota_id,
        "quotaValue": violation.limit,
    }
    return {
        "subject": violation.subject,
        "description": violation.description,
        **{name: text for name, text in named.items() if text},
    }


def _link(link: HelpLink) -> JsonValue:
    return {"description": link.description, "url": link.url}


def _error_info(info: ErrorInfo) -> JsonValue:
    message: dict[str, JsonValue] = {
        "@type": f"{_TYPE}ErrorInfo",
        "reason": info.reason,
        "domain": info.domain,
    }
    if info.metadata:
        message["metadata"] = {**info.metadata}
    return message


def _retry_info(info: RetryInfo) -> JsonValue:
    return {"@type": f"{_TYPE}RetryInfo", "retryDelay": f"{info.delay_seconds:g}s"}
