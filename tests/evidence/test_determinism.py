"""The same bytes and the same prompt: equal text and equal evidence, in this process and others."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SEEDS = ("0", "1", "4242")


def tell(seed: str) -> list[dict[str, object]]:
    """Run every task once in a process of its own."""
    command = [sys.executable, "-m", "tests.evidence.answers"]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    answers: list[dict[str, object]] = json.loads(done.stdout)
    return answers


@pytest.fixture(scope="module")
def answers() -> dict[str, list[dict[str, object]]]:
    return {seed: tell(seed) for seed in SEEDS}


def test_processes_with_other_hashes_give_the_same_answers(
    answers: dict[str, list[dict[str, object]]],
) -> None:
    first, *others = answers.values()

    assert all(other == first for other in others)


def test_the_second_time_is_like_the_first(answers: dict[str, list[dict[str, object]]]) -> None:
    told = answers[SEEDS[0]]
    half = len(told) // 2

    assert told[:half] == told[half:]


def test_every_kind_of_work_is_among_them(answers: dict[str, list[dict[str, object]]]) -> None:
    kinds = {answer["kind"] for answer in answers[SEEDS[0]]}

    assert kinds == {"answer", "extract", "summarise", "transcribe", "compare", "list", "none"}
    assert any(answer["citations"] for answer in answers[SEEDS[0]])
