import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.adapters.calls import Calls
from wasat.adapters.device import SystemCalls
from wasat.adapters.disk import DirectoryBlobStore
from wasat.status import InternalError, StorageFullError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "blobs"


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def blobs(folder: Path, calls: Calls) -> DirectoryBlobStore:
    store = DirectoryBlobStore(folder, calls.system)
    calls.made.clear()
    return store


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
    assert calls.made == [("sync_folder", "blobs"), ("sync_folder", "files"), ("write", "abc")]


async def test_a_file_is_durable_in_its_folder_even_if_another_run_made_it(
    folder: Path, calls: Calls
) -> None:
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "abc").touch()
    blobs = DirectoryBlobStore(folder, calls.system)
    assert calls.made == [("sync_folder", "deep"), ("sync_folder", "blobs")]
    calls.made.clear()
    await blobs.append("files/abc", 0, b"hello")
    assert calls.made == [("sync_folder", "files"), ("write", "abc")]


async def test_only_a_beginning_syncs_the_folder(blobs: DirectoryBlobStore, calls: Calls) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.made.clear()
    await blobs.append("files/abc", 5, b"!")
    assert calls.made == [("write", "abc")]


async def test_a_sync_waits_for_the_device(blobs: DirectoryBlobStore, calls: Calls) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.made.clear()
    await blobs.sync("files/abc")
    assert calls.made == [("sync", "abc")]


async def test_a_put_is_durable_before_it_has_its_name(
    blobs: DirectoryBlobStore, calls: Calls
) -> None:
    await blobs.put("derived/a", parts(b"one", b"two"))
    kinds = [kind for kind, _ in calls.made if kind != "unlink"]
    assert kinds == ["write", "write", "sync", "sync_folder", "rename", "sync_folder"]
    assert [call for call in calls.made if call[0] != "unlink"][-1] == ("sync_folder", "derived")


async def test_a_cut_is_durable(blobs: DirectoryBlobStore, calls: Calls) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.made.clear()
    await blobs.truncate("files/abc", 3)
    await blobs.truncate("files/abc", 3)
    assert calls.made == [("truncate", "abc"), ("sync", "abc")]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_told_as_such(
    blobs: DirectoryBlobStore, calls: Calls, number: int
) -> None:
    calls.failures["write"] = OSError(number, "full")
    with pytest.raises(StorageFullError, match="no room"):
        await blobs.append("files/abc", 0, b"hello")
    with pytest.raises(StorageFullError, match="no room"):
        await blobs.put("derived/a", parts(b"hello"))


async def test_a_disk_found_full_at_the_sync_is_told_as_such(
    blobs: DirectoryBlobStore, calls: Calls
) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.failures["sync"] = OSError(errno.ENOSPC, "full")
    with pytest.raises(StorageFullError):
        await blobs.sync("files/abc")


async def test_a_failing_device_is_our_fault(blobs: DirectoryBlobStore, calls: Calls) -> None:
    await blobs.append("files/abc", 0, b"hello")
    calls.failures["sync"] = OSError(errno.EIO, "broken")
    with pytest.raises(InternalError, match="device failed"):
        await blobs.sync("files/abc")


async def test_other_faults_stay_what_they_are(blobs: DirectoryBlobStore, calls: Calls) -> None:
    calls.failures["write"] = PermissionError(errno.EPERM, "no")
    with pytest.raises(PermissionError):
        await blobs.append("files/abc", 0, b"hello")


async def test_what_the_system_takes_bit_by_bit_is_written_whole(folder: Path) -> None:
    calls = SystemCalls(write=lambda file, data, at: os.pwrite(file, data[:3], at))
    await DirectoryBlobStore(folder, calls).append("files/abc", 0, b"hello world")
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


class CrowdedBlobStore(DirectoryBlobStore):
    """Has room for four more bytes."""

    def free_bytes(self) -> int:
        return 4


async def test_nothing_is_written_into_the_headroom(folder: Path) -> None:
    blobs = CrowdedBlobStore(folder)
    await blobs.append("files/abc", 0, b"four")
    with pytest.raises(StorageFullError, match="no room"):
        await blobs.append("files/abc", 4, b"fives")
    with pytest.raises(StorageFullError, match="no room"):
        await blobs.put("derived/a", parts(b"four", b"fives"))
    assert [name async for name in blobs.names("")] == ["files/abc"]
    assert (folder / "files" / "abc").read_bytes() == b"four"
