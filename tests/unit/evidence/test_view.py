from collections.abc import AsyncIterator
from importlib import import_module

import pytest

from tests.unit.evidence.pages import make_blob
from wasat.box import Box
from wasat.documents.executor import Executor, Job
from wasat.documents.limits import Limits
from wasat.evidence.view import DRAW, SealedPageView
from wasat.status import DeadlineExceededError, InvalidArgumentError, UnreadableDocumentError


class FakeExecutor(Executor):
    """Keeps the job, gives two pieces or fails."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.jobs: list[Job] = []

    async def run(self, job: Job) -> AsyncIterator[bytes]:
        self.jobs.append(job)
        if self.failure is not None:
            raise self.failure
        yield b"PNG"
        yield b"..."

    async def close(self) -> None:
        pass


async def test_a_page_is_drawn_by_a_job() -> None:
    executor = FakeExecutor()
    view = SealedPageView(
        executor, limits=Limits(side_pixels=500), seconds=3, cpu_seconds=2, memory_bytes=1 << 28
    )
    assert await view.draw(make_blob(), 3, [Box(1, 2, 3, 4)]) == b"PNG..."
    (job,) = executor.jobs
    assert job.function == DRAW
    assert job.arguments["page"] == 3
    assert job.arguments["boxes"] == [[1.0, 2.0, 3.0, 4.0]]
    assert job.arguments["side_pixels"] == 500
    assert (job.seconds, job.cpu_seconds, job.memory_bytes) == (3, 2, 1 << 28)


async def test_a_picture_can_be_shown_too() -> None:
    view = SealedPageView(FakeExecutor())
    assert await view.draw(make_blob(b"x", "image/jpeg"), 1, []) == b"PNG..."


async def test_a_page_that_is_not_there_is_the_callers_fault() -> None:
    view = SealedPageView(FakeExecutor(UnreadableDocumentError("There is no page 9.")))
    with pytest.raises(InvalidArgumentError, match="There is no page 9") as caught:
        await view.draw(make_blob(), 9, [])
    assert not isinstance(caught.value, UnreadableDocumentError)


async def test_a_document_without_pages_cannot_be_shown() -> None:
    with pytest.raises(InvalidArgumentError, match="not of text/plain"):
        await SealedPageView(FakeExecutor()).draw(make_blob(b"x", "text/plain"), 1, [])


async def test_what_takes_too_long_is_passed_on() -> None:
    view = SealedPageView(FakeExecutor(DeadlineExceededError("too long")))
    with pytest.raises(DeadlineExceededError):
        await view.draw(make_blob(), 1, [])


def test_the_job_names_a_function_that_is_there() -> None:
    module, _, name = DRAW.rpartition(".")
    assert callable(getattr(import_module(module), name))
