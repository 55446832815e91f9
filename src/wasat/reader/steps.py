"""A synchronous generator stepped in threads, its items handed to the event loop."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from threading import Event, Lock
from typing import Generic, TypeVar

from wasat.documents.document import Document, Page
from wasat.evidence.scope.layers import ChangedPages

Item = TypeVar("Item")

_BATCH_ITEMS = 64
_BATCH_SECONDS = 0.01  # long enough to spare thread switches, too short to be seen


class StoppedError(Exception):
    """Nobody wants the answer any more."""


def make_stoppable(document: Document, stopped: Event) -> Document:
    """Return the same document whose pages cannot be read once `stopped` is set.

    Every task reads page by page; so work ends within one page of being told to.
    """

    def check(page: Page) -> Page:
        if stopped.is_set():
            raise StoppedError
        return page

    return replace(document, pages=ChangedPages(document.pages, check))


class Steps(Generic[Item]):
    """Steps an iterator in threads, a small batch a step, and only when asked for the next one.

    So the consumer's pace is the producer's, nothing piles up, and no step runs unasked.

    Args:
        items: Stepped in threads of the executor, never in two at once.
        executor: Where.
        stopped: Set when the consumer leaves.
    """

    def __init__(self, items: Iterator[Item], executor: Executor, stopped: Event) -> None:
        self._items = items
        self._executor = executor
        self._stopped = stopped
        self._lock = Lock()

    async def stream(self) -> AsyncGenerator[Item, None]:
        """Yield all items in order; closing this ends the work in the threads as well."""
        loop = asyncio.get_running_loop()
        try:
            while batch := await loop.run_in_executor(self._executor, self._take):
                for item in batch:
                    yield item
        finally:
            self._stopped.set()

    def _take(self) -> list[Item]:
        batch: list[Item] = []
        until = time.monotonic() + _BATCH_SECONDS
        with self._lock:
            if self._stopped.is_set():
                return batch
            for item in self._items:
                batch.append(item)
                if len(batch) >= _BATCH_ITEMS or time.monotonic() >= until:
                    break
        return batch
