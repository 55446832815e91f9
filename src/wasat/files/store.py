"""The ports to the rows of files and uploads; each call is one transaction, durable at return."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from wasat.files.file import Failure, File, State
from wasat.files.quota import Quota
from wasat.files.upload import Upload
from wasat.status import AlreadyExistsError, NotFoundError


class Content(NamedTuple):
    """Bytes of a project, whatever they are called."""

    project: str
    sha256: str


class Place(NamedTuple):
    """Where a file stands in a list: newest first, then by id."""

    created: datetime
    id: str


class FileStore(Protocol):
    """Files, each known by the name of its blob, and by its id as long as it has not expired."""

    async def find(self, project: str, file_id: str, now: datetime) -> File | None:
        """Return the project's file of that id, or None if there is none or it has expired."""
        ...

    async def list(
        self, project: str, now: datetime, *, limit: int, after: Place | None
    ) -> Sequence[File]:
        """Return the project's unexpired files, newest first, from behind a place on."""
        ...

    async def settle(
        self, blob: str, state: State, failure: Failure | None, now: datetime
    ) -> File | None:
        """Give a PROCESSING file its final state.

        Returns:
            The file as it is now, None if there is none any more.
        """
        ...

    async def remove(self, blob: str) -> None:
        """Forget a file; gladly, if there is none."""
        ...

    async def expired(self, now: datetime, limit: int) -> Sequence[File]:
        """Return some of the files that have expired."""
        ...

    async def processing(self) -> Sequence[File]:
        """Return all files that wait to be read, oldest first."""
        ...

    async def held(self, contents: Collection[Content]) -> Collection[Content]:
        """Return those of the contents that some file has, expired or not."""
        ...


class UploadStore(Protocol):
    """Uploads by id; the quota holds in each transaction that could break it."""

    async def start(self, upload: Upload, quota: Quota) -> None:
        """Keep a new upload and reserve its declared size.

        Raises:
            AlreadyExistsError: A file of the project has this id.
            ResourceExhaustedError: It does not fit in the project's quota.
            StorageFullError: It does not fit on the disk.
        """
        ...

    async def find(self, upload_id: str) -> Upload | None:
        """Return an upload in any state, None if there is none."""
        ...

    async def update(self, upload: Upload, quota: Quota) -> None:
        """Keep how far a running upload has come, or that it was cancelled.

        Raises:
            NotFoundError: It does not run any more.
            ResourceExhaustedError: Its size was not declared, and the quota is used up.
            StorageFullError: The same for the disk.
        """
        ...

    async def finish(self, upload: Upload, file: File) -> None:
        """End a running upload, and make its file in the same moment.

        Raises:
            NotFoundError: It does not run any more.
            AlreadyExistsError: Another upload to this id was faster.
        """
        ...

    async def expire(self, now: datetime, limit: int) -> Sequence[Upload]:
        """Forget some of the uploads that have expired, in any state, and return them."""
        ...

    async def running(self) -> Sequence[Upload]:
        """Return all uploads that are ACTIVE."""
        ...

    async def known(self, blobs: Collection[str]) -> Collection[str]:
        """Return those of the blobs that belong to a running upload or a file."""
        ...


def name_is_taken() -> AlreadyExistsError:
    """Return what a store says when a file of the project has the id already."""
    return AlreadyExistsError("Requested entity already exists")


def not_running() -> NotFoundError:
    """Return what a store says of an upload that has ended or never was."""
    return NotFoundError("The upload does not exist or has expired; start it again.")
