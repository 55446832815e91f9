"""One real server on loopback, and the official client, unmodified, pointed at it by environment.

The same tests run in the environments of older releases (see test_releases.py): there the server
is another process's, named by WASAT_TEST_URL.
"""

import http.server
import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from google import genai

from tests.make import pdf

ABSTRACTS = (
    "We present Aurora, a language model that reads long documents. Aurora reaches a score of 81.2"
    " on MMLU and runs on a single machine.",
    "We present Borealis, a larger model of the same family. Borealis reaches a score of 85.9 on"
    " MMLU and was trained on twice as many documents.",
)
SCORES: tuple[Mapping[str, str], ...] = (
    {"MMLU": "81.2", "GSM8K": "74.4", "HumanEval": "61.0"},
    {"MMLU": "85.9", "GSM8K": "91.7", "HumanEval": "71.9"},
)


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if url := os.environ.get("WASAT_TEST_URL"):
        yield url
        return
    from examples.local_server import serve  # noqa: PLC0415 - not there in older environments

    with serve(tmp_path_factory.mktemp("data")) as server:
        yield server.url


@pytest.fixture
def client(server_url: str, monkeypatch: pytest.MonkeyPatch) -> genai.Client:
    """The SDK as a user makes it: nothing but the environment names server and key."""
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server_url)
    monkeypatch.setenv("GEMINI_API_KEY", f"key-of-{os.getpid()}")
    monkeypatch.delenv("GOOGLE_API_KEY", raising=False)
    return genai.Client()


@pytest.fixture(scope="session")
def papers() -> tuple[bytes, bytes]:
    """Two papers with benchmark tables, to be compared."""
    first, second = (
        pdf.paper(title, abstract, scores)
        for title, abstract, scores in zip(("Aurora", "Borealis"), ABSTRACTS, SCORES, strict=True)
    )
    return first, second


@pytest.fixture(scope="session")
def flight_plan() -> bytes:
    """A long PDF, more than one upload chunk of 8 MiB."""
    return pdf.many_pages(300) + b"%" + b" " * (9 << 20) + b"\n"


@pytest.fixture(scope="session")
def web(
    papers: tuple[bytes, bytes], flight_plan: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A web server on loopback that has the documents which the samples download."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "first.pdf").write_bytes(papers[0])
    (folder / "second.pdf").write_bytes(papers[1])
    (folder / "plan.pdf").write_bytes(flight_plan)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _handler(folder: Path) -> type[http.server.SimpleHTTPRequestHandler]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:  # type: ignore[override]
            """Say nothing."""

    return Quiet
