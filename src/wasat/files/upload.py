"""The resumable upload as a state machine: what may come next, and what it leads to.

Only data and decisions live here; nothing reads a clock, a store or a byte of a file.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from wasat.files.file import File, new_id, parse_display_name, parse_id, parse_mime_type
from wasat.status import FailedPreconditionError, InvalidArgumentError


class UploadState(StrEnum):
    """Where an upload stands, in the words of the header `x-goog-upload-status`."""

    ACTIVE = "active"
    FINAL = "final"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """What a caller says of a file before its bytes come.

    Attributes:
        project: Whose it will be.
        file_id: The name it shall have, with or without `files/`; empty takes a random one.
        display_name: For people; may be empty.
        upload_name: The name of the file it is uploaded from; may be empty.
        mime_type: As declared; may be empty.
        size_bytes: Its length, None if the caller does not know.
    """

    project: str
    file_id: str = ""
    display_name: str = ""
    upload_name: str = ""
    mime_type: str = ""
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload as it stands.

    Attributes:
        id: Unguessable, since who knows it may write.
        project: Whose file it will be.
        file_id: The id the file will have, or has.
        blob: Name of its bytes in the BlobStore, before and after the end.
        display_name: For people; may be empty.
        upload_name: The name of the file it is uploaded from; may be empty.
        mime_type: Lower case, without parameters.
        size_bytes: The declared length, None if unknown; once FINAL the true one.
        received: How many bytes are kept for good.
        state: Where it stands.
        created: In UTC.
        expires: In UTC; from then on it is as if it were not there.
    """

    id: str
    project: str
    file_id: str
    blob: str
    display_name: str = ""
    upload_name: str = ""
    mime_type: str
    size_bytes: int | None = None
    received: int = 0
    state: UploadState = UploadState.ACTIVE
    created: datetime
    expires: datetime

    @property
    def reserved(self) -> int:
        """How many bytes count against the quota of its project while it runs."""
        return self.received if self.size_bytes is None else self.size_bytes

    @property
    def promised(self) -> int:
        """How many bytes are still to come, as far as anybody knows."""
        return 0 if self.size_bytes is None else self.size_bytes - self.received


def start_upload(new: NewFile, *, now: datetime, ttl: timedelta, max_file_bytes: int) -> Upload:
    """Return the upload that a caller may begin.

    Raises:
        InvalidArgumentError: A name, the type or the size is not one a file may have.
    """
    _check_size(new.size_bytes, max_file_bytes)
    return Upload(
        id=secrets.token_urlsafe(32),
        project=new.project,
        file_id=parse_id(new.file_id) if new.file_id else new_id(),
        blob=f"files/{secrets.token_hex(16)}",
        display_name=parse_display_name(new.display_name),
        upload_name=new.upload_name,
        mime_type=parse_mime_type(new.mime_type),
        size_bytes=new.size_bytes,
        created=now,
        expires=now + ttl,
    )


def _check_size(size_bytes: int | None, max_file_bytes: int) -> None:
    if size_bytes is None or 0 <= size_bytes <= max_file_bytes:
        return
    raise InvalidArgumentError(
        f"* CreateFileRequest.file.size_bytes: a file has 0 to {max_file_bytes} bytes,"
        f" not {size_bytes}"
    )


def place(upload: Upload, *, offset: int, length: int, max_file_bytes: int) -> int:
    """Say how bytes at an offset fit on to what is there already.

    Returns:
        How many of them, from the first on, were received before: these must be equal to what is
        kept. The rest is new. A finished upload takes no new ones, but hears the old ones again,
        because the answer to the last request may have been lost.

    Raises:
        InvalidArgumentError: A gap would remain, or there would be more than was declared.
        FailedPreconditionError: The upload has ended.
    """
    if upload.state is UploadState.CANCELLED:
        raise FailedPreconditionError("upload was cancelled and takes no more bytes")
    if not 0 <= offset <= upload.received:
        raise InvalidArgumentError(f"upload stands at {upload.received}, not {offset}")
    end = offset + length
    if upload.state is UploadState.FINAL and end > upload.received:
        raise FailedPreconditionError(f"upload ended at {upload.received} bytes, not {end}")
    if upload.size_bytes is not None and end > upload.size_bytes:
        raise InvalidArgumentError(
            f"upload was declared with {upload.size_bytes} bytes, not {end} or more"
        )
    if end > max_file_bytes:
        raise InvalidArgumentError(f"a file has 0 to {max_file_bytes} bytes, not {end} or more")
    return min(length, upload.received - offset)


def receive(upload: Upload, length: int) -> Upload:
    """Return the upload with so many new bytes at its end."""
    return replace(upload, received=upload.received + length)


def cancel_upload(upload: Upload) -> Upload:
    """Return the upload as given up; once more is allowed.

    Raises:
        FailedPreconditionError: It is a file already.
    """
    if upload.state is UploadState.FINAL:
        raise FailedPreconditionError("upload is finished; delete the file instead")
    return replace(upload, state=UploadState.CANCELLED)


def finalize_upload(upload: Upload) -> Upload:
    """Return the upload as finished; once more is allowed.

    Raises:
        InvalidArgumentError: Fewer bytes came than were declared.
        FailedPreconditionError: It was cancelled.
    """
    if upload.state is UploadState.CANCELLED:
        raise FailedPreconditionError("upload was cancelled and cannot be finalized")
    if upload.promised:
        raise InvalidArgumentError(
            f"upload was declared with {upload.size_bytes} bytes, not {upload.received}"
        )
    return replace(upload, state=UploadState.FINAL, size_bytes=upload.received)


def make_file(upload: Upload, *, sha256: str, now: datetime, ttl: timedelta) -> File:
    """Return the file that a finished upload becomes, still to be read."""
    return File(
        project=upload.project,
        id=upload.file_id,
        blob=upload.blob,
        display_name=upload.display_name,
        upload_name=upload.upload_name,
        mime_type=upload.mime_type,
        size_bytes=upload.received,
        sha256=sha256,
        created=now,
        updated=now,
        expires=now + ttl,
    )
