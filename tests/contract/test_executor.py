"""What every Executor keeps."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
import structlog

from wasat.adapters.memory.executor import InlineExecutor
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.blob import Blob
from wasat.documents.executor import (
    Allowance,
    Argument,
    BrokenReaderError,
    Executor,
    Job,
    OverrunError,
)
from wasat.status import (
    DeadlineExceededError,
    InternalError,
    ResourceExhaustedError,
    StatusError,
    UnavailableError,
    UnreadableDocumentError,
)

JOBS = "tests.contract.jobs"


@pytest.fixture(params=["inline", "sealed"])
async def executor(request: pytest.FixtureRequest) -> AsyncIterator[Executor]:
    executor: Executor
    if request.param == "inline":
        executor = InlineExecutor(modules=[JOBS], most_waiting=2)
    else:
        executor = SealedExecutor(modules=[JOBS], children=1, most_waiting=2)
    yield executor
    await executor.close()


@pytest.fixture
def blob(tmp_path: Path) -> Blob:
    return make_blob(tmp_path, b"one\ntwo\n")


def make_blob(folder: Path, data: bytes, project: str = "acme") -> Blob:
    path = folder / "document"
    path.write_bytes(data)
    return Blob(
        project=project,
        sha256="0" * 64,
        mime_type="text/plain",
        size_bytes=len(data),
        lend=lambda: path.open("rb"),
    )


def make_job(
    blob: Blob,
    name: str,
    arguments: Mapping[str, Argument] | None = None,
    seconds: float = 20.0,
    **times: float,
) -> Job:
    return Job(
        function=f"{JOBS}.{name}",
        blob=blob,
        arguments=arguments or {},
        seconds=seconds,
        earned_seconds=times.get("earned_seconds", 0.0),
        most_seconds=times.get("most_seconds"),
        result_seconds=times.get("result_seconds"),
    )


async def collect(executor: Executor, job: Job, came: list[bytes] | None = None) -> list[bytes]:
    """Return all results; in `came` stand those before an error, too."""
    came = [] if came is None else came
    async with aclosing(executor.run(job)) as results:
        async for result in results:
            came.append(result)
    return came


async def test_a_job_reads_its_document(executor: Executor, blob: Blob) -> None:
    assert await collect(executor, make_job(blob, "read")) == [b"one\n", b"two\n"]


async def test_results_come_in_order(executor: Executor, blob: Blob) -> None:
    results = await collect(executor, make_job(blob, "count", {"upto": 500}))

    assert [int.from_bytes(result) for result in results] == list(range(500))


async def test_a_large_result_comes_whole(executor: Executor, blob: Blob) -> None:
    job = make_job(blob, "count", {"upto": 2, "size": 5_000_000})

    assert [len(result) for result in await collect(executor, job)] == [5_000_000, 5_000_000]


async def test_arguments_arrive_as_they_were(executor: Executor, blob: Blob) -> None:
    arguments: dict[str, Argument] = {
        "boxes": [[1.5, 2.0], []],
        "bytes": b"\x00\xff",
        "flag": True,
        "nothing": None,
        "text": "Größe",
    }

    (result,) = await collect(executor, make_job(blob, "echo", arguments))

    assert result == repr(sorted(arguments.items())).encode()


@pytest.mark.parametrize(
    ("how", "expected", "words"),
    [
        ("unreadable", UnreadableDocumentError, "The document is encrypted"),
        ("late", DeadlineExceededError, "Page 3 took too long"),
        ("large", OverrunError, "Page 3 is too large"),
        ("memory", OverrunError, "more than 1073741824 bytes of memory"),
        ("depth", OverrunError, "more than 1073741824 bytes of memory"),
        ("fault", BrokenReaderError, "a fault of this server"),
    ],
)
async def test_an_error_of_the_function_is_told(
    executor: Executor, blob: Blob, how: str, expected: type[StatusError], words: str
) -> None:
    came: list[bytes] = []

    with pytest.raises(expected, match=words) as caught:
        await collect(executor, make_job(blob, "fail", {"how": how}), came)

    assert came == [b"before"]
    assert type(caught.value) is expected


async def test_a_fault_is_logged_without_the_words_of_the_document(
    executor: Executor, blob: Blob
) -> None:
    with structlog.testing.capture_logs() as logs, pytest.raises(InternalError):
        await collect(executor, make_job(blob, "fail", {"how": "fault"}))

    (where,) = [log["where"] for log in logs if log["log_level"] == "error"]
    assert "jobs.py" in where
    assert "ValueError" in where
    assert "words of the document" not in where


async def test_a_function_of_another_module_is_not_run(executor: Executor, blob: Blob) -> None:
    with pytest.raises(InternalError):
        await collect(executor, Job(function="os.listdir", blob=blob))


async def test_a_job_ends_when_its_time_is_over(executor: Executor, blob: Blob) -> None:
    job = make_job(blob, "repeat", {"pause": 0.02}, seconds=0.3)

    with pytest.raises(DeadlineExceededError, match="longer than the 0 seconds that it may take"):
        await collect(executor, job)


async def test_results_earn_time(executor: Executor, blob: Blob) -> None:
    job = make_job(blob, "repeat", {"pause": 0.02, "results": 30}, seconds=0.3, earned_seconds=1.0)

    assert len(await collect(executor, job)) == 30


async def test_a_single_result_may_take_only_so_long(executor: Executor, blob: Blob) -> None:
    job = make_job(blob, "repeat", {"pause": 0.2}, result_seconds=0.05)
    came: list[bytes] = []

    with pytest.raises(DeadlineExceededError, match=r"one part .* longer than 0\.05 seconds"):
        await collect(executor, job, came)

    assert came == [b"again"]


async def test_jobs_may_share_their_time(executor: Executor, blob: Blob) -> None:
    job = make_job(blob, "repeat", {"pause": 0.3}, seconds=0.8)
    job = replace(job, allowance=Allowance(job))
    with pytest.raises(DeadlineExceededError):
        await collect(executor, job)

    with pytest.raises(DeadlineExceededError):
        await collect(executor, job, came := [])

    assert came == []


async def test_a_slow_caller_takes_no_time_from_the_job(executor: Executor, blob: Blob) -> None:
    job = make_job(blob, "count", {"upto": 3}, seconds=0.5)
    came = 0

    async with aclosing(executor.run(job)) as results:
        async for _ in results:
            came += 1
            await asyncio.sleep(0.3)

    assert came == 3


async def test_closing_the_iterator_makes_room_for_the_next_job(
    executor: Executor, blob: Blob
) -> None:
    async with aclosing(executor.run(make_job(blob, "repeat", {"pause": 0.001}))) as results:
        assert await anext(results) == b"again"

    assert await collect(executor, make_job(blob, "read")) == [b"one\n", b"two\n"]


async def test_a_cancelled_caller_makes_room_for_the_next_job(
    executor: Executor, blob: Blob
) -> None:
    task = asyncio.create_task(collect(executor, make_job(blob, "repeat", {"pause": 0.001})))
    await asyncio.sleep(0.05)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await collect(executor, make_job(blob, "read")) == [b"one\n", b"two\n"]


async def test_too_many_waiting_jobs_of_a_project_are_refused(
    executor: Executor, blob: Blob, tmp_path: Path
) -> None:
    job = make_job(blob, "repeat", {"pause": 0.001})
    async with aclosing(executor.run(job)) as running:
        await anext(running)
        waiting = [asyncio.create_task(collect(executor, make_job(blob, "read"))) for _ in range(2)]
        await asyncio.sleep(0)

        with pytest.raises(ResourceExhaustedError, match="At most 2 jobs of a project"):
            await collect(executor, make_job(blob, "read"))
        other = make_blob(tmp_path, b"one\ntwo\n", project="other")
        waiting.append(asyncio.create_task(collect(executor, make_job(other, "read"))))
        await asyncio.sleep(0)

    assert await asyncio.gather(*waiting) == [[b"one\n", b"two\n"]] * 3


async def test_the_document_is_lent_and_given_back(executor: Executor, blob: Blob) -> None:
    lent = [blob.lend()]
    lent[0].close()

    def lend() -> object:
        lent.append(blob.lend())
        return lent[-1]

    watched = Blob(
        project="acme",
        sha256=blob.sha256,
        mime_type=blob.mime_type,
        size_bytes=blob.size_bytes,
        lend=lend,  # type: ignore[arg-type]  # it is what blob.lend gives
    )
    await collect(executor, make_job(watched, "read"))

    assert len(lent) == 2
    assert all(file.closed for file in lent)


async def test_nothing_runs_after_the_end(executor: Executor, blob: Blob) -> None:
    await executor.close()

    with pytest.raises(UnavailableError):
        await collect(executor, make_job(blob, "read"))
