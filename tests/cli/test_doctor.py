import shutil
import socket
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from examples.local_server import serve
from tests.cli.conftest import Wasat
from tests.models.background import serve_stub
from tests.models.shapes import MODEL
from tests.models.stubs import Stub
from wasat.cli.checks import Finding, Mark, check_disk
from wasat.cli.doctor import format_finding
from wasat.settings import load_settings

CHECKS = (
    "folder",
    "disk",
    "database",
    "keys",
    "port",
    "workers",
    "sandbox",
    "scans",
    "reader",
    "engines",
)


def findings(output: str) -> dict[str, tuple[str, str]]:
    """Return mark and text of each check by its name."""
    lines = [line.split(maxsplit=2) for line in output.splitlines() if not line.startswith(" ")]
    return {name: (mark, text) for mark, name, text in lines}


def test_on_a_sound_machine_every_check_takes_a_line(wasat: Wasat) -> None:
    done = wasat("doctor", "--port", "0")

    found = findings(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tuple(found) == CHECKS
    assert {mark for mark, _ in found.values()} <= {"ok", "note"}
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_it_leaves_nothing_behind(wasat: Wasat, tmp_path: Path) -> None:
    wasat("doctor", "--port", "0")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_told(wasat: Wasat, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    done = wasat("doctor", "--port", "0", "--data-dir", tmp_path / "file" / "data")

    assert (done.returncode, findings(done.stdout)["folder"][0]) == (1, "FAIL")
    assert "Not a directory" in " ".join(done.stdout.split())


def test_a_database_that_is_none_is_told(wasat: Wasat, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "wasat.sqlite3").write_bytes(b"no database at all" * 100)

    done = wasat("doctor", "--port", "0")

    assert done.returncode == 1
    assert findings(done.stdout)["database"][0] == "FAIL"


def test_missing_keys_off_loopback_are_told_with_what_to_do(wasat: Wasat) -> None:
    done = wasat("doctor", "--port", "0", "--host", "0.0.0.0")  # noqa: S104 nobody listens

    mark, text = findings(done.stdout)["keys"]
    assert (done.returncode, mark) == (1, "FAIL")
    assert "wasat keys create" in done.stdout
    assert "not loopback" in text


def test_a_port_that_somebody_else_has_is_told(wasat: Wasat) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = wasat("doctor", "--port", str(other.getsockname()[1]))

    mark, text = findings(done.stdout)["port"]
    assert (done.returncode, mark) == (1, "FAIL")
    assert "in use" in text


def test_beside_a_running_server_it_names_that(wasat: Wasat, tmp_path: Path) -> None:
    with serve(tmp_path / "data") as server:
        done = wasat("doctor", "--port", server.url.rpartition(":")[2])

    assert done.returncode == 0, done.stdout
    assert f"process {server.pid}" in " ".join(done.stdout.split())


def test_a_sandbox_that_is_off_is_noted(wasat: Wasat) -> None:
    done = wasat("doctor", "--port", "0", WASAT_SANDBOX="off")

    assert done.returncode == 0
    assert findings(done.stdout)["sandbox"] == ("note", "off by the settings: only rlimits")


def test_a_reader_that_cannot_read_is_told(wasat: Wasat) -> None:
    done = wasat("doctor", "--port", "0", WASAT_MAX_READER_MEMORY_BYTES="1")

    assert done.returncode == 1
    assert findings(done.stdout)["reader"][0] == "FAIL"
    assert "memory" in done.stdout


def test_models_that_answer_and_those_that_do_not_are_told(wasat: Wasat, tmp_path: Path) -> None:
    with serve_stub(Stub(kind="vllm")) as url:
        tables = "".join(
            f'[[models]]\nname = "{name}"\nengine = "openai"\n'
            f'model = "{MODEL}"\nbase_url = "{base}"\n'
            for name, base in (("here", url), ("gone", "http://127.0.0.1:9/v1"))
        )
        (tmp_path / "wasat.toml").write_text(tables)
        done = wasat("doctor", "--port", "0", "--config", "wasat.toml")

    lines = [line.split(maxsplit=3) for line in done.stdout.splitlines() if " model " in line]
    assert done.returncode == 1
    assert [(mark, name) for mark, _, name, _ in lines] == [("ok", "here:"), ("FAIL", "gone:")]


def test_a_disk_without_room_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = namedtuple("usage", ("total", "free"))
    settings = load_settings(None, data_dir=tmp_path)
    for free, mark in ((60 << 20, Mark.FAIL), (1 << 30, Mark.NOTE), (1 << 40, Mark.OK)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: usage(1 << 30, free))
        assert check_disk(settings).mark is mark


def test_a_setting_that_does_not_fit_is_told_before_anything(wasat: Wasat) -> None:
    done = wasat("doctor", WASAT_PORT="many")

    assert done.returncode == 1
    assert "WASAT_PORT" in done.stderr


def test_traces_without_the_extra_are_told(wasat: Wasat, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden" / "opentelemetry"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("")
    site = Path(sys.modules["opentelemetry.trace"].__path__[0]).parent
    for name in ("trace", "context", "propagate", "propagators", "baggage", "attributes"):
        (hidden / name).symlink_to(site / name)
    for name in ("util", "environment_variables", "_events", "_logs", "metrics", "version"):
        if (site / name).exists():
            (hidden / name).symlink_to(site / name)

    done = wasat(
        "doctor",
        "--port",
        "0",
        WASAT_OTLP_ENDPOINT="http://127.0.0.1:4318",
        PYTHONPATH=str(hidden.parent),
    )

    assert done.returncode == 1, done.stderr
    assert findings(done.stdout)["traces"] == (
        "FAIL",
        "WASAT_OTLP_ENDPOINT needs the extra: pip install -e '.[otlp]'",
    )


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_long_finding_fits_the_terminal(columns: int) -> None:
    finding = Finding(mark=Mark.FAIL, name="folder", text="word " * 40)

    lines = format_finding(finding, columns).splitlines()

    assert max(map(len, lines)) <= min(columns, 100)
    assert all(line.startswith(" " * 16) for line in lines[1:])
