"""The same rooms as the server's, in this process, for as long as one command takes."""

import hashlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from wasat.app import build_rooms
from wasat.blob import Blob
from wasat.cli.client import guess_type
from wasat.rooms import Rooms
from wasat.settings import Settings, load_settings

PROJECT = "local"


@asynccontextmanager
async def open_rooms(settings: Settings | None = None) -> AsyncGenerator[Rooms, None]:
    """Open the rooms with their state in a temporary folder, and close them at the end.

    Args:
        settings: What else holds; as usual if not given.
    """
    with TemporaryDirectory(prefix="wasat-") as folder:
        own = {"data_dir": Path(folder), "keys": "", "host": "127.0.0.1"}
        rooms = build_rooms((settings or load_settings()).model_copy(update=own))
        async with rooms.open():
            yield rooms


def open_blob(path: Path) -> Blob:
    """Return a file of this machine as a blob.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Blob(
        project=PROJECT,
        sha256=sha256,
        mime_type=guess_type(path),
        size_bytes=path.stat().st_size,
        lend=lambda: path.open("rb"),
    )
