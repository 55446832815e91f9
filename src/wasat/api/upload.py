"""media.upload: requests to commands, commands to what Files does, what it did to headers."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from wasat.api.auth import authenticate, check_upload, own_upload
from wasat.api.body import parse_body, read_body, refuse_packed
from wasat.api.context import Context
from wasat.api.details import DOMAIN, explaining, fault
from wasat.api.files import to_wire
from wasat.api.http.command import Command, Protocol, UploadCommand, parse_command
from wasat.api.http.multipart import RelatedReader, parse_boundary
from wasat.api.http.urls import base_url
from wasat.api.method import COMMON_PARAMETERS, VERSIONS, refuse_unknown_parameters
from wasat.api.reply import answer
from wasat.files.file import File
from wasat.files.upload import NewFile, Upload, UploadState
from wasat.projects.service import Project
from wasat.status import ErrorInfo, StatusError
from wasat.wire.files import CreateFileRequest, CreateFileResponse

CHUNK_GRANULARITY = 8_388_608  # Source: captured from the service; chunks of any size are taken
_MOST_METADATA = 1 << 20  # bytes of the JSON that opens an upload
_PARAMETERS = COMMON_PARAMETERS | {"upload_id"}
_STATUS = "x-goog-upload-status"
_RECEIVED = "x-goog-upload-size-received"

Endpoint = Callable[[Request], Awaitable[Response]]


def upload_endpoint(context: Context) -> Endpoint:
    """Return what answers POST and PUT on the paths of media.upload.

    Failures are left to whoever frames them; on these paths they too must tell the upload's status.
    """

    async def upload(request: Request) -> Response:
        if request.path_params["version"] not in VERSIONS:
            raise HTTPException(404)
        refuse_packed(request)
        command = parse_command(request.method, request.query_params, request.headers)
        if command.upload_id:
            await check_upload(request, context, command.upload_id)
            async with _telling_progress(context, command.upload_id):
                return await _go_on(request, context, command)
        project = await authenticate(request, context)
        refuse_unknown_parameters(request, _PARAMETERS)
        if Command.UPLOAD in command.words:
            return await _take_at_once(request, context, command, project)
        return await _start(request, context, command, project)

    return upload


async def _start(
    request: Request, context: Context, command: UploadCommand, project: Project
) -> Response:
    described = await read_body(request, CreateFileRequest, limit=_MOST_METADATA)
    with explaining(at="file"):
        upload = await context.files.start(_new_file(project, command, described))
    own_upload(request, upload.id)
    return _answer_started(request, context, command, upload)


async def _take_at_once(
    request: Request, context: Context, command: UploadCommand, project: Project
) -> Response:
    """Begin an upload with the request that brings its bytes, or all of them.

    Should that break off, the sender never hears where to go on, and what came is given back.
    """
    if command.protocol is Protocol.MULTIPART:
        new, data = await _read_multipart(request, command, project)
    else:
        new, data = _new_file(project, command, CreateFileRequest()), request.stream()
    with explaining(at="file"):
        if Command.FINALIZE in command.words:
            return _answer_final(request, context, await context.files.create(new, data))
        upload = await context.files.start(new)
    own_upload(request, upload.id)
    try:
        upload = await context.files.append(upload.id, 0, data)
    except (StatusError, ClientDisconnect):
        await context.files.cancel(upload.id)
        raise
    return _answer_started(request, context, command, upload)


async def _read_multipart(
    request: Request, command: UploadCommand, project: Project
) -> tuple[NewFile, AsyncIterator[bytes]]:
    boundary = parse_boundary(request.headers.get("content-type", ""))
    reader = RelatedReader(request.stream(), boundary)
    described = parse_body(CreateFileRequest, await reader.read_description())
    media_type = await reader.read_media_type()
    return _new_file(project, command, described, media_type), reader.iter_media()


async def _go_on(request: Request, context: Context, command: UploadCommand) -> Response:
    """Answer on an upload URL; who knows its id needs no key, but may bring none of others."""
    if Command.CANCEL in command.words:
        upload = await context.files.cancel(command.upload_id)
    elif Command.UPLOAD in command.words:
        data = _within(request.stream(), command.length)
        upload = await context.files.append(command.upload_id, command.offset, data)
    else:
        upload = await context.files.get_upload(command.upload_id)
    if _is_finishing(command, upload):
        # Made already, it is found: the answer may have been lost on its way.
        return _answer_final(request, context, await context.files.finalize(upload.id))
    return _answer_progress(command, upload)


async def _within(data: AsyncIterator[bytes], length: int | None) -> AsyncIterator[bytes]:
    """Yield a body up to the length that its Content-Range told.

    Raises:
        InvalidArgumentError: There is more.
    """
    left = length
    async for packet in data:
        if left is not None and len(packet) > left:
            raise fault("content-range", f"Content-Range told of {length} bytes; there are more.")
        yield packet
        left = left if left is None else left - len(packet)


@asynccontextmanager
async def _telling_progress(context: Context, upload_id: str) -> AsyncGenerator[None, None]:
    """Add to a refusal where the upload stands, so that its sender knows where to go on."""
    try:
        yield
    except StatusError as error:
        with explaining("UPLOAD_NOT_FOUND"):
            upload = await context.files.get_upload(upload_id)
        facts = {"received": str(upload.received), "status": upload.state}
        info = ErrorInfo(reason="UPLOAD_REFUSED", domain=DOMAIN, metadata=facts)
        error.details = error.details or (info,)
        raise


def _is_finishing(command: UploadCommand, upload: Upload) -> bool:
    """Whether the file shall be made now; a total, where one is told, must have been reached."""
    if command.protocol is Protocol.LEGACY and upload.state is UploadState.FINAL:
        return True
    if command.total is not None:
        return upload.received == command.total and upload.state is not UploadState.CANCELLED
    return Command.FINALIZE in command.words


def _new_file(
    project: Project,
    command: UploadCommand,
    described: CreateFileRequest,
    media_type: str = "",
) -> NewFile:
    """Gather what headers and JSON say; `sizeBytes` is the service's to tell, and not believed."""
    file = described.file
    return NewFile(
        project=project.name,
        file_id=file.name if file else "",
        display_name=file.display_name if file else "",
        upload_name=command.upload_name,
        mime_type=command.mime_type or media_type or (file.mime_type if file else ""),
        size_bytes=command.size_bytes,
    )


