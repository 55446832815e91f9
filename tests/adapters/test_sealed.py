"""Sealed children do their worst: each costs one document, and no more."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import BinaryIO

import pytest

from tests.adapters.misbehaviour import TRIES
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.adapters.sealed.room import MemoryRoom
from wasat.adapters.sealed.seal import LAYERS
from wasat.blob import Blob
from wasat.documents.executor import Argument, Job
from wasat.status import (
    DeadlineExceededError,
    InternalError,
    ResourceExhaustedError,
    StatusError,
    UnavailableError,
)
from wasat.telemetry import WORKERS_BUSY

JOBS = "tests.adapters.misbehaviour"
MEGABYTE = 1 << 20


@pytest.fixture
async def executor() -> AsyncIterator[SealedExecutor]:
    executor = SealedExecutor(modules=[JOBS], children=2, most_result_bytes=64 * MEGABYTE)
    await executor.start()
    yield executor
    await executor.close()


@pytest.fixture
def blob(tmp_path: Path) -> Blob:
    path = tmp_path / "document"
    path.write_bytes(b"words")
    return Blob(
        project="acme",
        sha256="0" * 64,
        mime_type="text/plain",
        size_bytes=5,
        lend=partial(path.open, "rb"),
    )


def make_job(blob: Blob, name: str, **arguments: Argument) -> Job:
    return Job(function=f"{JOBS}.{name}", blob=blob, arguments=arguments, seconds=20)


async def collect(executor: SealedExecutor, job: Job) -> list[bytes]:
    async with aclosing(executor.run(job)) as results:
        return [result async for result in results]


async def check_next(executor: SealedExecutor, blob: Blob) -> None:
    """The next job is answered, and nothing is left of the last but the zygote."""
    assert await collect(executor, make_job(blob, "read")) == [b"words"]
    assert children_of(find_zygote()) == []


def children_of(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(number) for number in text.split()]


def find_zygote() -> int:
    (zygote,) = [
        child
        for child in children_of(os.getpid())
        if b"wasat.adapters.sealed.zygote" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return zygote


async def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what other processes do; nobody tells us of it."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.01)


def is_gone(process: int) -> bool:
    """Whether it has ended; that nobody has waited for it yet does not matter."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state in "ZX"


def require_layers(executor: SealedExecutor) -> None:
    missing = [layer for layer in LAYERS if layer not in executor.layers]
    if missing:
        pytest.skip(f"this kernel lacks {', '.join(missing)}")


@pytest.mark.parametrize("what", TRIES)
async def test_what_a_reader_does_not_need_is_refused(
    executor: SealedExecutor, blob: Blob, what: str
) -> None:
    require_layers(executor)

    (result,) = await collect(executor, make_job(blob, "attempt", what=what))

    assert result.startswith(b"refused: "), what


async def test_the_sandbox_can_be_switched_off(blob: Blob) -> None:
    executor = SealedExecutor(modules=[JOBS], children=1, sandbox="off")
    try:
        (result,) = await collect(executor, make_job(blob, "attempt", what="read a file"))

        assert executor.layers == ("rlimits",)
        assert result == b"done"
    finally:
        await executor.close()


async def test_a_required_sandbox_starts_where_all_layers_are(executor: SealedExecutor) -> None:
    require_layers(executor)
    required = SealedExecutor(modules=[JOBS], children=1, sandbox="require")

    await required.start()

    assert required.layers == LAYERS
    await required.close()


