"""From a request to the project it belongs to, by its key."""

from starlette.requests import Request

from wasat.api.context import Context
from wasat.api.details import explaining
from wasat.api.http.log import PROJECT
from wasat.projects.service import Project


async def authenticate(request: Request, context: Context) -> Project:
    """Return whose request it is, and note it for the log.

    Raises:
        PermissionDeniedError: There is no key, or it may not be used from the caller's address.
        InvalidArgumentError: The key is not one of ours; the service says 400, not 401.
    """
    address = request.client.host if request.client else ""
    with explaining("CREDENTIALS_MISSING"):
        caller = await context.projects.authenticate(find_key(request), address)
    request.scope[PROJECT] = caller.project.name
    return caller.project


def find_key(request: Request) -> str:
    """Return the key a request carries, in the places where clients put it; empty if none.

    Source:
        The official SDKs send `x-goog-api-key`, curl samples `?key=`, OpenAI's clients a bearer.
    """
    if key := request.headers.get("x-goog-api-key", "").strip():
        return key
    if key := request.query_params.get("key", "").strip():
        return key
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
