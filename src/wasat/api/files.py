"""files.*: the File resource, one by one and in lists, and its bytes."""

from starlette.requests import Request
from starlette.responses import Response

from wasat.api.context import Call, Context, Reply
from wasat.api.details import DOMAIN, explaining, explaining_file, fault
from wasat.api.http.partial import answer_bytes
from wasat.api.http.urls import base_url, file_url, parse_file_id
from wasat.api.reply import answer
from wasat.files.file import File, FileSource
from wasat.files.upload import NewFile
from wasat.status import ErrorInfo, FailedPreconditionError
from wasat.wire import files as wire
from wasat.wire.base import Empty

PAGES_READ = "x-wasat-pages-read"
_LARGEST_PAGE = 100  # documented
# A browser that is shown a file must not run what is in it under our address.
_NOT_A_PAGE = {
    "content-disposition": "attachment",
    "content-security-policy": "sandbox",
    "x-content-type-options": "nosniff",
}


async def create_file(call: Call, body: wire.CreateFileRequest) -> wire.CreateFileResponse:
    """Create a file without bytes; it tells by its error that nothing can be read in it."""
    described = body.file or wire.File()
    new = NewFile(
        project=call.project.name,
        file_id=described.name,
        display_name=described.display_name,
        mime_type=described.mime_type,
    )
    with explaining(at="file"):
        file = await call.context.files.create(new, None)
    return wire.CreateFileResponse(file=to_wire(file, call.context, call.request))


async def get_file(call: Call) -> Reply:
    """Get a file; any form of its name will do. While it is read, a header tells how far."""
    file_id = _file_id(call)
    with explaining_file(file_id):
        file = await call.context.files.get(call.project.name, file_id)
    message = to_wire(file, call.context, call.request)
    pages = call.context.files.find_progress(file)
    if pages is None:
        return message
    response = answer(call.request, message, call.mask)
    response.headers[PAGES_READ] = str(pages)
    return response


async def list_files(call: Call) -> wire.ListFilesResponse:
    """List the project's files, newest first."""
    size, token = call.page_size(), call.query("page_token")
    with explaining(at="page_token" if 0 <= size <= _LARGEST_PAGE else "page_size"):
        page = await call.context.files.list(call.project.name, page_size=size, page_token=token)
    return wire.ListFilesResponse(
        files=tuple(to_wire(file, call.context, call.request) for file in page.files),
        next_page_token=page.next_page_token,
    )


async def delete_file(call: Call) -> Empty:
    """Delete a file and what was learnt from it."""
    file_id = _file_id(call)
    with explaining_file(file_id):
        await call.context.files.delete(call.project.name, file_id)
    return Empty()


async def list_generated_files(call: Call) -> wire.ListGeneratedFilesResponse:
    """List files that models made: there are none."""
    del call
    return wire.ListGeneratedFilesResponse()


async def register_files(call: Call) -> Empty:
    """Register files of an object store, which is refused: nothing is fetched from elsewhere.

    Raises:
        InvalidArgumentError: Always.
    """
    del call
    raise fault(
        "uris", "files:register is not served here: expected a file sent by media.upload, not URIs."
    )


async def download_file(call: Call) -> Response:
    """Send the bytes of a file, or the range of them that was asked for."""
    context, file_id = call.context, _file_id(call)
    with explaining_file(file_id):
        file = await context.files.get(call.project.name, file_id)
    if file.source is FileSource.UPLOADED and not context.download_uploaded:
        raise FailedPreconditionError(
            f"The File {file_id} was uploaded; only generated files can be downloaded.",
            details=[ErrorInfo(reason="FILE_NOT_DOWNLOADABLE", domain=DOMAIN)],
        )
    with explaining_file(file_id):
        file, blob = await context.files.open(
            call.project.name, file_id, wait_seconds=context.processing_wait_seconds
        )
    return answer_bytes(
        call.request,
        blob.lend,
        size_bytes=file.size_bytes,
        etag=f'"{file.sha256}"',
        headers={"content-type": file.mime_type, **_NOT_A_PAGE},
    )


def to_wire(file: File, context: Context, request: Request) -> wire.File:
    """Return the File resource with addresses for this caller.

    Source:
        `sha256Hash` is base64 of the digest's hexadecimal text: three recordings of the service.
    """
    failure = file.failure
    download_uri = ""
    if file.source is FileSource.GENERATED:
        own = file_url(base_url(request, context.public_url), file.id)
        download_uri = f"{own}:download?alt=media"
    return wire.File(
        name=f"files/{file.id}",
        display_name=file.display_name,
        mime_type=file.mime_type,
        size_bytes=file.size_bytes,
        create_time=file.created,
        update_time=file.updated,
        expiration_time=file.expires,
        sha256_hash=file.sha256.encode(),
        uri=context.file_uri(request, file.id),
        download_uri=download_uri,
        state=wire.File_State(file.state.value),
        source=wire.File_Source(file.source.value),
        error=wire.Status(code=failure.code, message=failure.message) if failure else None,
    )


def _file_id(call: Call) -> str:
    return parse_file_id(call.path("file"))
