"""One server a folder: a second one would not know what the first has in memory."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from wasat.status import FailedPreconditionError


class FolderInUseError(FailedPreconditionError):
    """Another process holds the folder."""


class FolderLock:
    """Holds a folder until it is released, or the process ends, however it ends.

    Args:
        folder: Made if it is not there.

    Raises:
        FolderInUseError: Another process holds it; says which.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        _sync_folder(folder.parent)
        self._file = (folder / "lock").open("a+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._file.seek(0)
            process = self._file.read().strip() or "unknown"
            self._file.close()
            raise FolderInUseError(
                f"{folder} is in use by another server, process {process}; stop it, or choose"
                " another folder"
            ) from error
        self._file.truncate(0)
        self._file.write(f"{os.getpid()}\n")
        self._file.flush()

    def release(self) -> None:
        """Let others have the folder."""
        self._file.close()


def _sync_folder(folder: Path) -> None:
    """Make the name of what is in a folder hold, where we may look into it."""
    with suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
