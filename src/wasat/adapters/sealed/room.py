"""Memory that several executors share, so that all their children together stay below one bound."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager


class MemoryRoom:
    """Hands out bytes, first come, first served; so a large wish is not passed by for ever.

    Args:
        total_bytes: What all may take together.
    """

    def __init__(self, total_bytes: int) -> None:
        self._total = total_bytes
        self._free = total_bytes
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    @asynccontextmanager
    async def take(self, size_bytes: int) -> AsyncGenerator[None, None]:
        """Hold so many bytes, as soon as they are free; who wants more than all gets all."""
        size = min(size_bytes, self._total)
        if self._waiting or size > self._free:
            await self._wait(size)
        else:
            self._free -= size
        try:
            yield
        finally:
            self._give_back(size)

    async def _wait(self, size: int) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        place = (size, turn)
        self._waiting.append(place)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._waiting.remove(place)
                self._give_back(0)  # who waited behind it may fit now
            else:
                self._give_back(size)
            raise

    def _give_back(self, size: int) -> None:
        """Take bytes back and pass them on, in order, as far as they go."""
        self._free += size
        while self._waiting and self._waiting[0][0] <= self._free:
            wanted, turn = self._waiting.popleft()
            if not turn.done():
                self._free -= wanted
                turn.set_result(None)
