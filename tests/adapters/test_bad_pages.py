"""Pages of a document that do their worst, each in its own way."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from wasat.adapters.sealed.pool import SealedExecutor
from wasat.blob import Blob
from wasat.documents.codec import decode_part
from wasat.documents.document import Page, Summary
from wasat.documents.executor import Allowance, Job, OverrunError
from wasat.documents.salvage import Salvage, Terms

JOBS = "tests.adapters.misbehaviour"
CAUSE = OverrunError("It was too much.")
TERMS = Terms(start_seconds=60.0, page_seconds=1.0, page_cpu_seconds=1.0)


@pytest.fixture
async def executor() -> AsyncIterator[SealedExecutor]:
    executor = SealedExecutor(modules=[JOBS], children=1)
    yield executor
    await executor.close()


async def salvage(executor: SealedExecutor, folder: Path, words: str) -> list[object]:
    path = folder / "document"
    path.write_text(words)
    job = Job(
        function=f"{JOBS}.iter_parts",
        blob=Blob(
            project="acme",
            sha256="0" * 64,
            mime_type="text/x-mock",
            size_bytes=len(words),
            lend=partial(path.open, "rb"),
        ),
        result_seconds=2.0,
        result_cpu_seconds=1.0,
        memory_bytes=256 << 20,
    )
    parts = Salvage(executor, job, Allowance(job), TERMS).read(CAUSE)
    return [decode_part(part) async for part in parts]


@pytest.mark.parametrize(
    ("worst", "reason"),
    [
        ("hang", "longer than 2 seconds"),
        ("compute", "seconds"),  # of processor time, or on a busy machine of any
        ("eat", "bytes of memory"),
        ("exit", "ended early (3)"),
        ("crash", "crashed (SIG"),
        ("flood", "gave more than"),
        ("break", "a fault of this server"),
    ],
)
async def test_each_costs_only_itself(
    executor: SealedExecutor, tmp_path: Path, worst: str, reason: str
) -> None:
    parts = await salvage(executor, tmp_path, f"well {worst} print well")

    pages = [part for part in parts if isinstance(part, Page)]
    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert reason in pages[1].unread
    assert isinstance(parts[-1], Summary)
    assert parts[-1].unread == (2,)


async def test_many_of_them_leave_the_others(executor: SealedExecutor, tmp_path: Path) -> None:
    parts = await salvage(executor, tmp_path, "eat well exit crash well break")

    assert isinstance(parts[-1], Summary)
    assert parts[-1].unread == (1, 3, 4, 6)
