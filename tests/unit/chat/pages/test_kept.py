from collections.abc import AsyncIterator

from tests.unit.chat.fakes import make_pages
from tests.unit.reader.asking import make_sources
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.chat.grid import PixelSize
from wasat.chat.pages.kept import KeptPictures, name_picture
from wasat.status import StorageFullError

BLOB, OTHER = (source.blob for source in make_sources([make_pages("a"), make_pages("b")]))
SIZE = PixelSize(28, 56)


def name(number: int, *, blob=BLOB) -> str:  # noqa: ANN001 - a Blob
    return name_picture(blob, number, SIZE)


async def stored(blobs: MemoryBlobStore) -> set[str]:
    return {each async for each in blobs.names("")}


async def test_what_was_kept_is_found_by_the_next_process_too() -> None:
    blobs = MemoryBlobStore()
    await KeptPictures(blobs).keep({name(1): b"one"})

    found = await KeptPictures(blobs).find([name(1), name(2)])

    assert found == {name(1): b"one"}


async def test_another_size_is_another_picture() -> None:
    assert name(1) != name_picture(BLOB, 1, PixelSize(56, 28))


async def test_what_is_forgotten_is_gone_from_memory_and_disk() -> None:
    blobs = MemoryBlobStore()
    kept = KeptPictures(blobs)
    await kept.keep({name(1): b"one", name(1, blob=OTHER): b"other"})

    await kept.forget(BLOB.project, BLOB.sha256)

    assert await kept.find([name(1), name(1, blob=OTHER)]) == {name(1, blob=OTHER): b"other"}
    assert await stored(blobs) == {name(1, blob=OTHER)}


async def test_memory_holds_the_latest_and_the_rest_is_read_again() -> None:
    kept = KeptPictures(MemoryBlobStore(), memory_bytes=4)
    await kept.keep({name(1): b"one", name(2): b"two"})

    assert await kept.find([name(1)]) == {name(1): b"one"}
    assert await kept.find([name(2)]) == {name(2): b"two"}


async def test_the_oldest_blobs_make_room() -> None:
    blobs = MemoryBlobStore()
    kept = KeptPictures(blobs, stored_bytes=6)
    for number, data in enumerate((b"one", b"two", b"six"), 1):
        await kept.keep({name(number): data})

    assert await stored(blobs) == {name(2), name(3)}


async def test_blobs_of_an_earlier_process_count_too() -> None:
    blobs = MemoryBlobStore()
    await KeptPictures(blobs).keep({name(1): b"one", name(2): b"two"})

    await KeptPictures(blobs, stored_bytes=6).keep({name(3): b"six"})

    assert await stored(blobs) == {name(2), name(3)}


class FullBlobStore(MemoryBlobStore):
    """Has no room."""

    async def put(self, name: str, parts: AsyncIterator[bytes]) -> None:
        raise StorageFullError(f"no room for {name} and {parts}")


async def test_without_room_on_disk_memory_is_enough() -> None:
    kept = KeptPictures(FullBlobStore())

    await kept.keep({name(1): b"one"})

    assert await kept.find([name(1)]) == {name(1): b"one"}
