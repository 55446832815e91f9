"""What was considered on the way to an answer, kept for a while."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wasat.clock import Clock

Fact = str | int | float | bool | None | list["Fact"] | dict[str, "Fact"]


@dataclass(slots=True, kw_only=True)
class Trace:
    """Steps towards one answer, in order; filled while the answer is made.

    Attributes:
        response_id: Of the answer it belongs to.
        project: Whose it is; nobody else may read it.
        steps: Name of the step and its facts, such as regions considered, scores, reasons.
    """

    response_id: str
    project: str
    steps: list[tuple[str, Mapping[str, Fact]]] = field(
        default_factory=list[tuple[str, Mapping[str, Fact]]]
    )

    def note(self, step: str, **facts: Fact) -> None:
        """Add one step."""
        self.steps.append((step, facts))


class Traces:
    """The latest traces, at most so many, each for so long.

    Args:
        clock: The time.
        ttl: How long each is kept.
        limit: How many are kept; the oldest goes first.
    """

    def __init__(self, *, clock: Clock, ttl: timedelta, limit: int = 1000) -> None:
        self._clock = clock
        self._ttl = ttl
        self._limit = limit
        self._kept: OrderedDict[str, tuple[datetime, Trace]] = OrderedDict()

    def add(self, trace: Trace) -> None:
        """Keep one."""
        self._kept[trace.response_id] = (self._clock() + self._ttl, trace)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)

    def find(self, project: str, response_id: str) -> Trace | None:
        """Return the trace of this project's answer, or None if there is none any more."""
        until, trace = self._kept.get(response_id, (None, None))
        if until is None or trace is None or until <= self._clock() or trace.project != project:
            return None
        return trace
