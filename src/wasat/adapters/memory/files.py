"""Rows of files and uploads in memory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from wasat.files.file import Failure, File, State
from wasat.files.quota import Holding, Quota, check_quota
from wasat.files.store import Content, FileStore, Place, UploadStore, name_is_taken, not_running
from wasat.files.upload import Upload, UploadState


@dataclass(slots=True, kw_only=True)
class Rows:
    """What the two stores share.

    Attributes:
        files: By name of the blob.
        uploads: By id.
    """

    files: dict[str, File] = field(default_factory=dict[str, File])
    uploads: dict[str, Upload] = field(default_factory=dict[str, Upload])

    def find(self, project: str, file_id: str, now: datetime) -> File | None:
        """Return an unexpired file."""
        for file in self.files.values():
            if (file.project, file.id) == (project, file_id) and file.expires > now:
                return file
        return None

    def holding(self, project: str, now: datetime) -> Holding:
        """Return what is kept and promised."""
        running = [upload for upload in self.uploads.values() if _runs(upload, now)]
        files = [file for file in self.files.values() if file.expires > now]
        return Holding(
            project_bytes=sum(file.size_bytes for file in files if file.project == project)
            + sum(upload.reserved for upload in running if upload.project == project),
            promised_bytes=sum(upload.promised for upload in running),
        )


class MemoryFileStore(FileStore):
    """Files as long as it lives.

    Args:
        rows: The same as the uploads have.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def find(self, project: str, file_id: str, now: datetime) -> File | None:
        """Return an unexpired file."""
        return self._rows.find(project, file_id, now)

    async def list(
        self, project: str, now: datetime, *, limit: int, after: Place | None
    ) -> Sequence[File]:
        """Return unexpired files, newest first."""
        own = [
            file
            for file in self._rows.files.values()
            if file.project == project
            and file.expires > now
            and (after is None or (file.created, file.id) < after)
        ]
        return sorted(own, key=lambda file: (file.created, file.id), reverse=True)[:limit]

    async def settle(
        self, blob: str, state: State, failure: Failure | None, now: datetime
    ) -> File | None:
        """Give a file its final state."""
        file = self._rows.files.get(blob)
        if file is None or file.state is not State.PROCESSING:
            return file
        settled = replace(file, state=state, failure=failure, updated=now)
        self._rows.files[blob] = settled
        return settled

    async def remove(self, blob: str) -> None:
        """Forget a file."""
        self._rows.files.pop(blob, None)

    async def expired(self, now: datetime, limit: int) -> Sequence[File]:
        """Return some expired files."""
        return [file for file in self._rows.files.values() if file.expires <= now][:limit]

    async def processing(self) -> Sequence[File]:
        """Return unread files, oldest first."""
        unread = [file for file in self._rows.files.values() if file.state is State.PROCESSING]
        return sorted(unread, key=lambda file: file.created)

    async def held(self, contents: Collection[Content]) -> Collection[Content]:
        """Return what some file has."""
        held = {Content(file.project, file.sha256) for file in self._rows.files.values()}
        return held.intersection(contents)


class MemoryUploadStore(UploadStore):
    """Uploads as long as it lives.

    Args:
        rows: The same as the files have.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def start(self, upload: Upload, quota: Quota) -> None:
        """Keep a new upload and reserve its size."""
        self._check_name(upload.project, upload.file_id, quota.now)
        check_quota(quota, self._rows.holding(upload.project, quota.now), upload)
        self._rows.uploads[upload.id] = upload

    async def find(self, upload_id: str) -> Upload | None:
        """Return an upload."""
        return self._rows.uploads.get(upload_id)

    async def update(self, upload: Upload, quota: Quota) -> None:
        """Keep how far it has come."""
        before = self._get_running(upload.id)
        if upload.reserved > before.reserved:
            holding = self._rows.holding(upload.project, quota.now)
            check_quota(quota, holding, upload, counted=before.reserved)
        self._rows.uploads[upload.id] = upload

    async def finish(self, upload: Upload, file: File) -> None:
        """End an upload and make its file."""
        self._get_running(upload.id)
        self._check_name(file.project, file.id, file.created)
        self._rows.uploads[upload.id] = upload
        self._rows.files[file.blob] = file

    async def expire(self, now: datetime, limit: int) -> Sequence[Upload]:
        """Forget some expired uploads."""
        uploads = [upload for upload in self._rows.uploads.values() if upload.expires <= now]
        return [self._rows.uploads.pop(upload.id) for upload in uploads[:limit]]

    async def running(self) -> Sequence[Upload]:
        """Return all that are ACTIVE."""
        uploads = self._rows.uploads.values()
        return [upload for upload in uploads if upload.state is UploadState.ACTIVE]

    async def known(self, blobs: Collection[str]) -> Collection[str]:
        """Return those blobs that something belongs to."""
        running = {upload.blob for upload in await self.running()}
        return (running | self._rows.files.keys()).intersection(blobs)

    def _get_running(self, upload_id: str) -> Upload:
        upload = self._rows.uploads.get(upload_id)
        if upload is None or upload.state is not UploadState.ACTIVE:
            raise not_running()
        return upload

    def _check_name(self, project: str, file_id: str, now: datetime) -> None:
        if self._rows.find(project, file_id, now) is not None:
            raise name_is_taken()


def _runs(upload: Upload, now: datetime) -> bool:
    return upload.state is UploadState.ACTIVE and upload.expires > now
