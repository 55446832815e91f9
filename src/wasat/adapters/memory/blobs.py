"""Blobs in memory."""

import tempfile
from collections.abc import AsyncIterator
from typing import BinaryIO

from wasat.blob import BlobStore


class MemoryBlobStore(BlobStore):
    """Keeps bytes as long as it lives; lends them as temporary files."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytearray] = {}

    async def append(self, name: str, offset: int, *data: bytes) -> None:
        """Write at an offset, creating the blob at offset 0."""
        joined = b"".join(data)
        if offset == 0:
            self._blobs.setdefault(name, bytearray())
        self._find(name)[offset : offset + len(joined)] = joined

    async def sync(self, name: str) -> None:
        """Check that there is something to sync."""
        self._find(name)

    async def truncate(self, name: str, size_bytes: int) -> None:
        """Drop what lies behind."""
        del self._blobs.get(name, bytearray())[size_bytes:]

    async def put(self, name: str, parts: AsyncIterator[bytes]) -> None:
        """Gather all parts, then keep them."""
        self._blobs[name] = bytearray(b"".join([part async for part in parts]))

    def open(self, name: str) -> BinaryIO:
        """Copy the bytes into a temporary file without a name."""
        content = self._find(name)
        file = tempfile.TemporaryFile()  # noqa: SIM115 the caller closes it
        file.write(content)
        file.seek(0)
        return file

    async def delete(self, prefix: str) -> None:
        """Remove the blob, or all below it."""
        folder = prefix.rstrip("/") + "/"
        for name in [name for name in self._blobs if f"{name}/".startswith(folder)]:
            del self._blobs[name]

    async def names(self, prefix: str) -> AsyncIterator[str]:
        """Iterate over a copy of the names."""
        for name in tuple(self._blobs):
            if name.startswith(prefix):
                yield name

    def _find(self, name: str) -> bytearray:
        if name not in self._blobs:
            raise FileNotFoundError(name)
        return self._blobs[name]
