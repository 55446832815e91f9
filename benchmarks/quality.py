"""How well documents are read and questions answered: the benches in WASAT_BENCH, run as they are.

    .venv/bin/python -m benchmarks.quality [documents|answers]

The scorers live beside this repository, in WASAT_BENCH (default ../shared/bench), and run in an
environment of their own. Where the folder is missing this prints NOT RUN.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from benchmarks.history.figures import FOLDER, collect, draw, keep, load_last, load_peers
from examples.local_server import serve

ROOT = Path(__file__).parent.parent
BENCH = Path(os.environ.get("WASAT_BENCH", ROOT.parent / "shared" / "bench")).resolve()
ENVIRONMENT = ROOT / ".venvs" / "bench"
PYTHON = ENVIRONMENT / "bin" / "python"
HISTORY, PEERS = FOLDER / "documents.csv", FOLDER / "peers.csv"


def prepare() -> None:
    """Make the scorers' environment unless it is there."""
    if (ENVIRONMENT / "complete").exists():
        return
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    for name in ("requirements.txt", "answers/requirements.txt"):
        requirements = str(BENCH / name)
        subprocess.run(
            [str(PYTHON), "-m", "pip", "install", "--quiet", "-r", requirements], check=True
        )
    (ENVIRONMENT / "complete").touch()


def score_documents(url: str, output: Path) -> None:
    """Transcribe every document through the server; print and keep what it is worth."""
    command = [str(PYTHON), "-m", "docbench", "run", "--data", "documents", "--out", str(output)]
    command += ["--name", "wasat", "--gemini", url, "--model", "reader"]
    scored = subprocess.run(command, cwd=BENCH, env=_environment(url), check=False)
    if scored.returncode == 0:
        _set_beside(json.loads((output / "summary.json").read_text()))


def _set_beside(rows: list[dict[str, object]]) -> None:
    """Print figures beside those of the last run and of the peers, then keep them."""
    figures = collect(rows)
    print(draw(figures, load_last(HISTORY), load_peers(PEERS)))
    keep(figures, HISTORY)


def score_answers(url: str, output: Path) -> None:
    """Ask every question through the server and print the figures."""
    command = [str(PYTHON), "-m", "answers_bench", "--goals", "goals.json"]
    command += ["--out", str(output / "outcomes.jsonl")]
    subprocess.run(command, cwd=BENCH / "answers", env=_environment(url), check=False)


def _environment(url: str) -> dict[str, str]:
    return os.environ | {"GOOGLE_GEMINI_BASE_URL": url, "GEMINI_API_KEY": "bench"}


def main() -> None:
    """Run what was asked for, or both."""
    if not BENCH.is_dir():
        print(f"NOT RUN: {BENCH} is not there")
        return
    wanted = sys.argv[1:] or ["documents", "answers"]
    prepare()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "data") as server:
        for name, score in (("documents", score_documents), ("answers", score_answers)):
            if name in wanted:
                output = Path(folder) / name
                output.mkdir()
                score(server.url, output)


if __name__ == "__main__":
    main()
