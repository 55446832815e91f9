"""Bytes that were given to us, and the port to where they are kept."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """Uploaded or inline bytes, complete and unchanging; lends itself as a local file.

    Attributes:
        project: Whose bytes these are. The same bytes of another project are another blob.
        sha256: 64 lower-case hexadecimal digits.
        mime_type: As declared, lower case, without parameters.
        size_bytes: Length.
        lend: Opens the bytes as a local file with a descriptor; the caller closes it.
    """

    project: str
    sha256: str
    mime_type: str
    size_bytes: int
    lend: Callable[[], BinaryIO] = field(repr=False, compare=False)


class BlobStore(Protocol):
    """Named runs of bytes; names are ours: `[a-z0-9-]`, with `/` between folders."""

    async def append(self, name: str, offset: int, *data: bytes) -> None:
        """Write runs of bytes one after another from an offset on; not yet durable.

        Args:
            name: Where; at offset 0 the blob is created.
            offset: In bytes, at most the present size.
            data: Few, and a few MiB together, so that memory stays flat.

        Raises:
            StorageFullError: No room; nothing is promised about the bytes after `offset`.
        """
        ...

    async def sync(self, name: str) -> None:
        """Make everything written so far survive a power cut.

        Raises:
            StorageFullError: No room.
            InternalError: The device failed; never retried, since the data may be lost already.
        """
        ...

    async def truncate(self, name: str, size_bytes: int) -> None:
        """Drop what lies after `size_bytes`; a blob that is not there stays so."""
        ...

    async def put(self, name: str, parts: AsyncIterator[bytes]) -> None:
        """Write a whole blob; it appears complete and durable, or not at all."""
        ...

    def open(self, name: str) -> BinaryIO:
        """Open for reading as a local file with a descriptor; the caller closes it.

        Raises:
            FileNotFoundError: No such blob.
        """
        ...

    async def delete(self, prefix: str) -> None:
        """Remove the blob, or the folder and all below it; gladly, if there is none."""
        ...

    def names(self, prefix: str) -> AsyncIterator[str]:
        """Iterate over all names that begin with `prefix`, in no order."""
        ...
