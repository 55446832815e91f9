"""A system without Linux's layers: documents are read all the same, within limits, and it is said.

The zygote is made to believe so; what macOS itself does was not run.
"""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from tests.adapters.test_sealed import JOBS, blob, collect, make_job
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.adapters.sealed.seal import LAYERS
from wasat.blob import Blob
from wasat.status import DeadlineExceededError, FailedPreconditionError, ResourceExhaustedError

__all__ = ["blob"]  # the fixture
OTHER = "tests.adapters.other_system"


@pytest.fixture
async def executor() -> AsyncIterator[SealedExecutor]:
    executor = SealedExecutor(modules=[JOBS, OTHER], children=1)
    yield executor
    await executor.close()


async def test_what_is_missing_is_logged_once(executor: SealedExecutor, blob: Blob) -> None:
    with capture_logs() as lines:
        await executor.start()
        await collect(executor, make_job(blob, "read"))

    [line] = [line for line in lines if line["log_level"] == "warning"]
    assert line["layers"] == ("rlimits",)
    assert line["missing"] == LAYERS[1:]
    assert executor.missing_layers == LAYERS[1:]


async def test_a_document_is_read(executor: SealedExecutor, blob: Blob) -> None:
    assert await collect(executor, make_job(blob, "read")) == [b"words"]


async def test_limits_and_the_kill_still_hold(executor: SealedExecutor, blob: Blob) -> None:
    with pytest.raises(DeadlineExceededError):
        await collect(executor, replace(make_job(blob, "sleep"), seconds=0.3))
    with pytest.raises(ResourceExhaustedError, match="bytes of memory"):
        await collect(executor, make_job(blob, "eat"))


async def test_a_required_sandbox_does_not_start() -> None:
    executor = SealedExecutor(modules=[JOBS, OTHER], children=1, sandbox="require")

    with pytest.raises(FailedPreconditionError, match="lacks no-new-privileges, landlock, seccomp"):
        await executor.start()
