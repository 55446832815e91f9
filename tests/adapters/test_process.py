"""A zygote that does not start, or is not to."""

import asyncio
import sys
from pathlib import Path

import pytest

from wasat.adapters.sealed.process import LostError, ZygoteProcess
from wasat.status import UnavailableError


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No interpreter to start."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))


def count_descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


@pytest.mark.usefixtures("nowhere")
async def test_a_process_that_cannot_be_started_is_told() -> None:
    zygote = ZygoteProcess(modules=[], is_full=True)

    with pytest.raises(UnavailableError, match="do not start"):
        await zygote.get_ready()

    await zygote.close()


async def test_a_process_that_cannot_be_started_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    zygote = ZygoteProcess(modules=[], is_full=True)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", str(tmp_path / "nothing"))
        with pytest.raises(UnavailableError):
            await zygote.get_ready()

    await zygote.get_ready()

    assert zygote.layers
    await zygote.close()


@pytest.mark.usefixtures("nowhere")
async def test_failed_starts_leave_no_descriptor() -> None:
    zygote = ZygoteProcess(modules=[], is_full=True)
    with pytest.raises(UnavailableError):
        await zygote.get_ready()
    await zygote.close()
    before = count_descriptors()

    for _ in range(3):
        zygote = ZygoteProcess(modules=[], is_full=True)
        with pytest.raises(UnavailableError):
            await zygote.get_ready()
        await zygote.close()

    assert count_descriptors() == before


async def test_there_is_no_child_without_a_parent(tmp_path: Path) -> None:
    zygote = ZygoteProcess(modules=[], is_full=True)

    with (tmp_path / "document").open("wb") as document, pytest.raises(LostError):
        await zygote.fork(document.fileno())


async def test_closing_while_it_starts_leaves_nothing_and_tells_who_waits() -> None:
    zygote = ZygoteProcess(modules=[], is_full=True)
    waiting = asyncio.create_task(zygote.get_ready())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert zygote._process is not None

    await zygote.close()

    with pytest.raises(UnavailableError):
        await waiting
    assert zygote._process.poll() is not None
