"""What a running server counts, after a little of everything was done."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from examples.local_server import serve
from tests.adapters.test_bad_page import with_bombs
from tests.crash.server import children_of
from tests.make import pdf
from tests.operations.scrape import Samples, scrape, total

QUOTA = 50_000_000
PATIENCE_SECONDS = 120  # of a machine that is busy with other things
START = {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": "start"}
FINISH = {"x-goog-upload-command": "upload, finalize", "x-goog-upload-offset": "0"}


def upload(client: httpx.Client, data: bytes, mime_type: str) -> dict[str, Any]:
    begin = START | {"x-goog-upload-header-content-type": mime_type}
    begun = client.post("/upload/v1beta/files", headers=begin, json={"file": {}})
    url = begun.raise_for_status().headers["x-goog-upload-url"]
    file: dict[str, Any] = client.post(url, headers=FINISH, content=data).json()["file"]
    return file


def upload_and_wait(client: httpx.Client, data: bytes, mime_type: str) -> dict[str, Any]:
    """Upload the only file of a server, and return it once it was read."""
    upload(client, data, mime_type)
    file: dict[str, Any] = {"state": "PROCESSING"}
    while file["state"] == "PROCESSING":
        [file] = client.get("/v1beta/files").json()["files"]
    return file


def scrape_until(url: str, holds: Callable[[Samples], bool]) -> Samples:
    """Return the first samples of which something holds."""
    until = monotonic() + PATIENCE_SECONDS
    while not holds(samples := scrape(url)):
        assert monotonic() < until, samples
    return samples


def begin(client: httpx.Client, size: int) -> None:
    headers = START | {"x-goog-upload-header-content-length": str(size)}
    client.post("/upload/v1beta/files", headers=headers, json={"file": {}}).raise_for_status()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samples]:
    settings = {"WASAT_MAX_PROJECT_BYTES": str(QUOTA), "WASAT_WORKERS": "1"}
    with serve(tmp_path_factory.mktemp("data"), settings=settings) as server:
        headers = {"x-goog-api-key": "metrics"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
            data = pdf.story("Report", {"Results": ["Revenue in 2025 was 48.3 million euros."]})
            file = upload(client, data, "application/pdf")
            upload(client, b"%PDF-1.7 and nothing more", "application/pdf")
            begin(client, 1_000)
            source = {"fileData": {"fileUri": file["uri"], "mimeType": "application/pdf"}}
            parts = [source, {"text": "What was the revenue in 2025?"}]
            body = {"contents": [{"parts": parts}]}
            client.post("/v1beta/models/reader:generateContent", json=body).raise_for_status()
        yield scrape(server.url)


def test_requests_are_counted_and_timed(samples: Samples) -> None:
    call = "models.generateContent"
    assert total(samples, "wasat_requests_total", call=call, status="200") == 1
    assert total(samples, "wasat_request_seconds_count", call=call) == 1


def test_bytes_are_counted(samples: Samples) -> None:
    assert total(samples, "wasat_received_bytes_total", call="media.upload") > 500
    assert total(samples, "wasat_sent_bytes_total", call="models.generateContent") > 500
    assert total(samples, "wasat_uploaded_bytes_total") > 500


def test_files_are_counted_by_state(samples: Samples) -> None:
    assert total(samples, "wasat_files", state="active") == 1
    assert total(samples, "wasat_files", state="failed") == 1
    assert total(samples, "wasat_files", state="processing") == 0
    assert total(samples, "wasat_file_bytes") == total(samples, "wasat_uploaded_bytes_total")


def test_the_quota_and_how_near_it_is_are_told(samples: Samples) -> None:
    assert total(samples, "wasat_quota_bytes") == QUOTA
    assert total(samples, "wasat_largest_project_bytes") == total(samples, "wasat_file_bytes")
    assert total(samples, "wasat_uploads") == 1
    assert total(samples, "wasat_promised_bytes") == 1_000
    assert total(samples, "wasat_free_bytes") > 0


def test_queues_are_empty_when_all_is_done(samples: Samples) -> None:
    assert total(samples, "wasat_files_waiting") == 0
    assert total(samples, "wasat_jobs_waiting") == 0
    assert total(samples, "wasat_workers_busy") == 0


def test_documents_and_pages_are_counted_by_outcome(samples: Samples) -> None:
    assert total(samples, "wasat_documents_total", code="0") == 1
    assert total(samples, "wasat_documents_total", code="3") == 1
    assert total(samples, "wasat_document_seconds_count") == 2
    assert total(samples, "wasat_pages_total", outcome="read") == 1
    assert total(samples, "wasat_pages_total", outcome="unread") == 0


def test_workers_are_counted_by_how_they_ended(samples: Samples) -> None:
    assert total(samples, "wasat_workers_ended_total", how="done") >= 1
    assert total(samples, "wasat_workers_ended_total", how="invalid_argument") == 1
    assert total(samples, "wasat_worker_deaths_total") == 0
    assert total(samples, "wasat_worker_parents_lost_total") == 0


def test_syncs_are_timed_by_what_was_kept(samples: Samples) -> None:
    for what in ("blob", "folder", "database"):
        assert total(samples, "wasat_sync_seconds_count", what=what) > 0
        assert total(samples, "wasat_sync_seconds_sum", what=what) > 0


def test_public_tokens_are_counted(samples: Samples) -> None:
    assert total(samples, "wasat_prompt_tokens_total") >= 258
    assert total(samples, "wasat_answer_tokens_total") > 0


def standing(samples: Samples) -> tuple[float, float, float]:
    """Return what waits for a reader, what waits for a child, and how many children work."""
    names = ("wasat_files_waiting", "wasat_jobs_waiting", "wasat_workers_busy")
    files, jobs, busy = (total(samples, name) for name in names)
    return files, jobs, busy


def test_queues_that_stand_are_told_and_so_is_their_end(tmp_path: Path) -> None:
    """The parent of the readers is held, so that whatever is to be read has to wait."""
    headers = {"x-goog-api-key": "metrics"}
    with (
        serve(tmp_path / "data", settings={"WASAT_WORKERS": "1"}) as server,
        httpx.Client(base_url=server.url, headers=headers, timeout=60) as client,
        ThreadPoolExecutor(4) as pool,
    ):
        seen = upload_and_wait(client, pdf.pages(["A page to be drawn."]), "application/pdf")
        [parent] = children_of(server.pid)
        os.kill(parent, signal.SIGSTOP)
        try:
            asked = [
                pool.submit(upload, client, b"%d words" % number, "text/plain")
                for number in range(3)
            ]
            scrape_until(server.url, lambda samples: standing(samples) == (2, 0, 1))
            picture = pool.submit(client.get, f"/v1beta/{seen['name']}/pages/1.png")
            samples = scrape_until(server.url, lambda samples: standing(samples) == (2, 1, 1))
            assert total(samples, "wasat_files", state="processing") == 3
        finally:
            os.kill(parent, signal.SIGCONT)
        samples = scrape_until(server.url, lambda samples: standing(samples) == (0, 0, 0))
        assert picture.result().status_code == 200
        assert all(each.result()["name"] for each in asked)
        samples = scrape_until(  # a document is counted a moment after its place is free
            server.url, lambda samples: total(samples, "wasat_documents_total", code="0") == 4
        )

    assert total(samples, "wasat_files", state="processing") == 0


def test_a_page_that_nobody_could_read_and_the_workers_it_cost_are_counted(tmp_path: Path) -> None:
    data = with_bombs(pdf.pages(["The first."], ["The second."], ["The third."]), 2)
    settings = {
        "WASAT_WORKERS": "1",
        "WASAT_MAX_PAGE_CPU_SECONDS": "1",
        "WASAT_MAX_PAGE_SECONDS": "100",  # so that what else the machine does costs no page
        "WASAT_DOCUMENT_START_SECONDS": "600",
    }
    with serve(tmp_path / "data", settings=settings) as server:
        headers = {"x-goog-api-key": "metrics"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
            file = upload_and_wait(client, data, "application/pdf")
        samples = scrape(server.url)

    assert file["state"] == "ACTIVE"
    assert total(samples, "wasat_pages_total", outcome="read") == 2
    assert total(samples, "wasat_pages_total", outcome="unread") == 1
    assert total(samples, "wasat_worker_deaths_total", cause="processor_time") >= 1


def test_a_worker_that_dies_of_its_limits_is_counted_by_cause(tmp_path: Path) -> None:
    settings = {"WASAT_MAX_READER_MEMORY_BYTES": str(1 << 16), "WASAT_WORKERS": "1"}
    with serve(tmp_path / "data", settings=settings) as server:
        headers = {"x-goog-api-key": "metrics"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
            file = upload_and_wait(client, b"word one,2,three,4\n" * 60_000, "text/csv")
        samples = scrape(server.url)

    assert (file["state"], file["error"]["code"]) == ("FAILED", 8)
    assert total(samples, "wasat_worker_deaths_total", cause="memory") >= 1
    assert total(samples, "wasat_documents_total", code="8") == 1
