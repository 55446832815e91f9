"""Pieces of an answer that came together, made one, the end and the server's counts included.

A server that is faster than its reader sends many pieces at once. To pass each of them on alone
would cost the same work for each, and tell the caller nothing sooner.
"""

from collections.abc import Iterable, Iterator

from wasat.chat.client import Delta, EngineUsage
from wasat.generation.chunk import Chance, FinishReason
from wasat.status import StatusError


def join(deltas: Iterable[Delta]) -> Iterator[Delta]:
    """Yield deltas in their order; neighbours that only say or only think something are one.

    The end of an answer, and its counts, come with the last of its words. Where the deltas fail
    half-way, what was said before is yielded first.
    """
    lone: Delta | None = None  # as long as nothing is to be joined with it
    run: _Run | None = None
    try:
        for delta in deltas:
            if lone is None:
                lone = delta
                continue
            run = run or _Run(lone)
            if run.takes(delta):
                run.add(delta)
            else:
                yield run.whole()
                lone, run = delta, None
    except StatusError:
        if lone is not None:
            yield run.whole() if run else lone
        raise
    if lone is not None:
        yield run.whole() if run else lone


class _Run:
    """Neighbours that are one."""

    def __init__(self, first: Delta) -> None:
        self._first = first
        self._texts: list[str] = []
        self._chances: list[Chance] = []
        self._reason: FinishReason | None = None
        self._usage: EngineUsage | None = None
        self.add(first)

    def takes(self, delta: Delta) -> bool:
        """Return whether a delta goes on with what there is."""
        first = self._first
        if not (delta.text or delta.thought or delta.calls):
            return True
        if self._reason or self._usage or first.calls or delta.calls:
            return False
        is_both = bool(delta.text and delta.thought)
        return not is_both and _kind(delta) == _kind(first)

    def add(self, delta: Delta) -> None:
        """Go on with it."""
        self._texts.append(delta.thought or delta.text)
        self._chances += delta.chances
        self._reason = delta.finish_reason or self._reason
        self._usage = delta.usage or self._usage

    def whole(self) -> Delta:
        """Return all of it as one."""
        first = self._first
        words = {"thought": first.thought, "text": first.text}
        if len(self._texts) > 1 and not (first.text and first.thought):
            words["thought" if first.thought else "text"] = "".join(self._texts)
        return Delta(
            **words,
            calls=first.calls,
            chances=tuple(self._chances),
            finish_reason=self._reason,
            usage=self._usage,
        )


def _kind(delta: Delta) -> tuple[bool, bool]:
    """Return whether it says something, and whether it thinks something."""
    return bool(delta.text), bool(delta.thought)
