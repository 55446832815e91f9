"""What a running server counts, after a little of everything was done."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from examples.local_server import serve
from tests.make import pdf
from tests.operations.scrape import Samples, scrape, total

QUOTA = 50_000_000
START = {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": "start"}
FINISH = {"x-goog-upload-command": "upload, finalize", "x-goog-upload-offset": "0"}


def upload(client: httpx.Client, data: bytes, mime_type: str) -> dict[str, object]:
    begin = START | {"x-goog-upload-header-content-type": mime_type}
    begun = client.post("/upload/v1beta/files", headers=begin, json={"file": {}})
    url = begun.raise_for_status().headers["x-goog-upload-url"]
    file: dict[str, object] = client.post(url, headers=FINISH, content=data).json()["file"]
    return file


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


def test_a_worker_that_dies_of_its_limits_is_counted_by_cause(tmp_path: Path) -> None:
    settings = {"WASAT_MAX_READER_MEMORY_BYTES": str(1 << 16), "WASAT_WORKERS": "1"}
    with serve(tmp_path / "data", settings=settings) as server:
        headers = {"x-goog-api-key": "metrics"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
            upload(client, b"word one,2,three,4\n" * 60_000, "text/csv")
            [file] = client.get("/v1beta/files").json()["files"]
            while file["state"] == "PROCESSING":
                [file] = client.get("/v1beta/files").json()["files"]
        samples = scrape(server.url)

    assert (file["state"], file["error"]["code"]) == ("FAILED", 8)
    assert total(samples, "wasat_worker_deaths_total") >= 1
    assert total(samples, "wasat_documents_total", code="8") == 1
