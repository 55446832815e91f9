"""What the fuzzer begins with holds, and what once broke a target does no more."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, seeds

CRASHERS = Path(__file__).parent / "crashers"


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_keeps_its_promises(name: str) -> None:
    kept = [path.read_bytes() for path in sorted((CRASHERS / name).glob("*"))]
    begun = seeds(name)
    assert begun
    for data in (b"", *begun, *kept):
        TARGETS[name](data)


def test_every_kept_crasher_has_a_target() -> None:
    assert {path.name for path in CRASHERS.glob("*")} <= {*TARGETS}
