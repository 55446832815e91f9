"""A row of the table, and the one wrapper around every handler."""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from pydantic.alias_generators import to_camel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from wasat.api.auth import authenticate
from wasat.api.body import read_body
from wasat.api.context import Call, Context, Reply
from wasat.api.http.fields import read_mask
from wasat.api.reply import answer
from wasat.status import FieldViolation, InvalidArgumentError
from wasat.wire.base import Wire

VERSIONS = frozenset({"v1", "v1beta", "v1alpha"})
# Source: parameters of the v1beta discovery document that every method takes.
COMMON_PARAMETERS = frozenset(
    {
        "$.xgafv",
        "$alt",
        "$fields",
        "access_token",
        "alt",
        "callback",
        "fields",
        "key",
        "oauth_token",
        "prettyPrint",
        "pretty_print",
        "quotaUser",
        "quota_user",
        "uploadType",
        "upload_type",
        "uploadProtocol",
        "upload_protocol",
    }
)

Body = TypeVar("Body", bound=Wire)


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One method of the API.

    Attributes:
        name: As in the discovery document, such as `models.get`.
        verb: GET, POST or DELETE.
        path: Below the version; variables in braces, `:path` after those that may hold slashes.
        summary: One sentence.
        run: Answers a call.
        body: What it takes, if it takes JSON.
        answer: What it answers, if that is JSON.
        parameters: Of the query, in snake_case; each is taken in camelCase too.
        media_type: Of an answer that is not one JSON message.
    """

    name: str
    verb: str
    path: str
    summary: str
    run: Callable[[Call], Awaitable[Reply]]
    body: type[Wire] | None = None
    answer: type[Wire] | None = None
    parameters: tuple[str, ...] = ()
    media_type: str = "application/json"


def method(
    name: str,
    route: str,
    handler: Callable[[Call], Awaitable[Reply]],
    *,
    answer: type[Wire] | None = None,
    parameters: Sequence[str] = (),
    media_type: str = "application/json",
) -> Method:
    """Return the row of a method without a JSON body; one that comes is not read."""
    verb, path = route.split()
    return Method(
        name=name,
        verb=verb,
        path=path,
        summary=summarize(handler),
        run=handler,
        answer=answer,
        parameters=tuple(parameters),
        media_type=media_type,
    )


def method_with_body(
    name: str,
    route: str,
    handler: Callable[[Call, Body], Awaitable[Reply]],
    *,
    body: type[Body],
    answer: type[Wire],
    media_type: str = "application/json",
) -> Method:
    """Return the row of a method that takes JSON."""
    verb, path = route.split()

    async def run(call: Call) -> Reply:
        limit = call.context.max_request_bytes
        return await handler(call, await read_body(call.request, body, limit=limit))

    return Method(
        name=name,
        verb=verb,
        path=path,
        summary=summarize(handler),
        run=run,
        body=body,
        answer=answer,
        media_type=media_type,
    )


def summarize(handler: Callable[..., object]) -> str:
    """Return the first line of a handler's docstring."""
    return (inspect.getdoc(handler) or "").partition("\n")[0]


def create_route(row: Method, context: Context) -> Route:
    """Return the route of a row, under every version alike."""
    endpoint = _Endpoint(row, context)
    return Route(f"/{{version}}/{row.path}", endpoint, methods=[row.verb], name=row.name)


class _Endpoint:
    """Answers the calls of one row; an ASGI application, which is called as it is.

    Args:
        row: Of the table.
        context: What it works with.
    """

    def __init__(self, row: Method, context: Context) -> None:
        self._row = row
        self._context = context
        self._known = COMMON_PARAMETERS.union(row.parameters, map(to_camel, row.parameters))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.path_params["version"] not in VERSIONS:
            raise HTTPException(404)
        project = await authenticate(request, self._context)
        refuse_unknown_parameters(request, self._known)
        mask = read_mask(request, self._row.answer)
        call = Call(context=self._context, request=request, project=project, mask=mask)
        return answer(request, await self._row.run(call), mask)


def refuse_unknown_parameters(request: Request, known: AbstractSet[str]) -> None:
    """Refuse what neither every method takes nor this one.

    Args:
        request: Its query counts.
        known: What the method takes, in every spelling.

    Raises:
        InvalidArgumentError: One violation for each name.
    """
    unknown = sorted(request.query_params.keys() - known)
    if not unknown:
        return
    violations = [
        FieldViolation(
            path="",
            description=f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query'
            f" parameter. Field '{name}' could not be found in request message.",
        )
        for name in unknown
    ]
    message = "\n".join(violation.description for violation in violations)
    raise InvalidArgumentError(message, details=violations)
