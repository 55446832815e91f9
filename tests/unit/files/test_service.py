import asyncio
import hashlib
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.files.fakes import DAY, NEW, NOW, TERMS, World, cut, read, stream
from wasat.files.file import Failure, State
from wasat.files.transfer import PIECE_BYTES
from wasat.files.upload import NewFile, UploadState, start_upload
from wasat.status import (
    AlreadyExistsError,
    Code,
    FailedPreconditionError,
    InternalError,
    InvalidArgumentError,
    NotFoundError,
    PermissionDeniedError,
    ResourceExhaustedError,
    StorageFullError,
    UnreadableDocumentError,
)

NEW_UPLOAD = start_upload(NEW, now=NOW, ttl=DAY, max_file_bytes=1 << 20)
CONTENT = random.Random(1).randbytes(2 * PIECE_BYTES + 12_345)  # noqa: S311 no secret


async def test_a_file_uploaded_in_chunks_is_as_it_was_sent() -> None:
    world = World()
    upload = await world.begin(size_bytes=len(CONTENT))
    for start, end in pairwise([0, 700_000, 1_900_000, len(CONTENT)]):
        upload = await world.files.append(upload.id, start, stream(CONTENT[start:end]))
        assert upload.received == end
    file = await world.files.finalize(upload.id)
    assert read(world.blobs, file.blob) == CONTENT
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (file.size_bytes, file.state) == (len(CONTENT), State.ACTIVE)
    assert (file.created, file.expires) == (NOW, NOW + 2 * DAY)


async def test_every_request_with_new_bytes_is_synced_once() -> None:
    world = World()
    upload = await world.begin(size_bytes=len(CONTENT))
    await world.files.append(upload.id, 0, stream(CONTENT))
    assert world.blobs.syncs == 1
    await world.files.append(upload.id, 0, stream(CONTENT[:100]))
    assert world.blobs.syncs == 1


async def test_what_came_before_the_connection_broke_is_kept() -> None:
    world = World()
    upload = await world.begin(size_bytes=len(CONTENT))
    with pytest.raises(ConnectionResetError):
        await world.files.append(upload.id, 0, cut(CONTENT[:1_500_000]))
    assert world.blobs.syncs == 1
    assert (await world.files.get_upload(upload.id)).received == 1_500_000
    await world.files.append(upload.id, 1_500_000, stream(CONTENT[1_500_000:]))
    file = await world.files.finalize(upload.id)
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()


async def test_an_upload_goes_on_after_a_restart() -> None:
    world = World()
    upload = await world.begin(CONTENT[:1_000_000], size_bytes=len(CONTENT))
    world = world.restart()
    await world.files.recover()
    await world.files.append(upload.id, 1_000_000, stream(CONTENT[1_000_000:]))
    file = await world.files.finalize(upload.id)
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()


async def test_a_full_disk_keeps_what_was_written_and_goes_on_later() -> None:
    world = World()
    upload = await world.begin(size_bytes=len(CONTENT))
    world.blobs.full_at = PIECE_BYTES + 5
    with pytest.raises(StorageFullError):
        await world.files.append(
            upload.id, 0, stream(CONTENT[:PIECE_BYTES], bytes(len(CONTENT) - PIECE_BYTES))
        )
    assert (await world.files.get_upload(upload.id)).received == PIECE_BYTES
    world.blobs.full_at = None
    await world.files.append(upload.id, PIECE_BYTES, stream(CONTENT[PIECE_BYTES:]))
    file = await world.files.finalize(upload.id)
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()


async def test_bytes_whose_sync_failed_are_not_acknowledged() -> None:
    world = World()
    upload = await world.begin(size_bytes=len(CONTENT))
    world.blobs.sync_error = InternalError("The storage device failed.")
    with pytest.raises(InternalError):
        await world.files.append(upload.id, 0, stream(bytes(len(CONTENT))))
    assert (await world.files.get_upload(upload.id)).received == 0
    world.blobs.sync_error = None
    await world.files.append(upload.id, 0, stream(CONTENT))
    file = await world.files.finalize(upload.id)
    assert read(world.blobs, file.blob) == CONTENT
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()


