"""Documents of a request: inline bytes and named files alike become Sources."""

import re

import msgspec

from wasat.api.context import Call
from wasat.api.convert.checks import REQUEST
from wasat.api.convert.faults import echo, refuse
from wasat.api.convert.fetched import fetch_document, name_document
from wasat.api.convert.inline import decode_inline
from wasat.api.details import explaining, explaining_file, fault
from wasat.blob import Blob
from wasat.files.fetch import Fetcher
from wasat.generation.cells import parse_area
from wasat.generation.prompt import Source
from wasat.status import InvalidArgumentError
from wasat.wire import content as wire

# Any host and version will do, and a fragment or query, since evidence points at `…#page=60`.
_FILE = re.compile(r"(?:(?i:https?)://[^?#]*/)?files/([a-z0-9-]{1,40})(?:[?#].*)?")
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_EMPTY_TYPE = (
    "Unable to submit request because it has an empty mimeType parameter in fileData. Only of an"
    " uploaded file it may be left out, and nothing is fetched here."
)
UNSPECIFIED = wire.MediaResolution_Level.MEDIA_RESOLUTION_UNSPECIFIED.value

Carrier = wire.Part | wire.FunctionResponsePart  # what modifiers of documents may stand on


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a part stands in the request.

    Attributes:
        path: For errors, such as `contents[0].parts[1]`.
        uri: For evidence of inline bytes, such as `inline:0.1`.
        resolution: What generationConfig says of all pictures.
    """

    path: str
    uri: str
    resolution: str


async def open_inline(call: Call, part: Carrier, data: wire.Blob, place: Place) -> Source:
    """Make a Source of bytes inside the request.

    Raises:
        InvalidArgumentError: Type or bytes are missing, or do not parse.
    """
    path = f"{place.path}.inline_data"
    if not data.mime_type:
        refuse([(f"{path}.mime_type", "mime_type is not specified")], REQUEST)
    with explaining(at=f"{path}.mime_type"):
        mime_type = parse_mime_type(data.mime_type)
    if not data.data:
        raise fault(f"{path}.data", f"The document has no pages. {path} holds no bytes.")
    decoded = await decode_inline(data.data, f"{path}.data")
    blob = Blob(
        project=call.project.name,
        sha256=decoded.sha256,
        mime_type=mime_type,
        size_bytes=decoded.size_bytes,
        lend=decoded.file.lend,
    )
    title = data.display_name or f"document at {place.path}"
    return _source(part, place, blob=blob, title=title, uri=place.uri)


async def open_file(call: Call, part: Carrier, data: wire.FileData, place: Place) -> Source:
    """Make a Source of a file that was uploaded; waits while it is still being read.

    Its own type counts, as it was read under that one. What is elsewhere is fetched, if it may be.

    Raises:
        InvalidArgumentError: The URI is none of a file, or it cannot be fetched.
        PermissionDeniedError: It is not there, or not the caller's.
        FailedPreconditionError: It could not be read, or not in time.
    """
    fetcher = call.context.fetcher
    if fetcher is not None and is_elsewhere(data.file_uri):
        return await _open_elsewhere(call, part, data, place, fetcher)
    if is_elsewhere(data.file_uri) and not data.mime_type:
        raise fault(f"{place.path}.file_data.mime_type", _EMPTY_TYPE)
    with explaining(at=f"{place.path}.file_data.file_uri"):
        file_id = parse_file_uri(data.file_uri)
    context = call.context
    with explaining_file(file_id, at=place.path):
        file, blob = await context.files.open(
            call.project.name, file_id, wait_seconds=context.processing_wait_seconds
        )
    uri = context.file_uri(call.request, file_id)
    return _source(part, place, blob=blob, title=file.title, name=f"files/{file_id}", uri=uri)


async def _open_elsewhere(
    call: Call, part: Carrier, data: wire.FileData, place: Place, fetcher: Fetcher
) -> Source:
    """Make a Source of a document elsewhere, as if its bytes had come inside the request."""
    with explaining(at=f"{place.path}.file_data.file_uri"):
        declared = parse_mime_type(data.mime_type) if data.mime_type else ""
        title, uri = name_document(data.file_uri)
        decoded, mime_type = await fetch_document(call, fetcher, data.file_uri, declared)
        blob = Blob(
            project=call.project.name,
            sha256=decoded.sha256,
            mime_type=parse_mime_type(mime_type),
            size_bytes=decoded.size_bytes,
            lend=decoded.file.lend,
        )
    return _source(part, place, blob=blob, title=title, uri=uri)


def is_elsewhere(uri: str) -> bool:
    """Return whether a URI is of the web and names no file of ours."""
    return uri.lower().startswith("https:") and not _FILE.fullmatch(uri)


def parse_file_uri(uri: str) -> str:
    """Return the id of the file that a URI names.

    Raises:
        InvalidArgumentError: It names no file of ours; nothing is fetched from elsewhere.
    """
    if found := _FILE.fullmatch(uri):
        return found[1]
    scheme, colon, _ = uri.partition(":")
    if not colon:
        raise InvalidArgumentError(f"Invalid or unsupported file uri: {echo(uri)}")
    if scheme.lower() != "https":
        raise InvalidArgumentError(f"Unsupported file URI type: {echo(uri)}")
    raise InvalidArgumentError(
        "Cannot fetch content from the provided URL. Nothing is fetched here; expected the uri of"
        f" an uploaded file, not {echo(uri)}."
    )


def parse_mime_type(text: str) -> str:
    """Return a MIME type in lower case, without parameters.

    Raises:
        InvalidArgumentError: It is not of the form type/subtype.
    """
    mime_type = text.partition(";")[0].strip().lower()
    if not _TYPE.fullmatch(mime_type):
        raise InvalidArgumentError(f"Unsupported MIME type: {echo(text)}")
    return mime_type


def _source(
    part: Carrier, place: Place, *, blob: Blob, title: str, name: str = "", uri: str
) -> Source:
    """Add what modifies the part: pages, cells, layers, resolution."""
    pages = part.document_metadata or wire.DocumentMetadata()
    sheet = part.spreadsheet_metadata or wire.SpreadsheetMetadata()
    layers = (*pages.content_layers, *sheet.content_layers)
    _check_pages(pages, place.path)
    with explaining(at=f"{place.path}.spreadsheet_metadata.visible_cells"):
        parse_area(sheet.visible_cells)
    own = part.media_resolution
    level = own.level.value if own else place.resolution
    return Source(
        blob=blob,
        title=title,
        place=place.path,
        name=name,
        uri=uri,
        first_page=pages.start_page or 1,
        last_page=pages.end_page,
        cells=sheet.visible_cells,
        sheet=sheet.sheet_index or 0,
        layers=tuple(str(layer) for layer in layers if not layer.endswith("UNSPECIFIED")),
        resolution="" if level == UNSPECIFIED else level,
    )


def _check_pages(pages: wire.DocumentMetadata, path: str) -> None:
    first, last = pages.start_page or 1, pages.end_page
    if last is not None and last < first:
        text = f"expected at least start_page {first}, not {last}"
        refuse([(f"{path}.document_metadata.end_page", text)], REQUEST)
