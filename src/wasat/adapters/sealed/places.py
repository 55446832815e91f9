"""A bounded number of places, given to projects by turns."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from wasat.status import ResourceExhaustedError, RetryInfo

_RETRY_SECONDS = 5.0


class Places:
    """Places for jobs.

    Args:
        count: How many there are.
        most_waiting: How many jobs of one project may wait.
    """

    def __init__(self, count: int, most_waiting: int) -> None:
        self._free = count
        self._most_waiting = most_waiting
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def take(self, project: str) -> AsyncGenerator[None, None]:
        """Hold a place; wait for one if all are taken.

        Raises:
            ResourceExhaustedError: Too many jobs of the project wait already.
        """
        if self._free:
            self._free -= 1
        else:
            await self._wait(project)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, project: str) -> None:
        queue = self._waiting.setdefault(project, deque())
        if len(queue) >= self._most_waiting:
            raise ResourceExhaustedError(
                f"At most {self._most_waiting} documents of a project may wait to be read.",
                details=[RetryInfo(delay_seconds=_RETRY_SECONDS)],
            )
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """Give a place to the first of the project that had to wait longest for a turn."""
        while self._waiting:
            project, queue = self._waiting.popitem(last=False)
            turn = queue.popleft()
            if queue:
                self._waiting[project] = queue
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
