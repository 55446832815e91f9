"""All hostile and broken inputs of the bench, through the door a client takes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BENCH = Path(os.environ.get("WASAT_BENCH", ROOT.parent / "shared" / "bench"))
MOST_SECONDS = 1200
MOST_PING_SECONDS = 1.0
MOST_TREE_BYTES = 3 << 30

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if not (BENCH / "hostile").is_dir():
        pytest.skip(f"{BENCH / 'hostile'} is not there")
    path = tmp_path_factory.mktemp("hostile") / "report.json"
    command = [sys.executable, "-m", "benchmarks.hostile", "--report", str(path)]
    subprocess.run(command, cwd=ROOT, timeout=MOST_SECONDS, check=False)
    return json.loads(path.read_text())


def test_every_input_ends_as_it_may(report: dict[str, Any]) -> None:
    assert [each for each in report["outcomes"] if each["faults"]] == []


def test_the_server_answers_others_meanwhile(report: dict[str, Any]) -> None:
    assert report["health"]["missed"] == 0
    assert report["health"]["p99"] < MOST_PING_SECONDS


def test_its_processes_stay_small(report: dict[str, Any]) -> None:
    assert 0 < report["health"]["peak_bytes"] < MOST_TREE_BYTES


def test_nothing_is_left_and_nothing_was_fetched(report: dict[str, Any]) -> None:
    health = report["health"]

    assert (health["lingering"], health["orphans"], health["fetches"]) == (0, 0, 0)
