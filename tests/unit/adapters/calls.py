"""An operating system that writes down what it was asked for, and fails when told to."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from wasat.adapters.device import SystemCalls


class Calls:
    """What was asked, in order.

    Attributes:
        made: Name of the call and of the file, a call that failed included.
        failures: How each call fails, by its name.
        fail_at: The number of the only call that fails, from 0 on, and how.
        fail_from: The number of the first call of a device that is broken for ever.
    """

    def __init__(self) -> None:
        self.made: list[tuple[str, str]] = []
        self.failures: dict[str, OSError] = {}
        self.fail_at: tuple[int, OSError] | None = None
        self.fail_from: int | None = None
        self.system = SystemCalls(
            write=self._recorded("write", os.pwrite),
            sync=self._recorded("sync", os.fdatasync),
            sync_folder=self._recorded("sync_folder", os.fsync),
            truncate=self._recorded("truncate", os.ftruncate),
            rename=self._recorded("rename", os.rename),
            unlink=self._recorded("unlink", os.unlink),
        )

    def names(self, *kinds: str) -> list[str]:
        """Return the files that these calls were made for."""
        return [name for kind, name in self.made if kind in kinds]

    def _recorded(self, kind: str, call: object) -> Callable[..., int]:
        def recorded(file: int | Path, *arguments: object) -> int:
            path = file if isinstance(file, Path) else Path(f"/proc/self/fd/{file}").readlink()
            number = len(self.made)
            self.made.append((kind, path.name))
            if kind in self.failures:
                raise self.failures[kind]
            if self.fail_at is not None and self.fail_at[0] == number:
                raise self.fail_at[1]
            if self.fail_from is not None and number >= self.fail_from:
                raise OSError(errno.EIO, "broken")
            return call(file, *arguments)  # type: ignore[operator, no-any-return] # one of os

        return recorded
