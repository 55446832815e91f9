import asyncio
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from tests.unit.files.fakes import DAY, NOW, World
from wasat.adapters.memory.files import MemoryFileStore
from wasat.files.file import Failure, File, State
from wasat.files.lending import lend
from wasat.files.processing import Processing
from wasat.files.store import Content
from wasat.status import (
    Code,
    DeadlineExceededError,
    NotFoundError,
    ResourceExhaustedError,
    RetryInfo,
    StatusError,
    UnreadableDocumentError,
)


def add(world: World, name: str, project: str = "acme") -> File:
    """Put the row of an unread file there and queue it."""
    file = File(
        project=project,
        id=name,
        blob=f"files/{project}-{name}",
        mime_type="text/plain",
        size_bytes=0,
        sha256=name,
        created=NOW,
        updated=NOW,
        expires=NOW + DAY,
    )
    world.rows.files[file.blob] = file
    world.processing.submit(file, lend(file, world.blobs))
    return file


async def settle(world: World, file: File) -> File:
    await world.processing.wait(file, 5)
    return world.rows.files[file.blob]


async def test_a_file_that_can_be_read_becomes_active() -> None:
    world = World()
    file = await settle(world, add(world, "a"))
    assert (file.state, file.failure) == (State.ACTIVE, None)


async def test_the_time_of_the_last_change_is_that_of_the_state() -> None:
    world = World()
    unread = add(world, "a")
    world.clock.now = NOW + DAY / 2
    assert (await settle(world, unread)).updated == NOW + DAY / 2


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnreadableDocumentError("The document has no pages."), Code.INVALID_ARGUMENT),
        (DeadlineExceededError("It took too long."), Code.DEADLINE_EXCEEDED),
        (ResourceExhaustedError("It needed too much memory."), Code.RESOURCE_EXHAUSTED),
    ],
)
async def test_a_file_that_cannot_be_read_says_why(error: StatusError, code: Code) -> None:
    world = World()
    world.reader.error = error
    file = await settle(world, add(world, "a"))
    assert file.state is State.FAILED
    assert file.failure == Failure(code=code, message=error.message)


@pytest.mark.parametrize("error", [NotFoundError("an inner name"), KeyError("an inner name")])
async def test_a_fault_of_ours_is_logged_and_not_told(error: Exception) -> None:
    world = World()
    world.reader.error = error
    with capture_logs() as logs:
        file = await settle(world, add(world, "a"))
    assert file.failure is not None
    assert file.failure.code is Code.INTERNAL
    assert "inner name" not in file.failure.message
    assert [(log["event"], log["file"], log["exc_info"]) for log in logs] == [
        ("file_not_read", "a", True)
    ]


async def test_one_bad_file_does_not_stop_the_next() -> None:
    world = World(limit=1)
    world.reader.error = KeyError("broken")
    with capture_logs():
        await settle(world, add(world, "a"))
        world.reader.error = None
        assert (await settle(world, add(world, "b"))).state is State.ACTIVE


async def test_only_so_many_are_read_at_once() -> None:
    world = World(limit=2)
    world.reader.gate.clear()
    files = [add(world, name) for name in "abc"]
    await asyncio.sleep(0)
    assert [blob.sha256 for blob in world.reader.seen] == ["a", "b"]
    world.reader.gate.set()
    for file in files:
        assert (await settle(world, file)).state is State.ACTIVE


async def test_a_file_is_queued_once() -> None:
    world = World(limit=1)
    file = add(world, "a")
    world.processing.submit(file, lend(file, world.blobs))
    await settle(world, file)
    assert [blob.sha256 for blob in world.reader.seen] == ["a"]


async def test_a_project_whose_files_wait_already_is_told_to_come_again() -> None:
    world = World(limit=1, most_waiting=2)
    world.reader.gate.clear()
    files = [add(world, name) for name in "ab"]
    world.processing.admit("acme")
    files.append(add(world, "c"))
    with pytest.raises(ResourceExhaustedError, match="At most 2 files") as caught:
        world.processing.admit("acme")
    assert any(isinstance(detail, RetryInfo) for detail in caught.value.details)
    world.processing.admit("other")
    world.reader.gate.set()
    for file in files:
        await settle(world, file)
    world.processing.admit("acme")


