"""A file's bytes, as those who read documents want them."""

from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from typing import BinaryIO

from wasat.blob import Blob, BlobStore
from wasat.files.file import File, State, not_there
from wasat.files.store import Content, FileStore, Place

_AT_ONCE = 100  # rows


def lend(file: File, blobs: BlobStore) -> Blob:
    """Return the bytes of a file; opening them fails as `files.get` does once it is deleted."""
    return Blob(
        project=file.project,
        sha256=file.sha256,
        mime_type=file.mime_type,
        size_bytes=file.size_bytes,
        lend=partial(_open, file, blobs),
    )


async def iter_content(
    files: FileStore, blobs: BlobStore, content: Content, now: datetime
) -> AsyncIterator[Blob]:
    """Give what files hold under a SHA-256, once a type.

    Args:
        files: Rows of files; gone through from the newest on.
        blobs: Where their bytes are.
        content: Whose, and which.
        now: What has expired by then does not count.
    """
    types: set[str] = set()
    after: Place | None = None
    while page := await files.list(content.project, now, limit=_AT_ONCE, after=after):
        for file in page:
            is_same = file.sha256 == content.sha256 and file.state is State.ACTIVE
            if is_same and file.mime_type not in types:
                types.add(file.mime_type)
                yield lend(file, blobs)
        after = Place(page[-1].created, page[-1].id)


def _open(file: File, blobs: BlobStore) -> BinaryIO:
    try:
        return blobs.open(file.blob)
    except FileNotFoundError as error:
        raise not_there(file.id) from error
