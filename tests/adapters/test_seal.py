"""What the kernel itself says of a child while it reads, and what one child leaves to the next."""

import platform
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.test_sealed import JOBS, MEGABYTE, blob, collect, make_job, require_layers
from wasat.adapters.sealed.pool import Sandbox, SealedExecutor
from wasat.blob import Blob
from wasat.status import ResourceExhaustedError

__all__ = ["blob"]  # the fixture


@pytest.fixture
async def executor() -> AsyncIterator[SealedExecutor]:
    executor = SealedExecutor(modules=[JOBS], children=1)
    yield executor
    await executor.close()


def limits_of(process: int) -> dict[str, tuple[str, str]]:
    """Return soft and hard limit by name. Source: proc(5)."""
    rows = Path(f"/proc/{process}/limits").read_text().splitlines()[1:]
    cells = [re.split(r" {2,}", row) for row in rows]
    return {name: (soft, hard) for name, soft, hard, *_ in cells}


def status_of(process: int) -> dict[str, str]:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def out_of_memory_score_of(process: int) -> int:
    return int(Path(f"/proc/{process}/oom_score_adj").read_text())


@pytest.mark.parametrize("sandbox", ["auto", "off"])
async def test_every_resource_limit_holds(blob: Blob, sandbox: Sandbox) -> None:
    executor = SealedExecutor(modules=[JOBS], children=1, sandbox=sandbox)
    job = replace(make_job(blob, "identify"), memory_bytes=300 * MEGABYTE, cpu_seconds=7)
    try:
        async with aclosing(executor.run(job)) as results:
            child = int(await anext(results))
            limits = limits_of(child)
            mapped = int(status_of(child)["VmSize"].split()[0]) << 10
            score = out_of_memory_score_of(child)
    finally:
        await executor.close()

    assert limits["Max cpu time"] == ("7", "8")
    assert limits["Max file size"] == ("0", "0")
    assert limits["Max core file size"] == ("0", "0")
    assert limits["Max processes"] == ("0", "0")
    assert limits["Max open files"] == ("16", "16")
    soft, hard = map(int, limits["Max address space"])
    assert soft == hard
    assert 290 * MEGABYTE < soft - mapped < 310 * MEGABYTE
    assert score == 1_000  # under memory pressure it goes before the server


async def test_the_kernel_knows_that_a_child_is_sealed(
    executor: SealedExecutor, blob: Blob
) -> None:
    async with aclosing(executor.run(make_job(blob, "identify"))) as results:
        status = status_of(int(await anext(results)))
        require_layers(executor)

    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"  # a filter; the next line says how many
    assert status["Threads"] == "1"


async def test_a_document_that_is_mapped_takes_no_memory_from_its_reader(
    executor: SealedExecutor, blob: Blob, tmp_path: Path
) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(200 * MEGABYTE)
    large = replace(blob, lend=lambda: path.open("rb"))
    job = replace(make_job(large, "map_whole"), memory_bytes=64 * MEGABYTE)

    assert await collect(executor, job) == [str(200 * MEGABYTE).encode()]


async def test_nothing_of_one_document_is_left_for_the_next(
    executor: SealedExecutor, blob: Blob
) -> None:
    other = replace(blob, project="other")

    first = await collect(executor, make_job(blob, "remember", words="of acme"))
    second = await collect(executor, make_job(other, "remember", words="of the other"))

    assert first == second == [b""]


@pytest.mark.skipif(platform.machine() != "x86_64", reason="other machines have no such door")
async def test_calls_by_the_numbers_of_another_architecture_end_a_child(
    executor: SealedExecutor, blob: Blob
) -> None:
    await executor.start()
    require_layers(executor)

    with pytest.raises(ResourceExhaustedError, match="SIGSYS"):
        await collect(executor, make_job(blob, "crash", how="32 bits"))
