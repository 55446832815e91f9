"""The two fillings of the stores, asked the same in any order, say the same."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wasat.adapters.database.database import Database
from wasat.adapters.database.files import DatabaseFileStore
from wasat.adapters.database.uploads import DatabaseUploadStore
from wasat.adapters.memory.files import MemoryFileStore, MemoryUploadStore, Rows
from wasat.files.file import State
from wasat.files.quota import Quota
from wasat.files.store import Content, FileStore, UploadStore
from wasat.files.upload import Upload, UploadState, make_file
from wasat.status import StatusError

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
PROJECTS, NAMES = ("acme", "other"), ("a", "b", "c")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One request: what, about which upload or file, when, and how large."""

    verb: str
    project: str
    name: str
    hour: int
    size: int

    @property
    def now(self) -> datetime:
        return NOW + self.hour * HOUR

    @property
    def upload(self) -> Upload:
        return Upload(
            id=f"{self.project}-{self.name}-{self.hour % 3}",
            project=self.project,
            file_id=self.name,
            blob=f"files/{self.project}-{self.name}-{self.hour % 3}",
            mime_type="text/plain",
            size_bytes=self.size if self.size % 2 else None,
            created=self.now,
            expires=self.now + 4 * HOUR,
        )


STEPS = st.lists(
    st.builds(
        Step,
        verb=st.sampled_from(["start", "grow", "cancel", "finish", "settle", "remove", "expire"]),
        project=st.sampled_from(PROJECTS),
        name=st.sampled_from(NAMES),
        hour=st.integers(0, 9),
        size=st.integers(0, 60),
    ),
    min_size=5,
    max_size=40,
)


async def change_upload(uploads: UploadStore, step: Step, known: Upload) -> None:
    quota = Quota(now=step.now, project_bytes=100, free_bytes=150)
    if step.verb == "grow":
        await uploads.update(replace(known, received=step.size), quota)
    elif step.verb == "cancel":
        await uploads.update(replace(known, state=UploadState.CANCELLED), quota)
    elif step.verb == "finish":
        final = replace(known, state=UploadState.FINAL, size_bytes=known.received)
        file = make_file(final, sha256=f"hash-{step.size % 3}", now=step.now, ttl=5 * HOUR)
        await uploads.finish(final, file)


async def change_rows(files: FileStore, uploads: UploadStore, step: Step) -> object:
    if step.verb == "settle":
        return await files.settle(step.upload.blob, State.ACTIVE, None, step.now)
    if step.verb == "remove":
        return await files.remove(step.upload.blob)
    if step.verb == "expire":
        return sorted(gone.id for gone in await uploads.expire(step.now, 100))
    known = await uploads.find(step.upload.id)
    if known is not None:
        return await change_upload(uploads, step, known)
    quota = Quota(now=step.now, project_bytes=100, free_bytes=150)
    return await uploads.start(step.upload, quota)


async def act(files: FileStore, uploads: UploadStore, step: Step) -> object:
    """Return what the stores answer, an error as its kind and sentence."""
    try:
        return await change_rows(files, uploads, step)
    except StatusError as error:
        return type(error), error.message


async def describe(files: FileStore, uploads: UploadStore, now: datetime) -> object:
    """Return all that can be asked of the stores."""
    contents = [Content(project, f"hash-{n}") for project in PROJECTS for n in range(3)]
    blobs = [f"files/{p}-{name}-{n}" for p in PROJECTS for name in NAMES for n in range(3)]
    return {
        "list": [list(await files.list(p, now, limit=9, after=None)) for p in PROJECTS],
        "find": [await files.find(p, name, now) for p in PROJECTS for name in NAMES],
        "expired": {file.blob for file in await files.expired(now, 100)},
        "processing": {file.blob for file in await files.processing()},
        "held": set(await files.held(contents)),
        "known": set(await uploads.known(blobs)),
        "running": {upload.id for upload in await uploads.running()},
    }


async def compare(steps: Sequence[Step], folder: Path) -> None:
    rows, database = Rows(), Database(folder)
    memory = MemoryFileStore(rows), MemoryUploadStore(rows)
    table = DatabaseFileStore(database), DatabaseUploadStore(database)
    try:
        for step in steps:
            assert await act(*memory, step) == await act(*table, step)
            assert await describe(*memory, step.now) == await describe(*table, step.now)
    finally:
        await database.close()


@settings(max_examples=20, deadline=None)
@given(steps=STEPS)
def test_memory_and_database_agree_whatever_is_asked(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(steps, Path(folder)))
