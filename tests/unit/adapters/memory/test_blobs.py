"""What only memory does; the rest is in tests/contract/test_blob_store.py."""

from wasat.adapters.memory.blobs import MemoryBlobStore


async def test_what_is_lent_is_a_copy() -> None:
    blobs = MemoryBlobStore()
    await blobs.append("files/a", 0, b"hello")
    with blobs.open("files/a") as file:
        await blobs.append("files/a", 0, b"HELLO")
        assert file.read() == b"hello"


async def test_names_may_be_removed_while_they_are_read() -> None:
    blobs = MemoryBlobStore()
    for name in ("files/a", "files/b"):
        await blobs.append(name, 0, b"x")
    async for name in blobs.names("files/"):
        await blobs.delete(name)
    assert [name async for name in blobs.names("")] == []
