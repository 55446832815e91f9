"""ZIP archives from anybody: entries by name, each read whole, all of it bounded.

Nothing is written anywhere, so the names of entries are only keys. An archive inside an archive is
bytes like any others.
"""

import zlib
from io import RawIOBase
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

MOST_ENTRIES = 20_000  # real decks of a thousand slides have some 6,000; ours
MOST_EXPANDED_BYTES = 400_000_000  # of all entries that are read together; ours
LEAST_SUSPECT_BYTES = 10_000_000  # an entry below it may expand as far as it likes
MOST_RATIO = 300  # of larger entries. Source: sheets of equal rows reach 100, deflate at most 1,032
_ENCRYPTED = 0x1  # Source: APPNOTE.TXT 4.4.4
# What zipfile raises of a file that is damaged, encrypted, or packed in a way it does not know.
FAULTS = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


class Archive:
    """The entries of a ZIP file.

    Args:
        file: Open, seekable.
        limits: `archive_bytes` bounds each entry that is read.

    Raises:
        UnreadableDocumentError: It is no archive, damaged, encrypted or made to be too much.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._most_bytes = limits.archive_bytes
        self._left = MOST_EXPANDED_BYTES
        try:
            self._zip = ZipFile(file)
        except FAULTS as error:
            raise _damaged(error) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise UnreadableDocumentError(
                f"The document has too many parts: at most {MOST_ENTRIES}, not {len(entries)}."
            )
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> list[str]:
        """Names of all entries, in the order of the archive."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """Return an entry.

        Raises:
            UnreadableDocumentError: It is missing, damaged, encrypted or too large.
        """
        return self.open(name).read()

    def open(self, name: str) -> "Entry":
        """Open an entry to read it piece by piece.

        Raises:
            UnreadableDocumentError: It is missing, damaged, encrypted or too large.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableDocumentError(
                f"The document is damaged: its part {name[:100]!r} is missing."
            )
        self._check(entry)
        self._left -= entry.file_size
        try:
            return Entry(self._zip.open(entry))
        except FAULTS as error:
            raise _damaged(error) from error

    def _check(self, entry: ZipInfo) -> None:
        """Refuse by what the directory says; reading goes no further than that."""
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableDocumentError("The document is encrypted; a password is needed.")
        ratio = entry.file_size / max(entry.compress_size, 1)
        is_bomb = entry.file_size > LEAST_SUSPECT_BYTES and ratio > MOST_RATIO
        if is_bomb or entry.file_size > min(self._most_bytes, self._left):
            raise UnreadableDocumentError(
                f"The document is too large: a part of it expands to {entry.file_size} bytes."
            )


class Entry(RawIOBase):
    """An entry that is open; it ends where the directory says, whatever the data would expand to.

    Raises:
        UnreadableDocumentError: It is damaged, at any reading.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Read so many bytes, or all that are left."""
        try:
            return self._stream.read(size)
        except FAULTS as error:
            raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableDocumentError:
    return UnreadableDocumentError(f"The document is damaged: {str(error)[:100]}.")
