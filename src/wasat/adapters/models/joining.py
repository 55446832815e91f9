"""Pieces of an answer that came together, made one.

A server that is faster than its reader sends many pieces at once. To pass each of them on alone
would cost the same work for each, and tell the caller nothing sooner.
"""

from collections.abc import Iterable, Iterator

from wasat.chat.client import Delta
from wasat.generation.chunk import Chance
from wasat.status import StatusError


def join(deltas: Iterable[Delta]) -> Iterator[Delta]:
    """Yield deltas in their order; neighbours that only say or only think something are one.

    Where the deltas fail half-way, what was said before is yielded first.
    """
    run = _Run()
    try:
        for delta in deltas:
            if not run.takes(delta):
                yield from run.end()
            if _is_plain(delta):
                run.add(delta)
            else:
                yield delta
    except StatusError:
        yield from run.end()
        raise
    yield from run.end()


class _Run:
    """Neighbours that are one."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._chances: list[Chance] = []
        self._is_thought = False

    def takes(self, delta: Delta) -> bool:
        """Return whether a delta goes on with what there is."""
        goes_on = bool(delta.thought) is self._is_thought or not self._texts
        return _is_plain(delta) and goes_on

    def add(self, delta: Delta) -> None:
        """Go on with it."""
        self._is_thought = bool(delta.thought)
        self._texts.append(delta.thought or delta.text)
        self._chances += delta.chances

    def end(self) -> Iterator[Delta]:
        """Yield what there is, if anything, and begin anew."""
        if not self._texts:
            return
        text, chances = "".join(self._texts), tuple(self._chances)
        self._texts, self._chances = [], []
        if self._is_thought:
            yield Delta(thought=text, chances=chances)
        else:
            yield Delta(text=text, chances=chances)


def _is_plain(delta: Delta) -> bool:
    """Return whether it has words or thoughts, and nothing else."""
    is_both = bool(delta.text and delta.thought)
    return not (is_both or delta.calls or delta.finish_reason or delta.usage)
