"""Work that ends when the caller goes, so that nobody's answer keeps a worker or a model busy."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

Result = TypeVar("Result")


async def while_present(request: Request, work: Coroutine[object, object, Result]) -> Result:
    """Return what the work returns; cancel it when the connection closes first.

    Args:
        request: Whose body has been read whole.
        work: What to do meanwhile.

    Raises:
        ClientDisconnect: The caller went.
    """
    presence = asyncio.timeout(None)
    leaving = asyncio.ensure_future(_leaving(request, presence))
    try:
        async with presence:
            return await work
    except TimeoutError:
        if presence.expired():
            raise ClientDisconnect from None
        raise
    finally:
        leaving.cancel()


async def _leaving(request: Request, presence: asyncio.Timeout) -> None:
    """End the wait when the caller goes; the work itself has no limit of time."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    presence.reschedule(0)
