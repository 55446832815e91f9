import pytest

from tests.unit.files.fakes import World
from wasat.files.lending import lend
from wasat.status import PermissionDeniedError


async def test_a_lent_blob_says_what_the_file_says() -> None:
    world = World()
    file = await world.upload(b"hello")
    blob = lend(file, world.blobs)
    assert (blob.project, blob.sha256) == (file.project, file.sha256)
    assert (blob.mime_type, blob.size_bytes) == ("text/plain", 5)


async def test_a_lent_blob_opens_as_a_local_file() -> None:
    world = World()
    blob = lend(await world.upload(b"hello"), world.blobs)
    with blob.lend() as file:
        assert file.read() == b"hello"


async def test_what_files_hold_is_found_by_its_hash_once_a_type() -> None:
    world = World()
    file, *_ = [await world.upload(data) for data in (b"hello", b"hello", b"other")]
    for _ in range(120):
        await world.upload(b"more")
    found = [blob async for blob in world.files.iter_content("acme", file.sha256)]
    assert [(blob.sha256, blob.mime_type) for blob in found] == [(file.sha256, "text/plain")]
    assert [blob async for blob in world.files.iter_content("other", file.sha256)] == []


async def test_a_blob_that_is_gone_is_refused_like_its_file() -> None:
    world = World()
    file = await world.upload(b"hello")
    await world.files.delete("acme", file.id)
    with pytest.raises(PermissionDeniedError, match=file.id):
        lend(file, world.blobs).lend()
