import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from examples.local_server import serve
from tests.cli.conftest import Wasat

START_SECONDS = 30


def test_serving_prints_the_two_export_lines_and_stops_when_asked(tmp_path: Path) -> None:
    output = tmp_path / "out"
    command = [sys.executable, "-m", "wasat", "serve", "--port", "0", "--data-dir", "data"]
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=file, stderr=subprocess.DEVNULL)
    try:
        url = wait_for_url(output)
        with urllib.request.urlopen(f"{url}/readyz", timeout=START_SECONDS) as answer:  # noqa: S310
            assert answer.status == 200
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(45)

    assert ended in (0, -signal.SIGTERM)
    lines = output.read_text().splitlines()
    assert f"export GOOGLE_GEMINI_BASE_URL={url}" in lines
    assert "export GEMINI_API_KEY=any-non-empty-key" in lines
    assert [path.name for path in tmp_path.iterdir() if path != output] == ["data"]


def wait_for_url(output: Path, seconds: float = START_SECONDS) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := re.search(r"BASE_URL=(\S+)\n", output.read_text()):
            return found[1]
        time.sleep(0.05)
    raise AssertionError("the server said nothing")


def test_serving_off_loopback_without_keys_is_refused(wasat: Wasat) -> None:
    done = wasat("serve", "--host", "0.0.0.0")  # noqa: S104 - it must be refused

    assert done.returncode == 1
    assert "expected a key when listening on 0.0.0.0" in done.stderr


@pytest.mark.parametrize("flag", ["--gguf", "--mmproj"])
def test_a_model_file_that_is_not_there_is_named_at_once(wasat: Wasat, flag: str) -> None:
    done = wasat("serve", flag, "nowhere.gguf")

    assert done.returncode == 2
    assert "nowhere.gguf" in done.stderr
    assert "does not exist" in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize("flag", ["--gguf", "--mmproj"])
def test_a_folder_is_no_model_file(wasat: Wasat, tmp_path: Path, flag: str) -> None:
    done = wasat("serve", flag, str(tmp_path))

    assert done.returncode == 2
    assert "is a directory" in " ".join(done.stderr.replace("│", " ").split())


def test_a_setting_that_does_not_fit_is_named(wasat: Wasat) -> None:
    done = wasat("serve", WASAT_MAX_PAGES="many")

    assert done.returncode == 1
    assert "WASAT_MAX_PAGES" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_another_server_is_refused(wasat: Wasat, tmp_path: Path) -> None:
    with serve(tmp_path / "shared"):
        done = wasat("serve", "--port", "0", "--data-dir", tmp_path / "shared")

    assert done.returncode == 1
    assert "another server" in done.stderr.lower()


def test_readiness_tells_engines_and_what_seals_the_readers(tmp_path: Path) -> None:
    with serve(tmp_path) as server, urllib.request.urlopen(f"{server.url}/readyz") as answer:  # noqa: S310
        facts = json.load(answer)

    assert facts["status"] == "ready"
    assert facts["engines"] == ["reader"]
    assert "rlimits" in facts["sandbox"]
