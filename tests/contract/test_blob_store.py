"""What every BlobStore does, run over each filling."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from wasat.adapters.disk import DirectoryBlobStore
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.blob import BlobStore


@pytest.fixture(params=["memory", "disk"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    if request.param == "memory":
        return MemoryBlobStore()
    return DirectoryBlobStore(tmp_path / "blobs")


def read(blobs: BlobStore, name: str) -> bytes:
    with blobs.open(name) as file:
        return file.read()


async def names(blobs: BlobStore, prefix: str) -> set[str]:
    return {name async for name in blobs.names(prefix)}


async def parts(*content: bytes) -> AsyncIterator[bytes]:
    for part in content:
        yield part


async def breaking(*content: bytes) -> AsyncIterator[bytes]:
    for part in content:
        yield part
    raise ConnectionError("the source went away")


async def test_what_is_appended_is_read_again(blobs: BlobStore) -> None:
    await blobs.append("files/a", 0, b"one ")
    await blobs.append("files/a", 4, b"two")
    await blobs.sync("files/a")
    assert read(blobs, "files/a") == b"one two"


async def test_runs_of_bytes_are_written_one_after_another(blobs: BlobStore) -> None:
    await blobs.append("files/a", 0, b"one ")
    await blobs.append("files/a", 4, b"two", b"", b" three")
    assert read(blobs, "files/a") == b"one two three"


async def test_an_empty_append_at_the_beginning_makes_an_empty_blob(blobs: BlobStore) -> None:
    await blobs.append("files/empty", 0, b"")
    await blobs.sync("files/empty")
    assert read(blobs, "files/empty") == b""


async def test_bytes_can_be_written_over(blobs: BlobStore) -> None:
    await blobs.append("files/a", 0, b"abcdef")
    await blobs.append("files/a", 2, b"XY")
    assert read(blobs, "files/a") == b"abXYef"


async def test_writing_again_at_the_beginning_drops_nothing_behind(blobs: BlobStore) -> None:
    await blobs.append("files/a", 0, b"abcdef")
    await blobs.append("files/a", 0, b"XY")
    assert read(blobs, "files/a") == b"XYcdef"


async def test_a_missing_blob_cannot_be_continued(blobs: BlobStore) -> None:
    with pytest.raises(FileNotFoundError):
        await blobs.append("files/none", 3, b"abc")


async def test_a_missing_blob_cannot_be_opened(blobs: BlobStore) -> None:
    with pytest.raises(FileNotFoundError):
        blobs.open("files/none")


async def test_a_missing_blob_cannot_be_synced(blobs: BlobStore) -> None:
    with pytest.raises(FileNotFoundError):
        await blobs.sync("files/none")


async def test_an_open_blob_is_a_local_file_with_a_descriptor(blobs: BlobStore) -> None:
    await blobs.append("files/a", 0, b"abc")
    with blobs.open("files/a") as file:
        assert file.fileno() > 0
        assert file.seek(1) == 1
        assert file.read() == b"bc"


async def test_an_open_blob_outlives_its_name(blobs: BlobStore) -> None:
    await blobs.append("files/a", 0, b"abc")
    with blobs.open("files/a") as file:
        await blobs.delete("files/a")
        assert file.read() == b"abc"


@pytest.mark.parametrize(("size_bytes", "expected"), [(0, b""), (2, b"ab"), (6, b"abcdef")])
async def test_truncating_drops_what_lies_behind(
    blobs: BlobStore, size_bytes: int, expected: bytes
) -> None:
    await blobs.append("files/a", 0, b"abcdef")
    await blobs.truncate("files/a", size_bytes)
    assert read(blobs, "files/a") == expected


async def test_truncating_makes_nothing_longer(blobs: BlobStore) -> None:
    await blobs.append("files/a", 0, b"abc")
    await blobs.truncate("files/a", 10)
    assert read(blobs, "files/a") == b"abc"


async def test_truncating_a_missing_blob_makes_none(blobs: BlobStore) -> None:
    await blobs.truncate("files/none", 3)
    assert await names(blobs, "files/") == set()


async def test_put_keeps_all_parts(blobs: BlobStore) -> None:
    await blobs.put("derived/p/hash/1/pages", parts(b"one ", b"", b"two"))
    assert read(blobs, "derived/p/hash/1/pages") == b"one two"


async def test_put_replaces_what_was_there(blobs: BlobStore) -> None:
    await blobs.put("derived/p/a", parts(b"a long first version"))
    await blobs.put("derived/p/a", parts(b"second"))
    assert read(blobs, "derived/p/a") == b"second"


async def test_a_put_that_breaks_leaves_nothing(blobs: BlobStore) -> None:
    with pytest.raises(ConnectionError):
        await blobs.put("derived/p/a", breaking(b"half"))
    assert await names(blobs, "") == set()


async def test_a_put_that_breaks_leaves_what_was_there(blobs: BlobStore) -> None:
    await blobs.put("derived/p/a", parts(b"whole"))
    with pytest.raises(ConnectionError):
        await blobs.put("derived/p/a", breaking(b"half"))
    assert read(blobs, "derived/p/a") == b"whole"


async def test_a_deleted_blob_is_gone(blobs: BlobStore) -> None:
    await blobs.append("files/a", 0, b"abc")
    await blobs.append("files/ab", 0, b"abc")
    await blobs.delete("files/a")
    assert await names(blobs, "files/") == {"files/ab"}


@pytest.mark.parametrize("folder", ["derived/p/one", "derived/p/one/"])
async def test_deleting_a_folder_removes_all_below_it(blobs: BlobStore, folder: str) -> None:
    await blobs.put("derived/p/one/1/pages", parts(b"a"))
    await blobs.put("derived/p/one/2/pages", parts(b"b"))
    await blobs.put("derived/p/one-more/1/pages", parts(b"c"))
    await blobs.delete(folder)
    assert await names(blobs, "") == {"derived/p/one-more/1/pages"}


async def test_deleting_what_is_not_there_is_no_error(blobs: BlobStore) -> None:
    await blobs.delete("files/none")
    assert await names(blobs, "") == set()


async def test_names_are_those_that_begin_with_the_prefix(blobs: BlobStore) -> None:
    for name in ("files/aa", "files/ab", "files/b", "derived/p/a"):
        await blobs.append(name, 0, b"x")
    assert await names(blobs, "files/") == {"files/aa", "files/ab", "files/b"}
    assert await names(blobs, "files/a") == {"files/aa", "files/ab"}
    assert await names(blobs, "none/") == set()


async def test_large_pieces_come_back_whole(blobs: BlobStore) -> None:
    piece = bytes(range(256)) * 4096
    for index in range(4):
        await blobs.append("files/a", index * len(piece), piece)
    assert read(blobs, "files/a") == piece * 4
