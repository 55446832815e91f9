"""Collections of the service of which nothing is kept here: empty lists, and refusals by name.

Source: the service's reference, and public reports of its answers.
"""

import re
from contextlib import suppress

from wasat.api.body import parse_json, receive
from wasat.api.context import Call
from wasat.api.convert.faults import echo, refuse
from wasat.api.details import DOMAIN, fault
from wasat.api.method import Method, method
from wasat.api.models import not_found
from wasat.generation.prompt import JsonValue
from wasat.status import (
    ErrorInfo,
    FailedPreconditionError,
    InvalidArgumentError,
    NotFoundError,
    PermissionDeniedError,
)
from wasat.wire.base import Empty

_PAGING = ("page_size", "page_token", "filter", "return_partial_success")
_ID = re.compile(r"[a-z0-9-]{1,63}")
_TYPE = re.compile(r"[^\s/;]+/[^\s/;]+(?:;.*)?")
_MOST_BODY = 1 << 20  # bytes of a description that is read only to refuse it


async def list_none(call: Call) -> Empty:
    """List what is kept in this collection: nothing."""
    del call
    return Empty()


async def create_cache(call: Call) -> Empty:
    """Refuse to cache contents, as a model refuses that does not support it.

    Raises:
        NotFoundError: Always.
    """
    body = parse_json(await receive(call.request, limit=_MOST_BODY))
    model = body.get("model") if isinstance(body, dict) else None
    name = model if isinstance(model, str) else ""
    raise not_found(call, "createCachedContent", f"models/{name.removeprefix('models/')}")


async def find_cache(call: Call) -> Empty:
    """Refuse a cache, of which there are none.

    Raises:
        PermissionDeniedError: It is not there.
        InvalidArgumentError: It could be no cache's name.
    """
    name = call.path("name").partition(":")[0]
    if not _ID.fullmatch(name):
        raise fault("name", f"expected cachedContents/ID, not cachedContents/{echo(name)}")
    raise PermissionDeniedError(
        "CachedContent not found (or permission denied)",
        details=[_missing("CACHED_CONTENT_NOT_FOUND", f"cachedContents/{name}")],
    )


async def find_other_cache(call: Call) -> Empty:
    """Refuse a name of another service, with which clients ask for caches.

    Raises:
        InvalidArgumentError: Always.
    """
    raise fault("name", f"expected cachedContents/ID, not {echo(_name_of(call))}")


async def find_entity(call: Call) -> Empty:
    """Refuse a batch or an operation, of which there are none.

    Raises:
        NotFoundError: Always.
    """
    raise NotFoundError(
        "Requested entity was not found.",
        details=[_missing("ENTITY_NOT_FOUND", _name_of(call))],
    )


async def create_store(call: Call) -> Empty:
    """Refuse to make a file search store.

    Raises:
        FailedPreconditionError: Always.
    """
    del call
    raise FailedPreconditionError(
        "File search stores are not served here: expected documents in the request itself.",
        details=[ErrorInfo(reason="FILE_SEARCH_NOT_SERVED", domain=DOMAIN)],
    )


async def find_store(call: Call) -> Empty:
    """Refuse a file search store, or a document in one, of which there are none.

    Raises:
        PermissionDeniedError: It is not there.
        InvalidArgumentError: It could be no store's name.
    """
    store, *below = call.path("name").partition(":")[0].split("/")
    name = f"fileSearchStores/{store}"
    if not _ID.fullmatch(store):
        raise fault("name", f"expected fileSearchStores/ID, not {echo(name)}")
    message = (
        "Documents does not exist, or you do not have permission to access it."
        if below[:1] == ["documents"]
        else f"You do not have permission to access the FileSearchStore {store}"
        " or it may not exist."
    )
    raise PermissionDeniedError(message, details=[_missing("FILE_SEARCH_STORE_NOT_FOUND", name)])


async def upload_to_store(call: Call) -> Empty:
    """Refuse to upload to a file search store, and first of all what could not be uploaded at all.

    Raises:
        PermissionDeniedError: The store is not there.
        InvalidArgumentError: It could be no store's name, or the type is none.
    """
    body: JsonValue = None
    with suppress(InvalidArgumentError):  # of other protocols it is no JSON
        body = parse_json(await receive(call.request, limit=_MOST_BODY))
    described = body if isinstance(body, dict) else {}
    mime_type = described.get("mimeType", described.get("mime_type"))
    if isinstance(mime_type, str) and mime_type and not _TYPE.fullmatch(mime_type):
        text = (
            "When provided, MIME type must be in a valid type/subtype format (e.g., 'text/plain',"
            " 'application/pdf')."
        )
        refuse([("mime_type", text)], "UploadToFileSearchStoreRequest")
    return await find_store(call)


def _name_of(call: Call) -> str:
    """Return what the path names, its collection included."""
    path: str = call.request.scope["path"]
    return path.partition(f"/{call.version}/")[2]


def _missing(reason: str, name: str) -> ErrorInfo:
    return ErrorInfo(reason=reason, domain=DOMAIN, metadata={"name": echo(name)})


UPLOAD_TO_STORE = method(
    "media.unsupported", "POST fileSearchStores/{name}:uploadToFileSearchStore", upload_to_store
)


def create_absent_methods() -> tuple[Method, ...]:
    """Return the rows of these collections; they stand before those of models by their names."""
    return (
        *(
            method(f"{name}.list", f"GET {name}", list_none, answer=Empty, parameters=_PAGING)
            for name in ("cachedContents", "batches", "fileSearchStores")
        ),
        method("cachedContents.unsupported", "POST cachedContents", create_cache),
        method("fileSearchStores.unsupported", "POST fileSearchStores", create_store),
        *(
            method(
                f"{collection}.unsupported",
                f"{verb} {collection}/{{name:path}}",
                handler,
                parameters=("force", "update_mask"),
            )
            for collection, handler in (
                ("cachedContents", find_cache),
                ("batchPredictionJobs", find_other_cache),
                ("projects", find_other_cache),
                ("batches", find_entity),
                ("fileSearchStores", find_store),
                ("operations", find_entity),
                ("models/{model}/operations", find_entity),
            )
            for verb in ("GET", "POST", "PATCH", "DELETE")
        ),
    )
