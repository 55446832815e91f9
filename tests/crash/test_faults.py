"""Every call of the store fails once, each in its turn; or fails from then on, for ever."""

import errno
import itertools
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection, Engine, event

from tests.crash.server import read_rows, read_sizes
from tests.crash.store import open_files, stream
from tests.unit.adapters.calls import Calls
from wasat.adapters.database.engine import create_writer
from wasat.adapters.disk import DirectoryBlobStore
from wasat.files.file import File
from wasat.files.service import Files
from wasat.files.upload import NewFile, Upload, UploadState
from wasat.status import InternalError, PermissionDeniedError, StorageFullError

CONTENTS = (b"first" * 20_000, b"second" * 10_000, b"")
PROJECT = "acme"
FAULTS = (InternalError, StorageFullError, OSError)

Result = TypeVar("Result")


@dataclass(kw_only=True)
class Known:
    """What a caller was told, by name of the file."""

    uploads: dict[str, tuple[str, int]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    failures: int = 0


async def work(files: Files, known: Known, *, tries: int) -> None:
    """Upload, finish and delete; ask again whatever fails, as clients do."""

    async def persist(ask: Callable[[], Awaitable[Result]]) -> Result:
        for left in reversed(range(tries)):
            try:
                return await ask()
            except FAULTS:
                known.failures += 1
                if not left:
                    raise
        raise AssertionError

    for number, content in enumerate(CONTENTS):
        name = f"file-{number}"
        new = NewFile(project=PROJECT, file_id=name, mime_type="text/plain")
        upload = await persist(lambda new=new: files.start(new))
        for end in (len(content) // 2, len(content)):
            await persist(lambda part=content[:end], upload=upload: go_on(files, upload, part))
            known.uploads[name] = (upload.id, end)
        await persist(lambda upload=upload: files.finalize(upload.id))
        known.files[name] = content
    known.doubtful.append("file-0")
    await persist(lambda: delete(files, "file-0"))
    known.deleted.append("file-0")


async def go_on(files: Files, upload: Upload, content: bytes) -> Upload:
    """Send what is missing; its beginning is asked for, not remembered."""
    received = (await files.get_upload(upload.id)).received
    return await files.append(upload.id, received, stream(content[received:]))


async def delete(files: Files, name: str) -> None:
    """Delete a file, which may be gone after a failure already."""
    try:
        await files.delete(PROJECT, name)
    except PermissionDeniedError:
        with pytest.raises(PermissionDeniedError):
            await files.get(PROJECT, name)


async def check(folder: Path, known: Known) -> None:
    """Check after a restart on a sound system that all is there and nothing is half there."""
    async with open_files(folder) as files:
        for name, content in known.files.items():
            if name in known.deleted:
                with pytest.raises(PermissionDeniedError):
                    await files.get(PROJECT, name)
            elif name not in known.doubtful:
                file, blob = await files.open(PROJECT, name, wait_seconds=5)
                with blob.lend() as lent:
                    assert lent.read() == content
                assert_whole(file, content)
        for name, (upload_id, received) in known.uploads.items():
            upload = await files.get_upload(upload_id)
            assert upload.received >= received
            assert upload.state is UploadState.FINAL or name not in known.files
        rows, running = read_rows(folder)
        sizes = read_sizes(folder)
        kept = {blob: size for blob, (size, _) in rows.items()}
        assert sizes == kept | {blob: size for blob, size in running.items() if blob in sizes}
        assert all(blob in sizes for blob, size in running.items() if size)


def assert_whole(file: File, content: bytes) -> None:
    assert file.size_bytes == len(content)


def check_never_synced_again(calls: Calls, failed: int) -> None:
    """Check that after a failed sync of bytes the next one comes after new bytes, if at all."""
    kind, name = calls.made[failed]
    if kind != "sync" or name not in calls.names("write"):
        return
    later = [each for each, other in calls.made[failed + 1 :] if other == name]
    between = list(itertools.takewhile(lambda each: each != "sync", later))
    assert "sync" not in later or "write" in between or "truncate" in between


async def test_any_call_may_fail_once(tmp_path: Path) -> None:
    for number in itertools.count():
        calls, known, folder = Calls(), Known(), tmp_path / str(number)
        async with open_files(folder, calls=calls.system) as files:
            failed = len(calls.made) + number
            code = (errno.EIO, errno.ENOSPC)[number % 2]
            calls.fail_at = (failed, OSError(code, "injected"))
            await work(files, known, tries=2)
        await check(folder, known)
        if len(calls.made) <= failed:
            break
        assert known.failures == 1, calls.made[failed]
        check_never_synced_again(calls, failed)
    assert number >= 12  # so many calls there are, or this shows nothing


async def test_the_device_may_fail_for_ever(tmp_path: Path) -> None:
    for number in itertools.count():
        calls, known, folder = Calls(), Known(), tmp_path / str(number)
        async with open_files(folder, calls=calls.system) as files:
            calls.fail_from = len(calls.made) + number
            has_failed = await ends_in_fault(work(files, known, tries=1))
        await check(folder, known)
        if not has_failed:
            break
    assert number >= 12


async def ends_in_fault(doing: Awaitable[None]) -> bool:
    try:
        await doing
    except FAULTS:
        return True
    return False


class FailingCommits:
    """Makes engines one of whose commits fails, as when the log cannot be synced."""

    def __init__(self) -> None:
        self.fail_at: int | None = None
        self.count = 0

    def create_engine(self, path: Path) -> Engine:
        engine = create_writer(path)
        event.listen(engine, "commit", self._commit)
        return engine

    def _commit(self, connection: Connection) -> None:
        del connection
        self.count += 1
        if self.count - 1 == self.fail_at:
            failure = sqlite3.OperationalError("disk I/O error")
            failure.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise failure


async def test_any_commit_may_fail_once(tmp_path: Path) -> None:
    for number in itertools.count():
        commits, known, folder = FailingCommits(), Known(), tmp_path / str(number)
        async with open_files(folder, create_engine=commits.create_engine) as files:
            commits.fail_at = commits.count + number
            await work(files, known, tries=2)
        await check(folder, known)
        if commits.count <= commits.fail_at:
            break
    assert number >= 10


@pytest.mark.parametrize("kind", ["write", "sync", "sync_folder", "rename"])
async def test_a_blob_that_is_put_appears_whole_or_not_at_all(tmp_path: Path, kind: str) -> None:
    calls = Calls()
    blobs = DirectoryBlobStore(tmp_path, calls.system)
    calls.failures[kind] = OSError(errno.EIO, "injected")
    with pytest.raises((InternalError, OSError)):
        await blobs.put("derived/a", stream(b"one", b"two"))
    for name in [name async for name in blobs.names("")]:
        with blobs.open(name) as file:
            assert file.read() == b"onetwo"
    assert list((tmp_path / ".incoming").iterdir()) == []


async def test_any_call_while_blobs_are_put_and_removed_may_fail_once(tmp_path: Path) -> None:
    failed_kinds: set[str] = set()
    for number in itertools.count():
        calls, folder = Calls(), tmp_path / str(number)
        blobs = DirectoryBlobStore(folder, calls.system)
        failed = len(calls.made) + number
        calls.fail_at = (failed, OSError((errno.EIO, errno.ENOSPC)[number % 2], "injected"))
        await put_and_remove(blobs, folder)
        assert read_all(folder) == {"b": b"threefour"}
        if len(calls.made) <= failed:
            break
        failed_kinds.add(calls.made[failed][0])
    assert failed_kinds == {"write", "sync", "sync_folder", "rename", "unlink"}


async def put_and_remove(blobs: DirectoryBlobStore, folder: Path) -> None:
    """Put two blobs and remove the first; ask again what fails, as whoever needs it does."""
    for name, parts in (("a", (b"one", b"two")), ("b", (b"three", b"four"))):
        for _ in range(2):
            try:
                await blobs.put(f"derived/{name}", stream(*parts))
            except FAULTS:
                assert read_all(folder).get(name) in (None, b"".join(parts))
            else:
                break
    for _ in range(2):
        try:
            await blobs.delete("derived/a")
        except FAULTS:
            continue
        break


def read_all(folder: Path) -> dict[str, bytes]:
    """Return all blobs there are, and check that none was left half-way."""
    derived = folder / "derived"
    return {path.name: path.read_bytes() for path in derived.glob("*")} if derived.exists() else {}
