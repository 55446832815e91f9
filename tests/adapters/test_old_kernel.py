"""A kernel that lacks one layer: the other holds alone, and documents are read all the same."""

import platform
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.misbehaviour import TRIES
from tests.adapters.test_sealed import JOBS, blob, collect, make_job
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.blob import Blob
from wasat.documents.codec import decode_part
from wasat.documents.document import Summary
from wasat.documents.executor import Job
from wasat.documents.formats.office.samples import make_samples
from wasat.documents.formats.samples import SAMPLES
from wasat.documents.pdf.sample import SAMPLE

__all__ = ["blob"]  # the fixture
READ = "wasat.documents.load"
OF_FILES = [
    "execute",
    "read a file",
    "read memory",
    "read the environment",
    "list a folder",
    "write a file",
]
DOCUMENTS = (*SAMPLES, *make_samples(), ("application/pdf", SAMPLE))

pytestmark = pytest.mark.skipif(
    platform.system() != "Linux", reason="filters of system calls are Linux's"
)


@pytest.fixture
async def without_landlock() -> AsyncIterator[SealedExecutor]:
    executor = SealedExecutor(modules=[JOBS, READ, "tests.adapters.without_landlock"], children=1)
    await executor.start()
    yield executor
    await executor.close()


@pytest.fixture
async def without_seccomp() -> AsyncIterator[SealedExecutor]:
    executor = SealedExecutor(modules=[JOBS, "tests.adapters.without_seccomp"], children=1)
    await executor.start()
    yield executor
    await executor.close()


async def refused(executor: SealedExecutor, blob: Blob, what: str) -> bool:
    (result,) = await collect(executor, make_job(blob, "attempt", what=what))
    return result.startswith(b"refused: ")


async def test_without_landlock_seccomp_refuses_everything_alone(
    without_landlock: SealedExecutor, blob: Blob
) -> None:
    assert without_landlock.missing_layers == ("landlock",)

    let_through = [what for what in TRIES if not await refused(without_landlock, blob, what)]

    assert let_through == []


async def test_without_seccomp_landlock_refuses_files_alone(
    without_seccomp: SealedExecutor, blob: Blob
) -> None:
    assert without_seccomp.missing_layers == ("seccomp",)

    let_through = [what for what in OF_FILES if not await refused(without_seccomp, blob, what)]

    assert let_through == []


async def test_every_format_is_read_by_a_child_that_can_open_nothing(
    without_landlock: SealedExecutor, blob: Blob, tmp_path: Path
) -> None:
    path = tmp_path / "sample"
    for mime_type, data in DOCUMENTS:
        path.write_bytes(data)
        document = replace(blob, mime_type=mime_type, lend=lambda: path.open("rb"))
        job = Job(function=f"{READ}.iter_parts", blob=document, arguments={"mime_type": mime_type})

        parts = await collect(without_landlock, job)

        assert isinstance(decode_part(parts[-1]), Summary), mime_type