async def test_projects_take_turns() -> None:
    world = World(limit=1)
    files = [add(world, f"a{n}") for n in range(3)]
    files += [add(world, f"b{n}", "other") for n in range(2)]
    for file in files:
        await settle(world, file)
    assert [blob.sha256 for blob in world.reader.seen] == ["a0", "a1", "b0", "a2", "b1"]


async def test_waiting_ends_when_the_time_is_over() -> None:
    world = World()
    world.reader.gate.clear()
    file = add(world, "a")
    await world.processing.wait(file, 0)
    assert world.rows.files[file.blob].state is State.PROCESSING
    await world.processing.close()


async def test_nobody_waits_for_what_is_not_queued() -> None:
    world = World()
    file = add(world, "a")
    await settle(world, file)
    await world.processing.wait(file, 3600)


async def test_a_deleted_file_is_not_read_to_its_end() -> None:
    world = World()
    world.reader.gate.clear()
    file = add(world, "a")
    await world.reader.started.wait()
    waiting = asyncio.create_task(world.processing.wait(file, 3600))
    await world.processing.stop(file)
    await waiting
    assert world.rows.files[file.blob].state is State.PROCESSING


async def test_a_deleted_file_leaves_the_queue() -> None:
    world = World(limit=1)
    world.reader.gate.clear()
    first, second, third = (add(world, name) for name in "abc")
    await world.processing.stop(second)
    await world.processing.stop(third)
    fourth = add(world, "d", "other")
    await world.processing.stop(fourth)
    world.reader.gate.set()
    await settle(world, first)
    assert [blob.sha256 for blob in world.reader.seen] == ["a"]


async def test_stopping_what_is_read_already_is_no_error() -> None:
    world = World()
    file = await settle(world, add(world, "a"))
    await world.processing.stop(file)
    assert world.rows.files[file.blob] == file


async def test_what_was_learnt_is_forgotten_by_whoever_learnt_it() -> None:
    world = World()
    await world.processing.forget(Content("acme", "a"))
    assert world.reader.forgotten == [("acme", "a")]


async def test_closing_leaves_unread_files_for_the_next_start() -> None:
    world = World(limit=1)
    world.reader.gate.clear()
    running, queued = add(world, "a"), add(world, "b")
    waiting = asyncio.create_task(world.processing.wait(queued, 3600))
    await world.reader.started.wait()
    await world.processing.close()
    await waiting
    assert {file.state for file in world.rows.files.values()} == {State.PROCESSING}
    assert [blob.sha256 for blob in world.reader.seen] == [running.sha256]


async def test_closing_when_all_is_read_changes_nothing() -> None:
    world = World()
    file = await settle(world, add(world, "a"))
    await world.processing.close()
    assert world.rows.files == {file.blob: file}
    assert world.processing.waiting == 0


async def test_nobody_waits_for_a_file_once_reading_has_ended() -> None:
    world = World(limit=1)
    world.reader.gate.clear()
    file = add(world, "a")
    await world.processing.close()
    async with asyncio.timeout(1):
        await world.processing.wait(file, 3600)
    assert world.rows.files[file.blob].state is State.PROCESSING


async def test_a_state_that_cannot_be_kept_is_logged_and_nobody_waits_for_it() -> None:
    class BrokenStore(MemoryFileStore):
        async def settle(self, *_: object) -> File | None:
            raise OSError("the database is gone")

    world = World()
    world.processing = Processing(
        files=BrokenStore(world.rows),
        inspect=world.reader.inspect,
        forget=world.reader.forget,
        clock=world.clock,
    )
    with capture_logs() as logs:
        file = await settle(world, add(world, "a"))
    assert file.state is State.PROCESSING
    assert [log["event"] for log in logs] == ["file_not_settled"]


async def test_reading_gets_the_bytes_of_the_file() -> None:
    world = World()
    file = await world.upload(b"hello")
    blob = world.reader.seen[0]
    assert replace(blob) == lend(file, world.blobs)
    with blob.lend() as lent:
        assert lent.read() == b"hello"
