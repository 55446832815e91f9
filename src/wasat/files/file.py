"""The File resource as it is kept: names, states, expiry."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wasat.status import Code, FieldViolation, InvalidArgumentError, PermissionDeniedError

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"  # as in ids that the service gives
_NAME = re.compile(  # Source: File.name of the v1beta discovery document
    r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?"
)
_MIME_TYPE = re.compile(  # Source: RFC 6838 section 4.2, restricted names
    r"(?:text|image|audio|video|application)/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}|message/rfc822"
)
_LONGEST_DISPLAY_NAME = 512  # Source: File.displayName of the v1beta discovery document
_NAME_RULE = (
    "* CreateFileRequest.file.name: File resource name may only contain lowercase alphanumeric"
    " characters or dashes (-) and cannot begin or end with a dash. You can set the display_name"
    " which is not constrained by this format.\n"
)


class State(StrEnum):
    """Where a file stands. Source: File.State of the v1beta discovery document."""

    PROCESSING = "PROCESSING"
    ACTIVE = "ACTIVE"
    FAILED = "FAILED"


class FileSource(StrEnum):
    """Where a file came from. Source: File.Source of the v1beta discovery document."""

    UPLOADED = "UPLOADED"
    GENERATED = "GENERATED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a file FAILED: 3 it cannot be read, 4 it took too long, 8 it needed too much."""

    code: Code
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A finished upload.

    Attributes:
        project: Whose it is.
        id: The name without `files/`, unique within the project.
        blob: Name of its bytes in the BlobStore.
        display_name: For people, at most 512 characters; may be empty.
        upload_name: The name of the file it was uploaded from; may be empty.
        mime_type: As declared.
        size_bytes: Length.
        sha256: 64 lower-case hexadecimal digits.
        created: In UTC.
        updated: In UTC.
        expires: In UTC; from then on it is as if it were not there.
        state: PROCESSING until it was read.
        source: Where it came from.
        failure: Only when FAILED.
    """

    project: str
    id: str
    blob: str
    display_name: str = ""
    upload_name: str = ""
    mime_type: str
    size_bytes: int
    sha256: str
    created: datetime
    updated: datetime
    expires: datetime
    state: State = State.PROCESSING
    source: FileSource = FileSource.UPLOADED
    failure: Failure | None = None

    @property
    def title(self) -> str:
        """How answers name it."""
        return self.display_name or self.upload_name or self.id


def new_id() -> str:
    """Return 12 random characters of `[a-z0-9]`, as the service does."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def parse_id(name: str) -> str:
    """Return the id in a name a caller chose, with or without `files/`.

    Raises:
        InvalidArgumentError: It is longer than 40 characters or has others than `[a-z0-9-]`.
    """
    chosen = name.removeprefix("files/")
    if not _NAME.fullmatch(chosen):
        raise InvalidArgumentError(_NAME_RULE + f"It came as {chosen[:60]!r}.")
    return chosen


def parse_mime_type(declared: str) -> str:
    """Return a declared type in lower case without parameters.

    A type that is missing is `application/octet-stream`; the bare word `jsonl`, as Python's tables
    of types have it, stays.

    Raises:
        InvalidArgumentError: It is neither text, image, audio, video or application, nor an e-mail.
    """
    mime_type = declared.partition(";")[0].strip().lower()
    if not mime_type:
        return "application/octet-stream"
    if mime_type != "jsonl" and not _MIME_TYPE.fullmatch(mime_type):
        message = f"Unsupported MIME type: {declared[:60]}"
        violation = FieldViolation(path="file.mime_type", description=message)
        raise InvalidArgumentError(message, details=[violation])
    return mime_type


def parse_display_name(name: str) -> str:
    """Return a name for people as it came.

    Raises:
        InvalidArgumentError: It has more than 512 characters.
    """
    if len(name) > _LONGEST_DISPLAY_NAME:
        raise InvalidArgumentError(
            "* CreateFileRequest.file.display_name: a display name has at most"
            f" {_LONGEST_DISPLAY_NAME} characters, not {len(name)}"
        )
    return name


def not_there(file_id: str) -> PermissionDeniedError:
    """Return the one answer for a file that is missing, expired or another project's."""
    return PermissionDeniedError(
        f"You do not have permission to access the File {file_id} or it may not exist."
    )
