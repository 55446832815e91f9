"""Time that passes at once: minutes of waiting, without any."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

Result = TypeVar("Result")


class _PatientLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next thing to do whenever there is nothing to do."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0

    def time(self) -> float:
        return self._now

    def _run_once(self) -> None:
        due = [timer.when() for timer in self._scheduled if not timer.cancelled()]
        if due and not self._ready:
            self._now = max(self._now, min(due))
        super()._run_once()


def patiently(work: Coroutine[object, object, Result]) -> Result:
    """Run something that waits."""
    with asyncio.Runner(loop_factory=_PatientLoop) as runner:
        return runner.run(work)
