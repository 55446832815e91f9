"""Asking all models what they can do: while the server starts, and from time to time later."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager

import structlog

from wasat.chat.engine import ChatEngine
from wasat.status import StatusError

START_SECONDS = 2.0  # that a start waits for models: servers answer sooner, large files take longer
CHECK_SECONDS = 15.0  # between looks at a model that answered; sooner when it fails to answer
_PAUSE_SECONDS = 1.0  # before asking again; each pause is twice the one before
_MOST_PAUSE_SECONDS = 30.0  # between two looks at a model's server

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def learning(
    engines: Iterable[ChatEngine],
    *,
    start_seconds: float = START_SECONDS,
    check_seconds: float = CHECK_SECONDS,
) -> AsyncGenerator[None, None]:
    """Ask each engine's model until it has answered, and whether it still does, in the background.

    Begins when all were asked once, or after `start_seconds`: what takes longer is loaded beside
    whatever the server does. Ends with the block.
    """
    asked: list[asyncio.Event] = []
    tasks: list[asyncio.Task[None]] = []
    for engine in engines:
        asked.append(asyncio.Event())
        tasks.append(asyncio.create_task(_watch(engine, asked[-1], check_seconds)))
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


async def _watch(engine: ChatEngine, asked: asyncio.Event, check_seconds: float) -> None:
    """Ask a model for ever; tell the log when it goes and when it comes back."""
    pause = 0.0
    while True:
        try:
            await engine.check()
        except StatusError as error:
            if not pause:
                _log.warning("model not reached", reason=error.message)
            asked.set()
            pause = min(2 * pause, _MOST_PAUSE_SECONDS) or _PAUSE_SECONDS
            await asyncio.sleep(pause)
            continue
        if pause:
            _log.info("model reached")
        asked.set()
        pause = 0.0
        await engine.wait_for_doubt(check_seconds)
