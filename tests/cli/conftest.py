import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from examples.local_server import serve

REPORT = Path(__file__).parent.parent.parent / "examples" / "report.pdf"

Wasat = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("data")) as server:
        yield server.url


@pytest.fixture
def wasat(tmp_path: Path) -> Wasat:
    """Run the command in an empty folder, as a shell would."""

    def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("WASAT_", "GEMINI_"))}
        return subprocess.run(
            [sys.executable, "-m", "wasat", *map(str, words)],
            cwd=tmp_path,
            env=clean | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
