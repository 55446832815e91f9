"""`wasat serve --gguf --mmproj`: a model file answers, from a process that is ours to keep."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from google import genai
from google.genai import types

from examples.local_server import stop
from tests.cli.test_serve import wait_for_url
from tests.models.tiny import TinyModel, make_tiny_model
from wasat.adapters.models.child import CHILD

WAIT_SECONDS = 30
START_SECONDS = 120  # the model is loaded before the server says where it is

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")


@dataclass(frozen=True, kw_only=True)
class Serving:
    """A running `wasat serve`: its process, its URL and what it has printed."""

    process: subprocess.Popen[bytes]
    url: str
    output: Path

    def ask(self) -> str:
        client = genai.Client(
            api_key="any", http_options=types.HttpOptions(base_url=self.url, timeout=60_000)
        )
        response = client.models.generate_content(
            model="gemini-2.5-flash",
            contents="Hello",
            config=types.GenerateContentConfig(max_output_tokens=8, seed=7),
        )
        assert response.model_version == "tiny-vl.gguf"
        return response.text or ""

    def find_child(self) -> int:
        """Return the process that serves the model."""
        (pid,) = (pid for pid in _processes() if _parent(pid) == self.process.pid)
        return pid


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    pytest.importorskip("xllamacpp")
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@contextmanager
def serve(folder: Path, model: TinyModel) -> Iterator[Serving]:
    output = folder / "out"
    command = [sys.executable, "-m", "wasat", "serve", "--port", "0", "--data-dir", "data"]
    command += ["--gguf", str(model.gguf), "--mmproj", str(model.mmproj)]
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=folder, stdout=file, stderr=subprocess.DEVNULL)
    try:
        yield Serving(process=process, url=wait_for_url(output, START_SECONDS), output=output)
    finally:
        stop(process)


def test_a_model_file_answers_is_started_again_and_ends_with_the_server(
    tmp_path: Path, model: TinyModel
) -> None:
    with serve(tmp_path, model) as serving:
        answer = serving.ask()
        first = serving.find_child()
        os.kill(first, signal.SIGKILL)
        _wait_until_gone(first)

        again = serving.ask()
        second = serving.find_child()

    assert "tiny-vl (local)" in serving.output.read_text()
    assert answer
    assert again == answer
    assert second != first
    _wait_until_gone(second)


def test_no_model_outlives_a_server_that_is_killed(tmp_path: Path, model: TinyModel) -> None:
    with serve(tmp_path, model) as serving:
        serving.ask()
        child = serving.find_child()
        serving.process.kill()

    _wait_until_gone(child)


def _processes() -> Iterator[int]:
    """Yield the processes that serve a model."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # it ended meanwhile
        if CHILD.encode() in words:
            yield int(path.name)


def _parent(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return int(status.rpartition(")")[2].split()[1])


def _wait_until_gone(pid: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while pid in _processes():  # what has ended and was not waited for has no command any more
        assert time.monotonic() < until, f"the model's process {pid} still runs"
        time.sleep(0.05)
