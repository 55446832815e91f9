"""Work that ends when the caller goes, so that nobody's answer keeps a worker or a model busy."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

Result = TypeVar("Result")

_UNWATCHED_SECONDS = 0.1  # what is done sooner is not worth a task that watches for the caller


async def while_present(request: Request, work: Coroutine[object, object, Result]) -> Result:
    """Return what the work returns; cancel it when the connection closes first.

    Args:
        request: Whose body has been read whole.
        work: What to do meanwhile.

    Raises:
        ClientDisconnect: The caller went.
    """
    presence = asyncio.timeout(None)
    watches: list[asyncio.Task[None]] = []

    def watch() -> None:
        watches.append(asyncio.create_task(_leaving(request, presence)))

    timer = asyncio.get_running_loop().call_later(_UNWATCHED_SECONDS, watch)
    try:
        async with presence:
            return await work
    except TimeoutError:
        if presence.expired():
            raise ClientDisconnect from None
        raise
    finally:
        timer.cancel()
        for each in watches:
            each.cancel()


async def _leaving(request: Request, presence: asyncio.Timeout) -> None:
    """End the wait when the caller goes; the work itself has no limit of time."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    presence.reschedule(0)
