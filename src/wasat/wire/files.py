"""Messages of the Files API. Source: File and its methods in the v1beta discovery document."""

from typing import Annotated, Any

from wasat.wire.base import Many, Wire
from wasat.wire.scalars import Base64, Duration, Int32, Int64, ProtoEnum, Timestamp, choice


class File_State(ProtoEnum):  # noqa: N801 - the underscore is the dot of the nested proto name
    """Where a file stands."""

    STATE_UNSPECIFIED = "STATE_UNSPECIFIED"
    PROCESSING = "PROCESSING"
    ACTIVE = "ACTIVE"
    FAILED = "FAILED"


class File_Source(ProtoEnum):  # noqa: N801 - the underscore is the dot of the nested proto name
    """Where a file came from."""

    SOURCE_UNSPECIFIED = "SOURCE_UNSPECIFIED"
    UPLOADED = "UPLOADED"
    GENERATED = "GENERATED"
    REGISTERED = "REGISTERED"


class Status(Wire):
    """An error as a value. Source: google/rpc/status.proto."""

    code: Int32 = 0
    message: str = ""
    details: Many[dict[str, Any]] = ()


class VideoFileMetadata(Wire):
    """Facts about a video."""

    video_duration: Duration | None = None


class File(Wire):
    """An uploaded file; a caller sends at most name, displayName, mimeType and sizeBytes."""

    name: str = ""
    display_name: str = ""
    mime_type: str = ""
    size_bytes: Int64 = 0
    create_time: Timestamp | None = None
    update_time: Timestamp | None = None
    expiration_time: Timestamp | None = None
    sha256_hash: Base64 | None = None
    uri: str = ""
    download_uri: str = ""
    state: Annotated[File_State, choice(File_State)] = File_State.STATE_UNSPECIFIED
    source: Annotated[File_Source, choice(File_Source)] = File_Source.SOURCE_UNSPECIFIED
    error: Status | None = None
    video_metadata: VideoFileMetadata | None = None


class CreateFileRequest(Wire):
    """What opens an upload, or makes a file without bytes."""

    file: File | None = None


class CreateFileResponse(Wire):
    """The file that an upload made."""

    file: File


class ListFilesResponse(Wire):
    """One page of files, newest first."""

    files: Many[File] = ()
    next_page_token: str = ""


class ListGeneratedFilesResponse(Wire):
    """Files that models made: none here."""
