"""A bounded number of places for jobs, given to projects by turns."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from wasat.status import ResourceExhaustedError, RetryInfo

_RETRY_SECONDS = 5.0
_Turn = asyncio.Future[None]


class Places:
    """Places for jobs.

    Args:
        count: How many there are.
        most_waiting: How many jobs of one project may wait for one.
    """

    def __init__(self, count: int, most_waiting: int) -> None:
        self._free = count
        self._most_waiting = most_waiting
        self._waiting: OrderedDict[str, deque[_Turn]] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many jobs wait for a place."""
        return sum(map(len, self._waiting.values()))

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
        if len(self._waiting.get(project, ())) >= self._most_waiting:
            raise ResourceExhaustedError(
                f"At most {self._most_waiting} jobs of a project may wait for a place.",
                details=[RetryInfo(delay_seconds=_RETRY_SECONDS)],
            )
        turn: _Turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(project, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._leave(project, turn)
            else:
                self._pass_on()
            raise

    def _leave(self, project: str, turn: _Turn) -> None:
        queue = self._waiting.get(project, deque())
        if turn in queue:
            queue.remove(turn)
        if not queue:
            self._waiting.pop(project, None)

    def _pass_on(self) -> None:
        """Give a place to the first of the project whose turn it is; its next turn comes last."""
        while self._waiting:
            project, queue = self._waiting.popitem(last=False)
            turn = queue.popleft()
            if queue:
                self._waiting[project] = queue
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
