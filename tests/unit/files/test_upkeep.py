import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.files.fakes import DAY, NEW, NOW, TERMS, World, read, stream
from wasat.files.file import State
from wasat.files.upload import UploadState
from wasat.status import FailedPreconditionError, NotFoundError


async def blobs_of(world: World) -> set[str]:
    return {name async for name in world.blobs.names("")}


async def test_sweeping_leaves_what_has_not_expired() -> None:
    world = World()
    file = await world.upload()
    upload = await world.begin(b"hel", size_bytes=5)
    assert await world.files.sweep() == 0
    assert await blobs_of(world) == {file.blob, upload.blob}


async def test_sweeping_removes_expired_files_with_all_that_is_theirs() -> None:
    world = World()
    file = await world.upload()
    world.clock.now = file.expires
    assert await world.files.sweep() == 2
    assert (world.rows.files, world.rows.uploads) == ({}, {})
    assert await blobs_of(world) == set()
    assert world.reader.forgotten == [("acme", file.sha256)]


async def test_sweeping_an_old_upload_leaves_its_file() -> None:
    world = World()
    file = await world.upload()
    world.clock.now = NOW + DAY
    assert await world.files.sweep() == 1
    assert await blobs_of(world) == {file.blob}
    assert await world.files.get("acme", file.id) == file


async def test_sweeping_removes_unfinished_uploads() -> None:
    world = World()
    upload = await world.begin(b"hel", size_bytes=5)
    world.clock.now = NOW + DAY
    assert await world.files.sweep() == 1
    assert await blobs_of(world) == set()
    with pytest.raises(NotFoundError):
        await world.files.get_upload(upload.id)


async def test_sweeping_takes_as_many_batches_as_there_are() -> None:
    world = World(terms=replace(TERMS, file_ttl=DAY))
    for _ in range(130):
        await world.upload()
    world.clock.now = NOW + DAY
    assert await world.files.sweep() == 260
    assert await blobs_of(world) == set()


async def test_recovery_cuts_what_was_not_acknowledged() -> None:
    world = World()
    upload = await world.begin(b"hello", size_bytes=11)
    await world.blobs.append(upload.blob, 5, b" wor")
    world = world.restart()
    await world.files.recover()
    assert read(world.blobs, upload.blob) == b"hello"
    await world.files.append(upload.id, 5, stream(b" world"))
    assert (await world.files.finalize(upload.id)).size_bytes == 11


async def test_recovery_reads_what_was_not_read() -> None:
    world = World(terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    unread = await world.upload()
    await world.files.close()
    world.reader.gate.set()
    world = world.restart()
    await world.files.recover()
    await world.processing.wait(unread, 5)  # nobody asked about it
    assert (await world.files.get("acme", unread.id)).state is State.ACTIVE


async def test_while_nothing_can_be_read_blobs_are_mended_already() -> None:
    world = World(terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    unread = await world.upload()
    await world.files.close()
    await world.blobs.append("files/orphan", 0, b"x")
    world = world.restart()
    ready = asyncio.get_running_loop().create_future()
    recovering = asyncio.create_task(world.files.recover(ready))
    for _ in range(100):
        await asyncio.sleep(0)
    assert await blobs_of(world) == {unread.blob}
    ready.set_exception(FailedPreconditionError("no reader"))
    with pytest.raises(FailedPreconditionError):
        await recovering
    assert world.files.waiting == 0
    assert (await world.files.get("acme", unread.id)).state is State.PROCESSING


async def test_recovery_removes_blobs_without_rows_and_no_others() -> None:
    world = World()
    file = await world.upload()
    upload = await world.begin(b"hel", size_bytes=5)
    for number in range(1_250):
        await world.blobs.append(f"files/orphan-{number}", 0, b"x")
    await world.blobs.append("derived/acme/hash/1/pages", 0, b"x")
    world = world.restart()
    await world.files.recover()
    assert await blobs_of(world) == {file.blob, upload.blob, "derived/acme/hash/1/pages"}


async def test_recovery_removes_the_bytes_of_a_cancelled_upload() -> None:
    world = World()
    upload = await world.begin(b"hel", size_bytes=5)
    world.rows.uploads[upload.id] = replace(upload, state=UploadState.CANCELLED)
    await world.restart().files.recover()
    assert await blobs_of(world) == set()


async def test_an_upload_that_never_got_a_byte_survives_recovery() -> None:
    world = World()
    upload = await world.files.start(NEW)
    world = world.restart()
    await world.files.recover()
    assert (await world.files.get_upload(upload.id)).received == 0


async def test_a_file_that_is_deleted_while_it_is_read_is_read_no_further() -> None:
    world = World(terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    file = await world.upload()
    await world.files.delete("acme", file.id)
    world.reader.gate.set()
    assert world.rows.files == {}
    assert world.reader.forgotten == [("acme", file.sha256)]


async def learn(world: World, project: str, sha256: str) -> None:
    await world.blobs.append(f"derived/{project}/{sha256}/1/pages", 0, b"x")


async def test_what_was_learnt_from_an_inline_document_goes_after_an_hour() -> None:
    world = World()
    for number in range(150):
        await learn(world, "acme", f"inline-{number}")
    await world.files.sweep()
    world.clock.now = NOW + timedelta(minutes=59)
    await world.files.sweep()
    assert world.reader.forgotten == []
    world.clock.now = NOW + timedelta(minutes=60)
    await world.files.sweep()
    assert len(world.reader.forgotten) == 150


async def test_what_was_learnt_from_a_file_stays_as_long_as_the_file() -> None:
    world = World()
    file = await world.upload()
    await learn(world, "acme", file.sha256)
    await learn(world, "other", file.sha256)
    await world.files.sweep()
    world.clock.now = NOW + timedelta(hours=2)
    await world.files.sweep()
    assert world.reader.forgotten == [("other", file.sha256)]


async def test_the_hour_begins_again_when_a_file_had_the_bytes_meanwhile() -> None:
    world = World()
    sha256 = hashlib.sha256(b"hello").hexdigest()
    await learn(world, "acme", sha256)
    await world.files.sweep()
    file = await world.upload(b"hello")
    world.clock.now = NOW + timedelta(minutes=50)
    await world.files.sweep()
    del world.rows.files[file.blob]
    world.clock.now = NOW + timedelta(minutes=90)
    await world.files.sweep()
    assert world.reader.forgotten == []


async def test_sweeping_reads_again_what_could_not_be_settled() -> None:
    world = World(terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    unread = await world.upload()
    await world.processing.stop(unread)
    world.reader.gate.set()
    await world.files.sweep()
    await world.processing.wait(unread, 5)
    assert (await world.files.get("acme", unread.id)).state is State.ACTIVE
