"""How much may be kept and for how long; every store applies the rule in its transactions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wasat.files.upload import Upload
from wasat.status import QuotaViolation, ResourceExhaustedError, StorageFullError


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What callers may keep here.

    Attributes:
        max_file_bytes: Largest file.
        max_project_bytes: All files of a project together.
        file_ttl: How long a file is kept.
        upload_ttl: How long an unfinished upload is kept.
        settle_seconds: How long the end of an upload waits for the file to be read, so that its
            answer says ACTIVE at once when the file is small, as callers expect.
        free_bytes: Says how much may still be written on the disk, headroom left aside.
    """

    max_file_bytes: int
    max_project_bytes: int
    file_ttl: timedelta
    upload_ttl: timedelta
    settle_seconds: float
    free_bytes: Callable[[], int]

    def quota(self, now: datetime) -> "Quota":
        """Return what holds at this moment."""
        return Quota(now=now, project_bytes=self.max_project_bytes, free_bytes=self.free_bytes())


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """The most that may be kept.

    Attributes:
        now: The moment of asking; what has expired by then counts no more.
        project_bytes: Files of one project together, running uploads counted as declared.
        free_bytes: What may still be written on the disk, headroom for our own rows left aside.
    """

    now: datetime
    project_bytes: int
    free_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What is kept and promised at the moment of a transaction.

    Attributes:
        project_bytes: Unexpired files and running uploads of the project.
        promised_bytes: Declared by running uploads of all projects, but not written yet.
    """

    project_bytes: int
    promised_bytes: int


def check_quota(quota: Quota, holding: Holding, upload: Upload, *, counted: int = 0) -> None:
    """Refuse an upload that does not fit.

    Args:
        quota: The most there may be.
        holding: What there is.
        upload: As it would be.
        counted: How many of its bytes are in `holding` already.

    Raises:
        ResourceExhaustedError: The project would hold too much.
        StorageFullError: The disk would.
    """
    wanted = upload.reserved - counted
    if holding.project_bytes + wanted > quota.project_bytes:
        description = (
            f"files of a project have at most {quota.project_bytes} bytes together,"
            f" not {holding.project_bytes} and {wanted} more"
        )
        violation = QuotaViolation(
            subject=f"project:{upload.project}",
            description=description,
            metric="wasat/file_bytes",
            quota_id="FileBytesPerProject",
            limit=str(quota.project_bytes),
        )
        raise ResourceExhaustedError(
            f"You exceeded your current quota: {description}.", details=[violation]
        )
    room = quota.free_bytes - holding.promised_bytes
    if upload.promised > room:
        raise StorageFullError(
            f"The disk has room for {max(0, room)} more bytes, not {upload.promised}."
        )