def _answer_started(
    request: Request, context: Context, command: UploadCommand, upload: Upload
) -> Response:
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    url = f"{base_url(request, context.public_url)}{path}?upload_id={upload.id}"
    if command.protocol is Protocol.LEGACY:
        legacy_url = f"{url}&uploadType=resumable"
        return Response(headers={**_progress(upload), "location": legacy_url})
    url = f"{url}&upload_protocol=resumable"
    return Response(
        headers={
            **_progress(upload),
            "x-goog-upload-url": url,
            "x-goog-upload-control-url": url,
            "x-goog-upload-chunk-granularity": str(CHUNK_GRANULARITY),
            "x-guploader-uploadid": upload.id,
        }
    )


def _answer_progress(command: UploadCommand, upload: Upload) -> Response:
    headers = _progress(upload)
    if command.protocol is not Protocol.LEGACY:
        return Response(headers=headers)
    if upload.received:
        headers["range"] = f"bytes=0-{upload.received - 1}"
    return Response(status_code=308, headers=headers)


def _answer_final(request: Request, context: Context, file: File) -> Response:
    response = answer(request, CreateFileResponse(file=to_wire(file, context, request)))
    response.headers[_STATUS] = UploadState.FINAL
    response.headers[_RECEIVED] = str(file.size_bytes)
    return response


def _progress(upload: Upload) -> dict[str, str]:
    return {_STATUS: upload.state, _RECEIVED: str(upload.received)}
