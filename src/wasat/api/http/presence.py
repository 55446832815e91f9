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
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_leaving(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.wait({working, leaving})


async def _leaving(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
