"""The File resource as it is kept: names, states, expiry."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wasat.status import Code, InvalidArgumentError

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
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
