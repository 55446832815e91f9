"""A stub of a model server in a thread of its own, for tests and benches that wait for clients."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.models.stubs import Stub

SECONDS = 10


@contextmanager
def serve_stub(stub: Stub) -> Iterator[str]:
    """Lend the base URL of a stub that listens until the block ends."""
    loop = asyncio.new_event_loop()
    ready, over = threading.Event(), asyncio.Event()

    async def listen() -> None:
        async with stub.serve():
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(listen()))
    thread.start()
    try:
        assert ready.wait(SECONDS), "the stub does not listen"
        yield stub.base_url
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(SECONDS)
        loop.close()
