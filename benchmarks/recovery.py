"""How long a server takes to put a crowded folder in order after a kill: 5 s is the goal.

    .venv/bin/python -m benchmarks.recovery [FILES] [SESSIONS]

From its start to its first answer, beside a start on an empty folder.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.crash.crowd import Crowd, populate
from tests.crash.server import Server, running

GOAL_SECONDS = 5.0


def time_start(folder: Path) -> float:
    """Return the seconds from the command to the first answer."""
    begun = time.perf_counter()
    with running(Server(folder=folder)):
        return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    numbers = [int(argument) for argument in sys.argv[1:]]
    crowd = Crowd(**dict(zip(("files", "sessions"), numbers, strict=False)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        populate(folder / "crowded", crowd)
        empty_seconds = time_start(folder / "empty")
        crowded_seconds = time_start(folder / "crowded")
        again_seconds = time_start(folder / "crowded")
    print(f"{crowd.files} files, {crowd.sessions} open sessions, {crowd.orphans} orphans")
    print(f"empty {empty_seconds:.1f} s, first start {crowded_seconds:.1f} s", end=", ")
    print(f"second start {again_seconds:.1f} s, goal {GOAL_SECONDS:.0f} s")


if __name__ == "__main__":
    main()
