"""From a request to the project it belongs to, by its key."""

from contextlib import suppress

from starlette.requests import Request

from wasat.api.context import Context
from wasat.api.details import explaining
from wasat.api.http.browsers import refuse_other_pages
from wasat.api.http.log import PROJECT
from wasat.api.limits.visit import VISIT
from wasat.projects.service import Caller, Project
from wasat.status import InvalidArgumentError, PermissionDeniedError

_EXPLAINING = explaining("CREDENTIALS_MISSING")


async def authenticate(request: Request, context: Context) -> Project:
    """Return whose request it is, note it for the log, and count it for the key.

    Raises:
        PermissionDeniedError: There is no key, it may not be used from the caller's address, or a
            page in a browser calls that may not.
        InvalidArgumentError: The key is not one of ours; the service says 400, not 401.
        ResourceExhaustedError: It asks too often.
    """
    refuse_other_pages(request.headers.get("origin", ""), context.browser_origins)
    with _EXPLAINING:
        caller = await _find_caller(request, context)
    request.scope[PROJECT] = caller.project.name
    if (visit := request.scope.get(VISIT)) is not None:
        visit.enter(caller.key)
    return caller.project


async def check_upload(request: Request, context: Context, upload_id: str) -> None:
    """Refuse a key of another project on an upload's URL, as if there were no such upload.

    Who knows the URL needs no key, so one that opens nothing counts as none.

    Raises:
        NotFoundError: There is no such upload, or the key opens another project.
        ResourceExhaustedError: The key asks too often; without one, the key that began the upload.
    """
    project: Project | None = None
    with suppress(PermissionDeniedError, InvalidArgumentError):
        project = await authenticate(request, context)
    with explaining("UPLOAD_NOT_FOUND"):
        upload = await context.files.get_upload(upload_id, project.name if project else "")
    request.scope[PROJECT] = upload.project
    if (visit := request.scope.get(VISIT)) is not None:
        visit.enter_upload(upload_id, upload.project)


async def _find_caller(request: Request, context: Context) -> Caller:
    address = request.client.host if request.client else ""
    return await context.projects.authenticate(find_key(request), address)


def own_upload(request: Request, upload_id: str) -> None:
    """Let further requests of an upload, which bring no key, count for this one's."""
    if (visit := request.scope.get(VISIT)) is not None:
        visit.own_upload(upload_id)


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
