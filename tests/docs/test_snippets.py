"""Every snippet in README and docs runs as written, against a real server."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from examples.local_server import serve
from tests import prepare

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
DEFAULT_BASE = "http://127.0.0.1:8080"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOT_RUN = frozenset({"dockerfile", "ini", "json", "mermaid", "toml", ""})  # shown, not run


@dataclass(frozen=True, kw_only=True)
class Snippet:
    page: Path
    line: int
    language: str
    code: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def find_snippets() -> list[Snippet]:
    return [
        Snippet(
            page=page,
            line=text.count("\n", 0, match.start()) + 2,
            language=match[1],
            code=match[2],
        )
        for page in PAGES
        for text in [page.read_text()]
        for match in _FENCE.finditer(text)
        if match[1] not in _NOT_RUN
    ]


SNIPPETS = find_snippets()


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("data")) as server:
        yield server.url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "examples" / "report.pdf", tmp_path)
    return tmp_path


def environment(server_url: str) -> dict[str, str]:
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "GOOGLE_GEMINI_BASE_URL": server_url,
        "GEMINI_API_KEY": "docs",
        "WASAT_PORT": "0",  # the usual one may be taken on this machine
    }


def as_run(code: str) -> str:
    """Shell as written, but that `make` and servers in the foreground are only looked at."""
    code = re.sub(r"^make ", f"make --dry-run -C {ROOT} ", code, flags=re.MULTILINE)
    return re.sub(r"^(.*wasat serve)", r"true || \1", code, flags=re.MULTILINE)


def in_python(code: str, folder: Path) -> list[str]:
    del folder
    return [sys.executable, "-c", code]


def in_shell(code: str, folder: Path) -> list[str]:
    del folder
    return ["bash", "-euo", "pipefail", "-c", as_run(code)]


def in_javascript(code: str, folder: Path) -> list[str]:
    """By the newest release that is prepared, under the name that users give it."""
    if not prepare.JAVASCRIPT.exists():
        pytest.skip("no JavaScript SDK: `python -m tests.prepare`")
    packages = folder / "node_modules"
    (packages / "@google").mkdir(parents=True)
    newest = max((prepare.JAVASCRIPT / "node_modules").glob("genai-*"))
    (packages / "@google" / "genai").symlink_to(newest)
    (folder / "snippet.mjs").write_text(code)
    return [str(prepare.node()), "snippet.mjs"]


def in_go(code: str, folder: Path) -> list[str]:
    """As a module with the requirements of the driver, from what was fetched for it."""
    if not prepare.GO.exists():
        pytest.skip("no Go SDK: `python -m tests.prepare`")
    for name in ("go.mod", "go.sum"):
        shutil.copy(prepare.DRIVERS / "go" / name, folder)
    (folder / "main.go").write_text(code)
    return [str(prepare.go_program(folder, folder / "snippet"))]


COMMANDS = {"python": in_python, "sh": in_shell, "javascript": in_javascript, "go": in_go}


@pytest.mark.parametrize("snippet", SNIPPETS, ids=str)
def test_a_snippet_runs_as_written(snippet: Snippet, folder: Path, server_url: str) -> None:
    code = snippet.code.replace(DEFAULT_BASE, server_url)

    done = subprocess.run(
        COMMANDS[snippet.language](code, folder),
        cwd=folder,
        env=environment(server_url),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text())
        if not target.startswith("http") and not (page.parent / target).exists()
    ]

    assert broken == []
