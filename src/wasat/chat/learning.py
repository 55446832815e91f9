"""Asking all models what they can do while the server starts, and later those that were away."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager

import structlog

from wasat.chat.engine import ChatEngine
from wasat.status import StatusError

START_SECONDS = 2.0  # that a start waits for models: servers answer sooner, large files take longer
_PAUSE_SECONDS = 1.0  # before asking again; each pause is twice the one before
_MOST_PAUSE_SECONDS = 30.0

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def learning(
    engines: Iterable[ChatEngine], *, start_seconds: float = START_SECONDS
) -> AsyncGenerator[None, None]:
    """Ask each engine's model until it has answered, in the background.

    Begins when all were asked once, or after `start_seconds`: what takes longer is loaded beside
    whatever the server does. Ends with the block.
    """
    asked: list[asyncio.Event] = []
    tasks: list[asyncio.Task[None]] = []
    for engine in engines:
        asked.append(asyncio.Event())
        tasks.append(asyncio.create_task(_learn(engine, asked[-1])))
    try:
        waiting = [asyncio.ensure_future(each.wait()) for each in asked]
        if waiting:
            _, late = await asyncio.wait(waiting, timeout=start_seconds)
            for each in late:
                each.cancel()
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _learn(engine: ChatEngine, asked: asyncio.Event) -> None:
    pause = _PAUSE_SECONDS
    while not engine.is_known:
        try:
            await engine.learn()
        except StatusError as error:
            if not asked.is_set():
                _log.warning("model not reached", reason=error.message)
            asked.set()
            await asyncio.sleep(pause)
            pause = min(2 * pause, _MOST_PAUSE_SECONDS)
    asked.set()
