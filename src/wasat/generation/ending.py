"""Where an answer ends: stop sequences and the limit on its length, for every engine alike.

A state machine without I/O: chunks go in, the chunks that may be sent come out. A chunk is held
back only while a stop sequence could still begin in it.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from wasat.generation.chunk import Chunk, FinishReason
from wasat.generation.prompt import Options
from wasat.generation.tokens import BYTES_A_TOKEN, count_bytes


class Ending:
    """Cuts one candidate's chunks.

    Args:
        options: Their stop sequences and limit hold.
    """

    def __init__(self, options: Options) -> None:
        self._stops = tuple(stop for stop in options.stop_sequences if stop)
        self._most_bytes = (
            None if options.max_output_tokens is None else options.max_output_tokens * BYTES_A_TOKEN
        )
        self._held: deque[Chunk] = deque()
        self._sent_bytes = 0
        self.reason: FinishReason | None = None

    @property
    def tokens(self) -> int:
        """Public tokens sent so far."""
        return count_bytes(self._sent_bytes)

    def push(self, chunk: Chunk) -> Iterator[Chunk]:
        """Take the next chunk and yield those that may go out now.

        Once `reason` is set, the answer has ended and nothing more is to be pushed.
        """
        self._held.append(chunk)
        at = self._find_stop()
        if at is not None:
            yield from self._release_until(at)
            self.reason = self.reason or FinishReason.STOP
            return
        longest = max(map(len, self._stops), default=0)
        while self._held and self._length_after_first() >= longest - 1:
            yield from self._send(self._held.popleft())

    def finish(self) -> Iterator[Chunk]:
        """Yield what was held back; the engine has nothing more to say."""
        while self._held:
            yield from self._send(self._held.popleft())
        self.reason = self.reason or FinishReason.STOP

    def _find_stop(self) -> int | None:
        text = "".join(chunk.text for chunk in self._held)
        return min((at for stop in self._stops if (at := text.find(stop)) >= 0), default=None)

    def _length_after_first(self) -> int:
        return sum(len(chunk.text) for chunk in self._held) - len(self._held[0].text)

    def _release_until(self, at: int) -> Iterator[Chunk]:
        while at >= len(self._held[0].text):
            chunk = self._held.popleft()
            at -= len(chunk.text)
            yield from self._send(chunk)
        if at:
            yield from self._send(replace(self._held[0], text=self._held[0].text[:at]))

    def _send(self, chunk: Chunk) -> Iterator[Chunk]:
        if self.reason:
            return
        data = chunk.text.encode()
        room = len(data) if self._most_bytes is None else self._most_bytes - self._sent_bytes
        if len(data) > room:
            self.reason = FinishReason.MAX_TOKENS
            data = data[:room]
            chunk = replace(chunk, text=data.decode(errors="ignore"))
        self._sent_bytes += len(chunk.text.encode())
        if chunk.text or chunk.call:
            yield chunk
