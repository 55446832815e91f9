"""Work on documents that goes on after they are ready, one task a document."""

import asyncio
from collections.abc import Coroutine

import structlog

_log = structlog.get_logger(__name__)


class Backlog:
    """Tasks by the name of what they work on."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, name: str, work: Coroutine[None, None, None]) -> None:
        """Have it done in the background, unless that is under way for this name already."""
        if name in self._tasks:
            work.close()
            return
        task = self._tasks[name] = asyncio.create_task(self._run(name, work))
        task.add_done_callback(lambda _: self._tasks.pop(name, None))

    async def stop(self, prefix: str = "") -> None:
        """End all work on names that begin so, and wait for its end."""
        tasks = [task for name, task in self._tasks.items() if name.startswith(prefix)]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, name: str, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception:  # noqa: BLE001 - nobody waits for it; who asks next starts it again
            _log.exception("work in the background broke", blob=name)
