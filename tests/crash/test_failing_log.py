"""The database's own log, really failing: the tracer lets a sync of it return an error."""

import asyncio
from pathlib import Path

import httpx
import pytest

from tests.crash.clients import MIME_TYPE, command, commanding, query, send, start
from tests.crash.ledger import Stage
from tests.crash.server import Server, read_rows, running
from tests.crash.trace import parse_trace, tracer, why_not_traced
from tests.crash.truth import check_disk
from wasat.adapters.database.database import Database

pytestmark = pytest.mark.skipif(bool(why_not_traced()), reason=why_not_traced())

CONTENT = b"what must not be lost"
LOG = "wasat.sqlite3-wal"
# The first sync is of a new log's header, the fifth keeps that the file was read.
START, CHUNK, FINALIZE, DELETE = 2, 3, 4, 6


def failing_at(folder: Path, number: int) -> Server:
    """Return a server whose n-th commit cannot be synced, and no other."""
    asyncio.run(Database(folder).close())  # the schema is there, and all syncs are the writer's
    options = ("-P", str(folder / LOG), "-e", f"inject=fdatasync:error=EIO:when={number}")
    return Server(folder=folder, before=tracer(folder.parent / "trace", *options))


def expect_fault(answer: httpx.Response) -> None:
    assert answer.status_code == 500, answer.text
    assert answer.json()["error"]["status"] == "INTERNAL"


def test_a_session_that_is_not_kept_is_not_given(tmp_path: Path) -> None:
    with running(failing_at(tmp_path / "data", START)) as server, server.client() as client:
        headers = commanding("start", header_content_type=MIME_TYPE)
        expect_fault(client.post("/upload/v1beta/files", headers=headers, json={"file": {}}))
        assert read_rows(server.folder) == ({}, {})
        start(client, CONTENT, is_declared=True)


def test_a_chunk_that_is_not_kept_is_not_acknowledged(tmp_path: Path) -> None:
    with running(failing_at(tmp_path / "data", CHUNK)) as server, server.client() as client:
        sent = start(client, CONTENT, is_declared=True)
        expect_fault(command(client, sent, "upload", data=CONTENT[:5]))
        assert query(client, sent) == ("active", 0)
        send(client, sent, len(CONTENT), is_last=True)
        check_disk(server)


def test_a_file_that_is_not_kept_is_not_there_and_can_be_made_again(tmp_path: Path) -> None:
    with running(failing_at(tmp_path / "data", FINALIZE)) as server, server.client() as client:
        sent = start(client, CONTENT, is_declared=True)
        send(client, sent, len(CONTENT), is_last=False)
        expect_fault(command(client, sent, "finalize"))
        assert query(client, sent) == ("active", len(CONTENT))
        assert client.get("/v1beta/files").json() == {}
        send(client, sent, 0, is_last=True)
        assert sent.stage is Stage.FINAL
        check_disk(server)


def test_a_file_whose_end_is_not_kept_is_there_and_can_be_deleted_again(tmp_path: Path) -> None:
    with running(failing_at(tmp_path / "data", DELETE)) as server, server.client() as client:
        sent = start(client, CONTENT, is_declared=True)
        send(client, sent, len(CONTENT), is_last=True)
        expect_fault(client.delete(f"/v1beta/{sent.name}"))
        check_disk(server)
        assert client.get(f"/v1beta/{sent.name}").status_code == 200
        assert client.delete(f"/v1beta/{sent.name}").status_code == 200
        assert client.get(f"/v1beta/{sent.name}").status_code == 403
        check_disk(server)


def test_a_failed_sync_is_not_tried_again_without_new_bytes(tmp_path: Path) -> None:
    with running(failing_at(tmp_path / "data", CHUNK)) as server, server.client() as client:
        sent = start(client, CONTENT, is_declared=True)
        expect_fault(command(client, sent, "upload", data=CONTENT))
        send(client, sent, len(CONTENT), is_last=False)
    events = parse_trace((tmp_path / "trace").read_text())
    calls = [event.call for event in events]
    failed = next(n for n, each in enumerate(events) if "INJECTED" in each.text)
    assert calls[failed] == "fdatasync"
    assert calls[failed + 1] == "pwrite64"
