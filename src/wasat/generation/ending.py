"""Where an answer ends: stop sequences and the limit on its length, for every engine alike.

A state machine without I/O: chunks go in, the chunks that may be sent come out. A chunk is held
back only while a stop sequence could still begin in it. Thoughts pass in their place: they are
counted, never cut.
"""

from collections import deque
from collections.abc import Iterator

from msgspec.structs import replace

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
        self._thought_bytes = 0
        self.reason: FinishReason | None = None

    @property
    def tokens(self) -> int:
        """Public tokens sent so far."""
        return count_bytes(self._sent_bytes)

    @property
    def thought_tokens(self) -> int:
        """Public tokens of the thoughts so far."""
        return count_bytes(self._thought_bytes)

    def push(self, chunk: Chunk) -> Iterator[Chunk]:
        """Take the next chunk and yield those that may go out now.

        Once `reason` is set, the answer has ended and nothing more is to be pushed.
        """
        return self._hold(chunk) if self._stops else self._send(chunk)

    def _hold(self, chunk: Chunk) -> Iterator[Chunk]:
        self._held.append(chunk)
        at = self._find_stop()
        if at is not None:
            yield from self._release_until(at)
            self.reason = self.reason or FinishReason.STOP
            return
        longest = max(map(len, self._stops))
        while self._held and self._length_after_first() >= longest - 1:
            yield from self._send(self._held.popleft())

    def finish(self) -> Iterator[Chunk]:
        """Yield what was held back; the engine has nothing more to say."""
        while self._held:
            yield from self._send(self._held.popleft())
        self.reason = self.reason or FinishReason.STOP

    def _find_stop(self) -> int | None:
        text = "".join(map(_said, self._held))
        return min((at for stop in self._stops if (at := text.find(stop)) >= 0), default=None)

    def _length_after_first(self) -> int:
        return sum(len(_said(chunk)) for chunk in self._held) - len(_said(self._held[0]))

    def _release_until(self, at: int) -> Iterator[Chunk]:
        while at >= len(_said(self._held[0])):
            chunk = self._held.popleft()
            at -= len(_said(chunk))
            yield from self._send(chunk)
        if at:
            yield from self._send(_cut(self._held[0], self._held[0].text[:at]))

    def _send(self, chunk: Chunk) -> Iterator[Chunk]:
        if self.reason:
            return
        if chunk.is_thought:
            self._thought_bytes += len(chunk.text.encode())
            yield chunk
            return
        data = chunk.text.encode()
        room = len(data) if self._most_bytes is None else self._most_bytes - self._sent_bytes
        if len(data) > room:
            self.reason = FinishReason.MAX_TOKENS
            chunk = _cut(chunk, data[:room].decode(errors="ignore"))
            data = chunk.text.encode()
        self._sent_bytes += len(data)
        if chunk.text or chunk.call:
            yield chunk


def _said(chunk: Chunk) -> str:
    return "" if chunk.is_thought else chunk.text


def _cut(chunk: Chunk, text: str) -> Chunk:
    """Leave only the beginning of a chunk, and the chances of its tokens."""
    kept = 0
    room = len(text)
    for chance in chunk.chances:
        if room <= 0:
            break
        room -= len(chance.text)
        kept += 1
    return replace(chunk, text=text, chances=chunk.chances[:kept])
