"""The same tests under older releases of the official client, each in its own environment."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.prepare import SDK_VERSIONS, python_of

FOLDER = Path(__file__).parent
WITH_MODELS = (  # of our own
    "test_chat_models.py",
    "test_first_sample.py",
    "test_model_exchange.py",
    "test_model_server.py",
)
NOT_THERE = (__file__, *(str(FOLDER / name) for name in WITH_MODELS))
SECONDS = 600


@pytest.mark.skipif(
    "WASAT_TEST_URL" in os.environ, reason="this is already the run of another release"
)
@pytest.mark.parametrize("version", SDK_VERSIONS)
def test_an_older_release_gets_the_same_answers(version: str, server_url: str) -> None:
    python = python_of(version)
    assert python.exists(), "run `python -m tests.prepare` first"
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    ignored = [word for name in NOT_THERE for word in ("--ignore", name)]

    done = subprocess.run(
        [*command, "--confcutdir", str(FOLDER), *ignored, str(FOLDER)],
        check=False,
        env=os.environ | {"WASAT_TEST_URL": server_url},
        cwd=FOLDER.parent.parent,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
