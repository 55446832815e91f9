"""The envelope, and the one catch."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from wasat.api.errors import (
    INTERNAL_MESSAGE,
    ErrorBoundary,
    as_status,
    describe,
    ending_in_error,
)
from wasat.status import (
    Code,
    ErrorInfo,
    FieldViolation,
    HelpLink,
    InternalError,
    InvalidArgumentError,
    NotFoundError,
    QuotaViolation,
    ResourceExhaustedError,
    RetryInfo,
    StatusError,
    StorageFullError,
)

RPC = "type.googleapis.com/google.rpc."


def test_an_envelope_has_code_message_and_status() -> None:
    details = [{"@type": f"{RPC}ErrorInfo", "reason": "NOT_FOUND", "domain": "wasat"}]

    assert describe(NotFoundError("m")) == {
        "error": {"code": 404, "message": "m", "status": "NOT_FOUND", "details": details}
    }


def test_details_of_one_kind_are_one_message() -> None:
    error = ResourceExhaustedError(
        "m",
        details=[
            RetryInfo(delay_seconds=53.5),
            QuotaViolation(subject="project:a", description="d"),
            HelpLink(description="h", url="u"),
            FieldViolation(path="a[0]", description="v"),
            FieldViolation(path="", description="w"),
            ErrorInfo(reason="R", metadata={"k": "v"}),
            ErrorInfo(reason="S"),
        ],
    )

    assert describe(error)["error"]["details"] == [
        {
            "@type": f"{RPC}BadRequest",
            "fieldViolations": [{"field": "a[0]", "description": "v"}, {"description": "w"}],
        },
        {
            "@type": f"{RPC}ErrorInfo",
            "reason": "R",
            "domain": "googleapis.com",
            "metadata": {"k": "v"},
        },
        {"@type": f"{RPC}ErrorInfo", "reason": "S", "domain": "googleapis.com"},
        {"@type": f"{RPC}Help", "links": [{"description": "h", "url": "u"}]},
        {
            "@type": f"{RPC}QuotaFailure",
            "violations": [{"subject": "project:a", "description": "d"}],
        },
        {"@type": f"{RPC}RetryInfo", "retryDelay": "53.5s"},
    ]


def test_what_callers_should_hear_of_is_passed_on() -> None:
    error = StorageFullError("m")

    assert as_status(error) is error


@pytest.mark.parametrize("error", [KeyError("secret"), InternalError("secret")])
def test_what_is_ours_alone_is_hidden(error: Exception) -> None:
    hidden = as_status(error)

    assert (hidden.code, hidden.message) == (Code.INTERNAL, INTERNAL_MESSAGE)


async def events(failure: Exception | None) -> AsyncIterator[str]:
    yield "a"
    if failure:
        raise failure


@pytest.mark.parametrize(
    ("failure", "seen"),
    [(None, ["a"]), (NotFoundError("m"), ["a", "m"]), (KeyError("s"), ["a", INTERNAL_MESSAGE])],
)
async def test_a_stream_that_fails_ends_in_its_failure(
    failure: Exception | None, seen: list[str]
) -> None:
    found = [each async for each in ending_in_error(events(failure), lambda error: error.message)]

    assert found == seen


async def call(
    endpoint: object, path: str = "/x", *, query: str = "", **settings: bool
) -> httpx.Response:
    app = Starlette(
        routes=[Route(path, endpoint, methods=["POST"])], middleware=[Middleware(ErrorBoundary)]
    )
    transport = httpx.ASGITransport(app=app, **settings)
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        return await client.post(f"{path}{query}")


def failing(error: Exception) -> object:
    async def endpoint(request: Request) -> Response:
        del request
        raise error

    return endpoint


async def test_a_status_is_answered_as_json() -> None:
    answer = await call(failing(InvalidArgumentError("größer")))

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"
    assert '"message": "größer"' in answer.text
    assert answer.text.endswith("}\n")


async def test_anything_else_is_answered_as_internal() -> None:
    answer = await call(failing(KeyError("secret")))

    assert (answer.status_code, answer.json()["error"]["status"]) == (500, "INTERNAL")
    assert "secret" not in answer.text


async def test_a_full_disk_is_507() -> None:
    answer = await call(failing(StorageFullError("m")))

    assert (answer.status_code, answer.json()["error"]["code"]) == (507, 507)


async def test_when_to_come_again_is_a_header_too() -> None:
    error = ResourceExhaustedError("m", details=[RetryInfo(delay_seconds=2.4)])

    assert (await call(failing(error))).headers["retry-after"] == "3"


@pytest.mark.parametrize("path", ["/upload/v1/files", "/resumable/upload/v1/files"])
async def test_a_failed_upload_tells_its_status(path: str) -> None:
    assert (await call(failing(KeyError("x")), path)).headers["x-goog-upload-status"] == "final"


async def test_where_an_array_was_asked_for_the_failure_is_in_one() -> None:
    path = "/v1/models/m:streamGenerateContent"
    error = InvalidArgumentError("m")

    assert isinstance((await call(failing(error), path)).json(), list)
    assert isinstance((await call(failing(error), path, query="?alt=sse")).json(), dict)


async def test_after_the_first_byte_the_connection_breaks_off() -> None:
    async def endpoint(request: Request) -> Response:
        del request

        async def pieces() -> AsyncIterator[bytes]:
            yield b"a"
            raise StatusError("late")

        return StreamingResponse(pieces())

    with pytest.raises(StatusError, match="late"):
        await call(endpoint)


async def test_a_caller_who_went_is_not_answered() -> None:
    sent: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive, send
        raise ClientDisconnect

    async def send(message: object) -> None:
        sent.append(message)

    await ErrorBoundary(app)({"type": "http"}, None, send)

    assert sent == []


async def test_what_is_not_http_passes_by() -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        seen.append(scope["type"])

    await ErrorBoundary(app)({"type": "lifespan"}, None, None)

    assert seen == ["lifespan"]
