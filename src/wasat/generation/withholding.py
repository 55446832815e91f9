"""Leaving out what the documents do not bear out, and the marks that only led to it."""

import re
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from wasat.generation.chunk import Chunk

_LIST_MARK = re.compile(r"\s*(?:[#>*+•·–—|-]+|\d{1,3}[.)])\s[\s*_`]*")


async def withhold(chunks: AsyncGenerator[Chunk, None]) -> AsyncGenerator[Chunk, None]:
    """Pass chunks on without claims that rest on nothing."""
    withholding = _Withholding()
    async with aclosing(chunks):
        async for chunk in chunks:
            for passed in withholding.push(chunk):
                yield passed
    for passed in withholding.finish():
        yield passed


class _Withholding:
    """What leads to the next claim is held until it is known whether that is told."""

    def __init__(self) -> None:
        self._held: Chunk | None = None
        self._ends_item = False  # whether a line was left out but for its end

    def push(self, chunk: Chunk) -> Iterator[Chunk]:
        """Yield what may be told now."""
        ends_item, self._ends_item = self._ends_item, False
        if chunk.is_claim and not chunk.citations:
            self._ends_item = self._held is not None and _is_list_mark(self._held)
            self._held = None
            return
        if ends_item and _leads(chunk) and chunk.text == "\n":
            return
        yield from self.finish()
        if _leads(chunk):
            self._held = chunk
        else:
            yield chunk

    def finish(self) -> Iterator[Chunk]:
        """Yield what is held."""
        held, self._held = self._held, None
        if held is not None:
            yield held


def _leads(chunk: Chunk) -> bool:
    """Return whether a chunk is nothing but white space or the mark of a list."""
    is_bare = not (chunk.is_claim or chunk.is_thought or chunk.call or chunk.finish_reason)
    is_mark = chunk.text.isspace() or _is_list_mark(chunk)
    return is_bare and chunk.cached_share is None and is_mark


def _is_list_mark(chunk: Chunk) -> bool:
    return _LIST_MARK.fullmatch(chunk.text) is not None
