"""A file's bytes, as those who read documents want them."""

from functools import partial
from typing import BinaryIO

from wasat.blob import Blob, BlobStore
from wasat.files.file import File, not_there


def lend(file: File, blobs: BlobStore) -> Blob:
    """Return the bytes of a file; opening them fails as `files.get` does once it is deleted."""
    return Blob(
        project=file.project,
        sha256=file.sha256,
        mime_type=file.mime_type,
        size_bytes=file.size_bytes,
        lend=partial(_open, file, blobs),
    )


def _open(file: File, blobs: BlobStore) -> BinaryIO:
    try:
        return blobs.open(file.blob)
    except FileNotFoundError as error:
        raise not_there(file.id) from error
