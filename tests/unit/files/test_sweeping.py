import asyncio

import pytest
from structlog.testing import capture_logs

from tests.unit.files.fakes import World
from wasat.files.service import Files
from wasat.files.sweeping import sweep_for_ever
from wasat.status import StorageFullError


class FailingOnce(Files):
    """Fails at its first sweep, and tells when the third is done."""

    def __init__(self, files: Files) -> None:
        self._swept = files
        self.sweeps = 0
        self.is_enough = asyncio.Event()

    async def sweep(self) -> int:
        self.sweeps += 1
        if self.sweeps == 1:
            raise StorageFullError("no room")
        if self.sweeps == 3:
            self.is_enough.set()
        return await self._swept.sweep()


async def test_what_cannot_be_swept_is_swept_the_next_time() -> None:
    world = World()
    await world.upload()
    world.clock.now += 2 * world.terms.file_ttl
    files = FailingOnce(world.files)

    with capture_logs() as logs:
        sweeping = asyncio.create_task(sweep_for_ever(files, 0))
        await asyncio.wait_for(files.is_enough.wait(), 5)
        sweeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sweeping

    assert [(line["event"], line["reason"]) for line in logs] == [("sweep failed", "no room")]
    assert list(world.rows.files) == []
