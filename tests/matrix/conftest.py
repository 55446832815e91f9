"""One server for the session, and each driver that any selected test speaks of, started once."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from examples.local_server import serve
from tests.matrix import clients, documents
from tests.matrix.table import DRIVERS, Case, load_cases


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="matrix-") as name:
        yield Path(name)


@pytest.fixture(scope="session")
def made_documents(folder: Path) -> Mapping[str, bytes]:
    (folder / "documents").mkdir()
    return documents.make_documents(folder / "documents")


@pytest.fixture(scope="session")
def server_url(folder: Path) -> Iterator[str]:
    """A server with a key for every driver and case, and limits small enough to be reached."""
    keys = {
        key
        for case in load_cases()
        for driver in DRIVERS
        if case.is_for(driver)
        for key in case.keys(driver)
    }
    settings = {
        "WASAT_KEYS": " ".join(f"{key}:p{number}" for number, key in enumerate(sorted(keys))),
        "WASAT_MAX_FILE_BYTES": str(documents.MOST_FILE_BYTES),
        "WASAT_MAX_REQUEST_BYTES": str(documents.MOST_REQUEST_BYTES),
        "WASAT_MAX_PAGES": str(documents.MOST_PAGES),
    }
    log = os.environ.get("WASAT_MATRIX_LOG")
    with serve(folder / "data", settings=settings, log=Path(log) if log else None) as server:
        yield server.url


@pytest.fixture(scope="session")
def run_of(
    request: pytest.FixtureRequest,
    server_url: str,
    made_documents: Mapping[str, bytes],
    folder: Path,
) -> Iterator[Callable[[str], clients.Run]]:
    """From a driver to what it saw; two drivers play at a time."""
    del made_documents
    selected: dict[str, set[str]] = {}
    for driver, case in _pairs(request.session.items):
        selected.setdefault(driver, set()).add(case.id)
    cases = load_cases()
    with ThreadPoolExecutor(2) as pool:
        runs: dict[str, Future[clients.Run]] = {
            driver: pool.submit(
                clients.run,
                driver,
                [case for case in cases if case.id in ids],
                server_url,
                folder / "documents",
                folder,
            )
            for driver, ids in selected.items()
        }
        yield lambda driver: runs[driver].result()


def _pairs(items: Sequence[pytest.Item]) -> Iterator[tuple[str, Case]]:
    for item in items:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        if {"driver", "case"} <= params.keys():
            yield params["driver"], params["case"]