async def test_an_unknown_size_is_what_came() -> None:
    world = World()
    upload = await world.begin(b"hello")
    upload = await world.files.append(upload.id, 5, stream())
    file = await world.files.finalize(upload.id)
    assert file.size_bytes == 5


async def test_an_unknown_size_over_the_quota_is_refused_and_cut() -> None:
    world = World(terms=replace(TERMS, max_project_bytes=10))
    upload = await world.begin(b"hello")
    with pytest.raises(ResourceExhaustedError):
        await world.files.append(upload.id, 5, stream(b"hello!"))
    assert (await world.files.get_upload(upload.id)).received == 5
    assert read(world.blobs, upload.blob) == b"hello"
    file = await world.files.finalize(upload.id)
    assert file.sha256 == hashlib.sha256(b"hello").hexdigest()


async def test_an_empty_file_may_be_uploaded() -> None:
    world = World()
    upload = await world.begin(size_bytes=0)
    file = await world.files.finalize(upload.id)
    assert (file.size_bytes, file.sha256) == (0, hashlib.sha256(b"").hexdigest())
    assert read(world.blobs, file.blob) == b""


async def test_finalizing_again_returns_the_same_file_and_reads_it_once() -> None:
    world = World()
    upload = await world.begin(b"hello")
    files = await asyncio.gather(*[world.files.finalize(upload.id) for _ in range(4)])
    assert set(files) == {files[0]}
    assert len(world.reader.seen) == 1


async def test_the_last_chunk_may_come_again_after_the_end() -> None:
    world = World()
    upload = await world.begin(b"hello", size_bytes=5)
    file = await world.files.finalize(upload.id)
    again = await world.files.append(upload.id, 3, stream(b"lo"))
    assert again.state is UploadState.FINAL
    assert await world.files.finalize(upload.id) == file


async def test_new_or_other_bytes_after_the_end_are_refused() -> None:
    world = World()
    upload = await world.begin(b"hello")
    await world.files.finalize(upload.id)
    with pytest.raises(FailedPreconditionError):
        await world.files.append(upload.id, 5, stream(b"!"))
    with pytest.raises(InvalidArgumentError):
        await world.files.append(upload.id, 3, stream(b"LO"))


async def test_the_last_chunk_may_not_come_again_after_the_file_was_deleted() -> None:
    world = World()
    upload = await world.begin(b"hello")
    file = await world.files.finalize(upload.id)
    await world.files.delete("acme", file.id)
    with pytest.raises(NotFoundError):
        await world.files.append(upload.id, 3, stream(b"lo"))


async def test_finalizing_after_the_file_was_deleted_is_refused() -> None:
    world = World()
    upload = await world.begin(b"hello")
    file = await world.files.finalize(upload.id)
    await world.files.delete("acme", file.id)
    with pytest.raises(PermissionDeniedError):
        await world.files.finalize(upload.id)


async def test_too_few_bytes_cannot_be_finalized_and_the_upload_stays_open() -> None:
    world = World()
    upload = await world.begin(b"hell", size_bytes=5)
    with pytest.raises(InvalidArgumentError, match="declared with 5 bytes, not 4"):
        await world.files.finalize(upload.id)
    await world.files.append(upload.id, 4, stream(b"o"))
    assert (await world.files.finalize(upload.id)).size_bytes == 5


async def test_a_cancelled_upload_gives_its_room_back() -> None:
    world = World(terms=replace(TERMS, max_project_bytes=5))
    upload = await world.begin(b"hel", size_bytes=5)
    assert (await world.files.cancel(upload.id)).state is UploadState.CANCELLED
    assert (await world.files.cancel(upload.id)).state is UploadState.CANCELLED
    assert (await world.files.get_upload(upload.id)).state is UploadState.CANCELLED
    assert [name async for name in world.blobs.names("")] == []
    await world.upload(b"hello")


async def test_after_cancelling_nothing_goes_on() -> None:
    world = World()
    upload = await world.begin(b"hel", size_bytes=5)
    await world.files.cancel(upload.id)
    with pytest.raises(FailedPreconditionError):
        await world.files.append(upload.id, 3, stream(b"lo"))
    with pytest.raises(FailedPreconditionError):
        await world.files.finalize(upload.id)


