"""How each driver is started, and what it printed."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import prepare
from tests.matrix.judge import Json
from tests.matrix.table import Case

FOLDER = Path(__file__).parent / "drivers"
SECONDS = 280


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one driver saw.

    Attributes:
        lines: By case, what it printed.
        end: Why it ended, and its last words.
    """

    lines: Mapping[str, Json]
    end: str


def run(driver: str, cases: Sequence[Case], url: str, documents: Path, folder: Path) -> Run:
    """Play the cases through one driver, started once.

    Args:
        driver: Its name.
        cases: Those that it can express.
        url: The server's.
        documents: Where they are.
        folder: Where it may write.
    """
    path = folder / f"{driver}.json"
    path.write_text(json.dumps([case.played(driver) for case in cases]))
    output, errors = folder / f"{driver}.out", folder / f"{driver}.err"
    start = [*command(driver), str(path), str(documents), url, driver]
    with output.open("wb") as standard, errors.open("wb") as error:
        try:
            done = subprocess.run(
                start,
                check=False,
                cwd=prepare.ROOT,
                env=clean(os.environ),
                stdout=standard,
                stderr=error,
                timeout=SECONDS,
            )
            end = f"it ended with {done.returncode}"
        except subprocess.TimeoutExpired:
            end = f"it did not end within {SECONDS} s"
    return Run(lines=_lines(output), end=f"{end}: {errors.read_text()[-2000:]}")


def _lines(output: Path) -> Mapping[str, Json]:
    """What was printed whole: a driver that is ended leaves a line half written."""
    whole = output.read_text().rpartition("\n")[0].splitlines()
    lines = [json.loads(line) for line in whole]
    return {line["case"]: line for line in lines}


def command(driver: str) -> Sequence[str]:
    """The program and its first arguments."""
    language, _, rest = driver.partition("-")
    if language == "python":
        python = prepare.python_of(rest.partition("-")[0])
        return [str(python), "-m", "tests.matrix.drivers.python_sdk"]
    if language == "javascript":
        return [str(prepare.node()), str(prepare.javascript_driver())]
    if language == "go":
        return [str(prepare.go_driver())]
    return [sys.executable, "-m", "tests.matrix.drivers.curl"]


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Without what would point a client elsewhere."""
    prefixes = ("GOOGLE_", "GEMINI_", "WASAT_")
    return {name: value for name, value in environment.items() if not name.startswith(prefixes)}
