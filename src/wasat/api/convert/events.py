"""Which pieces of an answer are sent as events of a stream, and when."""

from collections.abc import Iterator

from msgspec.structs import replace

from wasat.generation.chunk import Chunk

_LEAST_EVENTS = 3  # the service's streams have no fewer, and clients' tests count them


class Events:
    """What of a candidate was sent: its newest piece waits, so that the end can go with it.

    Clients' tests count on streams of three events or more, and on words in each of them. So the
    first piece is cut in two, and an end without words goes with the last that has some.
    """

    def __init__(self) -> None:
        self._sent = 0
        self._waiting: Chunk | None = None

    def take(self, chunk: Chunk) -> Iterator[Chunk]:
        """Yield what may be sent now that a chunk has come."""
        is_first = not self._sent and self._waiting is None
        for piece in _halve(chunk) if is_first else (chunk,):
            yield from self._end(piece) if piece.finish_reason else self._exchange(piece)

    def rest(self) -> Iterator[Chunk]:
        """Yield what waits."""
        if self._waiting is not None:
            yield self._waiting
        self._sent, self._waiting = self._sent + 1, None

    def _exchange(self, piece: Chunk) -> Iterator[Chunk]:
        if not piece.text and piece.call is None:
            return
        if self._waiting is not None:
            yield from self.rest()
        self._waiting = piece

    def _end(self, piece: Chunk) -> Iterator[Chunk]:
        """Yield the end, and before it what waits, unless that can bear the end itself."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            yield piece
            return
        *before, last = (waiting,) if self._sent > 1 else _halve(waiting)
        has_words = bool(piece.text) or piece.call is not None
        if has_words or self._sent + len(before) < _LEAST_EVENTS - 1:
            yield waiting
            yield piece
        else:
            yield from before
            yield replace(last, finish_reason=piece.finish_reason)


def _halve(chunk: Chunk) -> Iterator[Chunk]:
    """Cut a chunk's text near its middle, after a space where there is one."""
    text = chunk.text
    at = text.find(" ", len(text) // 2) + 1 or len(text) // 2
    if 0 < at < len(text):
        yield replace(chunk, text=text[:at], finish_reason=None)
        chunk = replace(chunk, text=text[at:])
    yield chunk