async def test_an_unknown_upload_is_not_found() -> None:
    world = World()
    with pytest.raises(NotFoundError):
        await world.files.get_upload("none")
    with pytest.raises(NotFoundError):
        await world.files.append("none", 0, stream(b"x"))


async def test_an_expired_upload_is_not_found() -> None:
    world = World()
    upload = await world.begin(b"hello")
    world.clock.now = NOW + DAY
    with pytest.raises(NotFoundError):
        await world.files.finalize(upload.id)


async def test_a_second_connection_takes_over_from_a_dead_one() -> None:
    world = World()
    upload = await world.begin(size_bytes=len(CONTENT))
    sent = asyncio.Event()

    async def dying() -> AsyncIterator[bytes]:
        yield CONTENT[:PIECE_BYTES]
        sent.set()
        await asyncio.Event().wait()

    dead = asyncio.create_task(world.files.append(upload.id, 0, dying()))
    await sent.wait()
    await world.files.append(upload.id, 0, stream(CONTENT))
    with pytest.raises(FailedPreconditionError, match="taken over"):
        await dead
    file = await world.files.finalize(upload.id)
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()


async def test_a_chosen_name_is_kept_and_taken() -> None:
    world = World()
    new = replace(NEW, file_id="files/mine")
    assert (await world.upload(new=new)).id == "mine"
    with pytest.raises(AlreadyExistsError):
        await world.files.start(new)


async def test_a_file_over_the_limit_is_refused_at_the_start() -> None:
    world = World()
    with pytest.raises(InvalidArgumentError):
        await world.begin(size_bytes=TERMS.max_file_bytes + 1)


async def test_a_disk_without_headroom_is_told_at_the_start() -> None:
    world = World(terms=replace(TERMS, free_bytes=lambda: 99))
    with pytest.raises(StorageFullError):
        await world.begin(size_bytes=100)


async def test_a_file_made_in_one_go_is_as_it_was_sent() -> None:
    world = World()
    file = await world.upload(CONTENT)
    assert read(world.blobs, file.blob) == CONTENT
    assert file.state is State.ACTIVE


async def test_a_file_made_in_one_go_leaves_nothing_when_it_breaks() -> None:
    world = World()
    with pytest.raises(ConnectionResetError):
        await world.files.create(NEW, cut(b"hel"))
    assert [name async for name in world.blobs.names("")] == []
    assert (await world.files.list("acme")).files == ()


async def test_a_caller_that_leaves_while_its_file_is_read_finds_it_later() -> None:
    world = World()
    world.reader.gate.clear()
    creating = asyncio.create_task(world.upload(b"hello"))
    await world.reader.started.wait()
    creating.cancel()
    with pytest.raises(asyncio.CancelledError):
        await creating
    world.reader.gate.set()
    [listed] = (await world.files.list("acme")).files
    file, _ = await world.files.open("acme", listed.id, wait_seconds=5)
    assert file.state is State.ACTIVE


async def test_metadata_alone_makes_a_file_that_failed() -> None:
    world = World()
    file = await world.files.create(replace(NEW, display_name="Mine", size_bytes=5), None)
    assert (file.state, file.size_bytes, file.display_name) == (State.FAILED, 0, "Mine")
    assert file.failure is not None
    assert file.failure.code is Code.INVALID_ARGUMENT
    assert world.reader.seen == []
    assert await world.files.get("acme", file.id) == file


async def test_a_small_file_is_read_before_the_upload_is_answered() -> None:
    world = World()
    world.reader.error = UnreadableDocumentError("The document has no pages.")
    file = await world.upload()
    assert file.failure == Failure(code=Code.INVALID_ARGUMENT, message="The document has no pages.")


