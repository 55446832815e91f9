import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from wasat.adapters.disk import DirectoryBlobStore
from wasat.status import InternalError, StorageFullError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "blobs"


@pytest.fixture
def blobs(folder: Path) -> DirectoryBlobStore:
    return DirectoryBlobStore(folder)


class Calls:
    """What was asked of the operating system, in order, by name of the file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[tuple[str, str]] = []
        self.failures: dict[str, OSError] = {}
        for name in ("fsync", "fdatasync", "pwrite"):
            monkeypatch.setattr(os, name, self._record(name, getattr(os, name)))

    def _record(self, name: str, call: object) -> object:
        def recorded(descriptor: int, *arguments: object) -> object:
            if name in self.failures:
                raise self.failures[name]
            path = Path(f"/proc/self/fd/{descriptor}").readlink()
            self.made.append((name, path.name))
            return call(descriptor, *arguments)  # type: ignore[operator] # it is one of os

        return recorded


@pytest.fixture
def calls(blobs: DirectoryBlobStore, monkeypatch: pytest.MonkeyPatch) -> Calls:
    del blobs
    return Calls(monkeypatch)


async def parts(*content: bytes) -> AsyncIterator[bytes]:
    for part in content:
        yield part


async def test_a_blob_is_a_plain_file_under_its_name(
    blobs: DirectoryBlobStore, folder: Path
) -> None:
    await blobs.append("files/abc", 0, b"hello")
    assert (folder / "files" / "abc").read_bytes() == b"hello"


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../up", "a/../b", "a//b", ".hidden", "a/", "A", "a b", "a\x00"]
)
async def test_a_name_never_leads_out_of_the_folder(blobs: DirectoryBlobStore, name: str) -> None:
    with pytest.raises(ValueError, match="a blob is named by"):
        blobs.open(name)
    with pytest.raises(ValueError, match="a blob is named by"):
        await blobs.append(name, 0, b"")


async def test_a_new_file_is_durable_in_its_folder(blobs: DirectoryBlobStore, calls: Calls) -> None:
    await blobs.append("files/abc", 0, b"hello")
    assert calls.made == [("fsync", "blobs"), ("fsync", "files"), ("pwrite", "abc")]


async def test_only_the_first_append_syncs_the_folder(
    blobs: DirectoryBlobStore, calls: Calls
) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.made.clear()
    await blobs.append("files/abc", 5, b"!")
    await blobs.append("files/abc", 0, b"hello")
    assert calls.made == [("pwrite", "abc"), ("pwrite", "abc")]


async def test_a_sync_waits_for_the_device(blobs: DirectoryBlobStore, calls: Calls) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.made.clear()
    await blobs.sync("files/abc")
    assert calls.made == [("fdatasync", "abc")]


async def test_a_put_is_durable_before_it_has_its_name(
    blobs: DirectoryBlobStore, calls: Calls
) -> None:
    await blobs.put("derived/a", parts(b"one", b"two"))
    kinds = [kind for kind, _ in calls.made]
    assert kinds.index("fdatasync") > max(i for i, kind in enumerate(kinds) if kind == "pwrite")
    assert calls.made[-1] == ("fsync", "derived")


async def test_a_cut_is_durable(blobs: DirectoryBlobStore, calls: Calls) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.made.clear()
    await blobs.truncate("files/abc", 3)
    await blobs.truncate("files/abc", 3)
    assert calls.made == [("fdatasync", "abc")]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_told_as_such(
    blobs: DirectoryBlobStore, calls: Calls, number: int
) -> None:
    calls.failures["pwrite"] = OSError(number, "full")
    with pytest.raises(StorageFullError, match="no room"):
        await blobs.append("files/abc", 0, b"hello")
    with pytest.raises(StorageFullError, match="no room"):
        await blobs.put("derived/a", parts(b"hello"))


async def test_a_disk_found_full_at_the_sync_is_told_as_such(
    blobs: DirectoryBlobStore, calls: Calls
) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.failures["fdatasync"] = OSError(errno.ENOSPC, "full")
    with pytest.raises(StorageFullError):
        await blobs.sync("files/abc")


async def test_a_failing_device_is_our_fault(blobs: DirectoryBlobStore, calls: Calls) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.failures["fdatasync"] = OSError(errno.EIO, "broken")
    with pytest.raises(InternalError, match="device failed"):
        await blobs.sync("files/abc")


async def test_other_faults_stay_what_they_are(blobs: DirectoryBlobStore, calls: Calls) -> None:
    calls.failures["pwrite"] = PermissionError(errno.EPERM, "no")
    with pytest.raises(PermissionError):
        await blobs.append("files/abc", 0, b"hello")


async def test_what_the_system_takes_bit_by_bit_is_written_whole(
    blobs: DirectoryBlobStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda fd, data, at: whole(fd, bytes(data)[:3], at))
    await blobs.append("files/abc", 0, b"hello world")
    assert (folder / "files" / "abc").read_bytes() == b"hello world"


async def test_half_written_files_of_the_last_run_are_removed(
    blobs: DirectoryBlobStore, folder: Path
) -> None:
    del blobs
    leftover = folder / ".incoming" / "0123"
    leftover.write_bytes(b"half")
    again = DirectoryBlobStore(folder)
    assert not leftover.exists()
    assert [name async for name in again.names("")] == []


async def test_names_leave_out_what_is_still_coming(
    blobs: DirectoryBlobStore, folder: Path
) -> None:
    (folder / ".incoming" / "0123").write_bytes(b"half")
    await blobs.append("files/abc", 0, b"hello")
    assert [name async for name in blobs.names("")] == ["files/abc"]


def test_headroom_is_left_aside(blobs: DirectoryBlobStore, folder: Path) -> None:
    disk = os.statvfs(folder)
    total, free = disk.f_blocks * disk.f_frsize, disk.f_bavail * disk.f_frsize
    headroom = free - blobs.free_bytes()
    assert headroom == pytest.approx(max(64 << 20, total // 100), abs=64 << 20)