@pytest.mark.parametrize(
    ("job", "expected", "words"),
    [
        ({"name": "crash", "how": "segfault"}, ResourceExhaustedError, r"crashed \(SIGSEGV\)"),
        ({"name": "crash", "how": "abort"}, ResourceExhaustedError, r"crashed \(SIG"),
        ({"name": "crash", "how": "exit"}, ResourceExhaustedError, r"ended early \(3\)"),
        ({"name": "crash", "how": "hang up"}, ResourceExhaustedError, "killed"),
        ({"name": "eat"}, ResourceExhaustedError, "more than 1073741824 bytes of memory"),
        ({"name": "flood", "size": MEGABYTE}, ResourceExhaustedError, "more than 67108864 bytes"),
        ({"name": "forge", "frame": b"V\xff\xff\xff\xff"}, ResourceExhaustedError, "bytes"),
        ({"name": "forge", "frame": b"S\0\0\0\1\xc1"}, InternalError, "fault"),
        ({"name": "forge", "frame": b"?\0\0\0\0"}, InternalError, "fault"),
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "",
)
async def test_misbehaviour_costs_one_document(
    executor: SealedExecutor,
    blob: Blob,
    job: dict[str, Argument],
    expected: type[StatusError],
    words: str,
) -> None:
    name = str(job["name"])
    arguments = {key: value for key, value in job.items() if key != "name"}

    with pytest.raises(expected, match=words):
        await collect(executor, make_job(blob, name, **arguments))

    await check_next(executor, blob)


@pytest.mark.parametrize("name", ["loop", "sleep"])
async def test_a_job_that_does_not_end_is_ended(
    executor: SealedExecutor, blob: Blob, name: str
) -> None:
    job = Job(function=f"{JOBS}.{name}", blob=blob, seconds=0.3)

    with pytest.raises(DeadlineExceededError):
        await collect(executor, job)

    await check_next(executor, blob)


@pytest.fixture
def crowd(executor: SealedExecutor) -> Iterator[None]:
    """Three processes like readers, busy on one processor, and readers that have only that one."""
    del executor  # only its processes are needed
    processor = min(os.sched_getaffinity(0))
    busy = [sys.executable, "-c", "import os\nos.nice(3)\nwhile True: pass"]
    others = [subprocess.Popen(busy, start_new_session=True) for _ in range(3)]
    for process in [find_zygote(), *[other.pid for other in others]]:
        os.sched_setaffinity(process, {processor})
    yield
    for other in others:
        other.kill()
        other.wait()


@pytest.mark.usefixtures("crowd")
async def test_time_without_a_processor_is_not_counted(
    executor: SealedExecutor, blob: Blob
) -> None:
    job = replace(make_job(blob, "work", seconds=0.3), seconds=1)
    for is_last in (False, False, True):  # beside other tests less than a fourth may be left
        start = time.monotonic()
        try:
            assert await collect(executor, job) == [b"done"]
            break
        except DeadlineExceededError:
            assert not is_last

    assert time.monotonic() - start > 1  # else this has shown nothing


async def test_processor_time_is_limited(executor: SealedExecutor, blob: Blob) -> None:
    job = Job(function=f"{JOBS}.loop", blob=blob, seconds=20, cpu_seconds=1)

    with pytest.raises(ResourceExhaustedError, match="more than 1 seconds of processor time"):
        await collect(executor, job)

    await check_next(executor, blob)


async def test_processor_time_of_one_result_is_limited(
    executor: SealedExecutor, blob: Blob
) -> None:
    job = Job(
        function=f"{JOBS}.loop",
        blob=blob,
        arguments={"first": 3},
        seconds=20,
        result_cpu_seconds=0.1,
    )

    with pytest.raises(ResourceExhaustedError, match=r"one part .* more than 0\.1 seconds"):
        await collect(executor, job)

    await check_next(executor, blob)


async def test_processor_time_before_the_first_result_is_limited(
    executor: SealedExecutor, blob: Blob
) -> None:
    job = Job(function=f"{JOBS}.loop", blob=blob, seconds=20, first_cpu_seconds=0.1)

    with pytest.raises(ResourceExhaustedError, match=r"one part .* more than 0\.1 seconds"):
        await collect(executor, job)

    await check_next(executor, blob)


async def test_what_is_printed_goes_nowhere(
    executor: SealedExecutor, blob: Blob, capfd: pytest.CaptureFixture[str]
) -> None:
    assert await collect(executor, make_job(blob, "chat")) == [b"quiet"]

    assert "noise" not in "".join(capfd.readouterr())


async def test_a_child_knows_nothing_of_the_server(
    blob: Blob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WASAT_KEYS", "secret:acme")
    executor = SealedExecutor(modules=[JOBS], children=1, sandbox="off")
    try:
        secrets, descriptors = await collect(executor, make_job(blob, "inherit"))

        assert secrets == b""
        assert set(descriptors.split(b",")) <= {b"0", b"1", b"2", b"3", b"4", b"5"}
    finally:
        await executor.close()


async def test_two_executors_never_take_more_memory_than_their_room_has(blob: Blob) -> None:
    room = MemoryRoom(100 * MEGABYTE)
    first, second = (SealedExecutor(modules=[JOBS], children=1, room=room) for _ in range(2))
    large = replace(make_job(blob, "identify"), memory_bytes=60 * MEGABYTE)
    other = replace(make_job(blob, "read"), memory_bytes=60 * MEGABYTE)
    try:
        async with aclosing(first.run(large)) as results:
            await anext(results)
            waiting = asyncio.create_task(collect(second, other))
            await second.start()
            for _ in range(20):
                await asyncio.sleep(0)
            assert WORKERS_BUSY._value.get() == 1
        assert await waiting == [b"words"]
    finally:
        await first.close()
        await second.close()


async def test_a_child_gives_way_to_the_server(executor: SealedExecutor, blob: Blob) -> None:
    async with aclosing(executor.run(make_job(blob, "identify"))) as results:
        child = int(await anext(results))
        assert os.getpriority(os.PRIO_PROCESS, child) > os.getpriority(os.PRIO_PROCESS, 0)


async def test_closing_the_results_ends_the_child(executor: SealedExecutor, blob: Blob) -> None:
    async with aclosing(executor.run(make_job(blob, "identify"))) as results:
        child = int(await anext(results))
        assert children_of(find_zygote()) == [child]

    assert children_of(find_zygote()) == []


async def test_a_caller_who_goes_while_the_document_is_opened_leaves_it_closed(
    executor: SealedExecutor, blob: Blob
) -> None:
    lent: list[BinaryIO] = []
    is_asked, may_open = Event(), Event()

    def lend() -> BinaryIO:
        is_asked.set()
        may_open.wait(10)
        lent.append(blob.lend())
        return lent[-1]

    reading = asyncio.create_task(collect(executor, make_job(replace(blob, lend=lend), "read")))
    await wait_until(is_asked.is_set)
    reading.cancel()
    await asyncio.wait([reading])
    may_open.set()

    await wait_until(lambda: bool(lent) and lent[0].closed)
    await check_next(executor, blob)


async def test_a_killed_child_costs_one_document(executor: SealedExecutor, blob: Blob) -> None:
    async with aclosing(executor.run(make_job(blob, "identify"))) as results:
        os.kill(int(await anext(results)), signal.SIGKILL)

        with pytest.raises(ResourceExhaustedError, match="was killed"):
            await anext(results)

    await check_next(executor, blob)


async def test_a_lost_zygote_takes_its_children_along(executor: SealedExecutor, blob: Blob) -> None:
    async with aclosing(executor.run(make_job(blob, "identify"))) as results:
        child = int(await anext(results))
        os.kill(find_zygote(), signal.SIGKILL)

        await wait_until(partial(is_gone, child))


async def test_a_lost_zygote_costs_no_document(executor: SealedExecutor, blob: Blob) -> None:
    job = make_job(blob, "identify")
    async with aclosing(executor.run(job)) as results:
        await anext(results)
        following = asyncio.ensure_future(anext(results))
        os.kill(find_zygote(), signal.SIGKILL)
        await wait_until(lambda: not executor._zygote._children)
        await wait_until(lambda: bool(executor._zygote._children))
        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following

    await check_next(executor, blob)


async def test_a_job_that_loses_two_zygotes_is_given_up(
    executor: SealedExecutor, blob: Blob
) -> None:
    reading = asyncio.create_task(collect(executor, make_job(blob, "sleep")))

    for _ in range(2):
        await wait_until(lambda: bool(executor._zygote._children))
        os.kill(find_zygote(), signal.SIGKILL)
        await wait_until(lambda: not executor._zygote._children)
    with pytest.raises(ResourceExhaustedError, match="lost twice"):
        await reading

    await check_next(executor, blob)


async def test_a_stopped_zygote_is_replaced(executor: SealedExecutor, blob: Blob) -> None:
    async with aclosing(executor.run(make_job(blob, "identify"))) as results:
        await anext(results)
        os.kill(find_zygote(), signal.SIGSTOP)

    await check_next(executor, blob)


async def test_the_end_leaves_no_process(executor: SealedExecutor, blob: Blob) -> None:
    results = executor.run(make_job(blob, "identify"))
    child = int(await anext(results))
    zygote = find_zygote()

    await executor.close()

    await wait_until(partial(is_gone, child))
    await wait_until(partial(is_gone, zygote))
    await results.aclose()


@pytest.mark.parametrize("size", [1, MEGABYTE])
async def test_the_event_loop_goes_on_under_a_flood(
    executor: SealedExecutor, blob: Blob, size: int
) -> None:
    job = make_job(blob, "flood", size=size)
    reading = asyncio.create_task(collect(executor, job))
    loop = asyncio.get_running_loop()
    longest = 0.0
    for _ in range(50):
        before = loop.time()
        await asyncio.sleep(0.001)
        longest = max(longest, loop.time() - before)
    reading.cancel()
    await asyncio.wait([reading])

    assert longest < 0.2
    await check_next(executor, blob)


async def test_modules_that_cannot_be_imported_are_told_at_the_start(
    capfd: pytest.CaptureFixture[str],
) -> None:
    executor = SealedExecutor(modules=["tests.adapters.nobody"], children=1)

    with pytest.raises(UnavailableError, match="do not start"):
        await executor.start()

    await executor.close()
    assert "No module named 'tests.adapters.nobody'" in capfd.readouterr().err