async def test_a_large_file_is_still_processing_when_the_upload_is_answered() -> None:
    world = World(terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    file = await world.upload()
    assert file.state is State.PROCESSING
    await world.files.close()


async def test_what_is_another_projects_is_not_there() -> None:
    world = World()
    file = await world.upload()
    with pytest.raises(PermissionDeniedError, match=f"the File {file.id} or"):
        await world.files.get("other", file.id)
    with pytest.raises(PermissionDeniedError):
        await world.files.delete("other", file.id)
    with pytest.raises(PermissionDeniedError):
        await world.files.open("other", file.id, wait_seconds=0)
    assert (await world.files.list("other")).files == ()


async def test_what_has_expired_is_not_there() -> None:
    world = World()
    file = await world.upload()
    world.clock.now = file.expires
    with pytest.raises(PermissionDeniedError):
        await world.files.get("acme", file.id)
    with pytest.raises(PermissionDeniedError):
        await world.files.delete("acme", file.id)
    assert (await world.files.list("acme")).files == ()


async def test_a_list_is_read_page_by_page_newest_first() -> None:
    world = World()
    for number in range(25):
        world.clock.now = NOW + number * DAY / 100
        await world.upload(new=replace(NEW, file_id=f"f{number}"))
    token, sizes, ids = "", [], []
    while not sizes or token:
        page = await world.files.list("acme", page_token=token)
        sizes.append(len(page.files))
        ids += [file.id for file in page.files]
        token = page.next_page_token
    assert sizes == [10, 10, 5]
    assert ids == [f"f{number}" for number in reversed(range(25))]


async def test_a_full_last_page_has_no_next_one() -> None:
    world = World()
    for _ in range(2):
        await world.upload()
    page = await world.files.list("acme", page_size=2)
    assert (len(page.files), page.next_page_token) == (2, "")


async def test_a_list_goes_on_although_files_come_and_go() -> None:
    world = World()
    for number in range(4):
        world.clock.now = NOW + number * DAY / 100
        await world.upload(new=replace(NEW, file_id=f"f{number}"))
    first = await world.files.list("acme", page_size=2)
    await world.files.delete("acme", "f2")
    world.clock.now += DAY / 100
    await world.upload(new=replace(NEW, file_id="newest"))
    second = await world.files.list("acme", page_size=2, page_token=first.next_page_token)
    assert [file.id for file in second.files] == ["f1", "f0"]


async def test_a_deleted_file_takes_its_bytes_and_what_was_learnt_with_it() -> None:
    world = World()
    file = await world.upload()
    await world.files.delete("acme", file.id)
    assert [name async for name in world.blobs.names("")] == []
    assert world.reader.forgotten == [("acme", file.sha256)]
    with pytest.raises(PermissionDeniedError):
        await world.files.delete("acme", file.id)


async def test_what_was_learnt_stays_while_another_file_has_the_bytes() -> None:
    world = World()
    first, second = await world.upload(), await world.upload()
    await world.files.delete("acme", first.id)
    assert world.reader.forgotten == []
    await world.files.delete("acme", second.id)
    assert world.reader.forgotten == [("acme", first.sha256)]


async def test_an_active_file_is_lent() -> None:
    world = World()
    uploaded = await world.upload(b"hello")
    file, blob = await world.files.open("acme", uploaded.id, wait_seconds=0)
    assert (file, blob.sha256) == (uploaded, uploaded.sha256)
    with blob.lend() as lent:
        assert lent.read() == b"hello"


async def test_opening_waits_until_the_file_is_read() -> None:
    world = World(terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    uploaded = await world.upload()
    opening = asyncio.create_task(world.files.open("acme", uploaded.id, wait_seconds=60))
    await asyncio.sleep(0)
    world.reader.gate.set()
    file, _ = await opening
    assert file.state is State.ACTIVE


async def test_a_file_that_nobody_reads_is_read_when_it_is_asked_about() -> None:
    world = World(terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    uploaded = await world.upload()
    await world.files.close()
    world.reader.gate.set()
    file, _ = await world.files.open("acme", uploaded.id, wait_seconds=60)
    assert file.state is State.ACTIVE


async def test_a_file_that_is_not_read_in_time_is_refused() -> None:
    world = World(terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    file = await world.upload()
    with pytest.raises(FailedPreconditionError) as raised:
        await world.files.open("acme", file.id, wait_seconds=0)
    assert raised.value.message == (
        f"The File {file.id} is not in an ACTIVE state and usage is not allowed."
        " It is still being read; try again."
    )
    await world.files.close()


async def test_a_file_that_failed_is_refused_with_the_reason() -> None:
    world = World()
    world.reader.error = UnreadableDocumentError("The document has no pages.")
    file = await world.upload()
    with pytest.raises(FailedPreconditionError) as raised:
        await world.files.open("acme", file.id, wait_seconds=0)
    assert raised.value.message == (
        f"The File {file.id} is not in an ACTIVE state and usage is not allowed."
        " The document has no pages."
    )


async def test_a_missing_file_cannot_be_opened() -> None:
    with pytest.raises(PermissionDeniedError):
        await World().files.open("acme", "none", wait_seconds=0)


STEP = st.tuples(st.sampled_from(["send", "cut", "resend", "restart", "ahead"]), st.integers(0, 90))


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200), steps=st.lists(STEP, max_size=12))
def test_however_an_upload_goes_the_file_is_what_was_meant(
    content: bytes, steps: list[tuple[str, int]]
) -> None:
    async def run() -> None:
        world = World()
        new = NewFile(project="acme", size_bytes=len(content))
        upload = await world.files.start(new)
        for step, size in steps:
            world = await take_step(world, upload.id, content, step, size)
        standing = (await world.files.get_upload(upload.id)).received
        await world.files.append(upload.id, standing, stream(content[standing:]))
        file = await world.files.finalize(upload.id)
        assert read(world.blobs, file.blob) == content
        assert file.sha256 == hashlib.sha256(content).hexdigest()

    asyncio.run(run())


async def take_step(world: World, upload_id: str, content: bytes, step: str, size: int) -> World:
    standing = (await world.files.get_upload(upload_id)).received
    chunk = content[standing : standing + size]
    if step == "send":
        await world.files.append(upload_id, standing, stream(chunk))
    elif step == "cut":
        with pytest.raises(ConnectionResetError):
            await world.files.append(upload_id, standing, cut(chunk))
    elif step == "resend":
        offset = max(0, standing - size)
        await world.files.append(upload_id, offset, stream(content[offset : standing + size]))
    elif step == "ahead":
        with pytest.raises(InvalidArgumentError):
            await world.files.append(upload_id, standing + 1 + size, stream(b"x"))
    else:
        world = world.restart()
        await world.files.recover()
    return world


async def test_an_upload_whose_file_was_deleted_does_not_answer_with_another_of_its_name() -> None:
    world = World()
    new = replace(NEW, file_id="mine")
    upload = await world.files.start(new)
    await world.files.finalize(upload.id)
    await world.files.delete("acme", "mine")
    await world.upload(b"other", new)
    with pytest.raises(PermissionDeniedError):
        await world.files.finalize(upload.id)


async def expiring(world: World) -> AsyncIterator[bytes]:
    """Yield bytes, and let the upload expire and be swept away before the last of them."""
    yield b"hel"
    world.clock.now = NOW + DAY
    await world.files.sweep()
    yield b"lo"


async def test_an_upload_that_expires_while_it_is_sent_leaves_nothing() -> None:
    world = World()
    upload = await world.files.start(NEW)
    with pytest.raises(NotFoundError):
        await world.files.append(upload.id, 0, expiring(world))
    assert [name async for name in world.blobs.names("")] == []


async def test_bytes_of_a_file_are_never_removed_for_an_upload_that_is_gone() -> None:
    world = World()
    file = await world.upload()
    before = replace(NEW_UPLOAD, blob=file.blob)
    with pytest.raises(NotFoundError):
        await world.files._keep(before, replace(before, received=1))
    assert read(world.blobs, file.blob) == b"hello"


async def test_a_full_queue_refuses_new_files_and_takes_those_begun_later() -> None:
    world = World(limit=1, most_waiting=1, terms=replace(TERMS, settle_seconds=0))
    world.reader.gate.clear()
    begun = await world.begin(b"hello")
    await world.upload(b"is read")
    await world.upload(b"waits")
    assert world.files.waiting == 1
    for attempt in (world.files.start(NEW), world.files.finalize(begun.id)):
        with pytest.raises(ResourceExhaustedError, match="may wait to be read"):
            await attempt
    assert (await world.files.get_upload(begun.id)).received == 5
    world.reader.gate.set()
    for file in (await world.files.list("acme")).files:
        await world.processing.wait(file, 5)
    assert (await world.files.finalize(begun.id)).size_bytes == 5
