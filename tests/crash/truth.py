"""After a restart: what was acknowledged is there, what was not is whole or not there at all."""

import hashlib

import httpx

from tests.crash.clients import command, note_file, query, resume
from tests.crash.ledger import Ledger, Sent, Stage
from tests.crash.server import Server, read_rows, read_sizes


def check_disk(server: Server) -> None:
    """Check that there is a blob for every row, a row for every blob, and not a byte more."""
    files, running = read_rows(server.folder)
    sizes = read_sizes(server.folder)
    expected = {blob: size for blob, (size, _) in files.items()}
    expected |= {blob: received for blob, received in running.items() if blob in sizes or received}
    assert sizes == expected
    for blob, (_, sha256) in files.items():
        content = (server.folder / "blobs" / blob).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256


def settle(client: httpx.Client, ledger: Ledger) -> None:
    """Find out what became of requests that nobody answered, and check all that were answered."""
    for sent in ledger.uploads:
        _CHECKS[sent.stage](client, sent)


def check_list(client: httpx.Client, ledgers: list[Ledger]) -> None:
    """Check that exactly those files are listed that should be."""
    listed: list[str] = []
    token = ""
    while True:
        page = client.get("/v1beta/files", params={"pageSize": 100, "pageToken": token}).json()
        listed += [file["name"] for file in page.get("files", [])]
        token = page.get("nextPageToken", "")
        if not token:
            break
    kept = [sent.name for ledger in ledgers for sent in ledger.staged(Stage.FINAL)]
    assert sorted(listed) == sorted(kept)


def finish(client: httpx.Client, ledger: Ledger) -> None:
    """Resume most of what is unfinished, compare it all, and delete some of it."""
    for sent in ledger.staged(Stage.RUNNING):
        if ledger.chance.random() < 0.7:
            resume(client, sent)
    for sent in ledger.staged(Stage.FINAL):
        _check_bytes(client, sent)
        if ledger.chance.random() < 0.3:
            assert client.delete(f"/v1beta/{sent.name}").status_code == 200
            sent.stage = Stage.DELETED


def _check_bytes(client: httpx.Client, sent: Sent) -> None:
    answer = client.get(f"/v1beta/{sent.name}:download", params={"alt": "media"})
    assert answer.status_code == 200, answer.text
    assert answer.content == sent.content


def _check_running(client: httpx.Client, sent: Sent) -> None:
    status, received = query(client, sent)
    assert status == "active"
    assert sent.acknowledged <= received <= sent.sent
    sent.acknowledged = received


def _check_finalizing(client: httpx.Client, sent: Sent) -> None:
    status, received = query(client, sent)
    assert sent.acknowledged <= received <= sent.sent
    sent.acknowledged, sent.stage = received, Stage.RUNNING
    if status == "final":
        answer = command(client, sent, "finalize")
        assert answer.status_code == 200, answer.text
        note_file(sent, answer.json()["file"])


def _check_final(client: httpx.Client, sent: Sent) -> None:
    answer = client.get(f"/v1beta/{sent.name}")
    assert answer.status_code == 200, answer.text
    note_file(sent, answer.json())


def _check_cancelling(client: httpx.Client, sent: Sent) -> None:
    status, _ = query(client, sent)
    if status == "active":
        sent.stage = Stage.RUNNING
        _check_running(client, sent)
    else:
        sent.stage = Stage.CANCELLED
        _check_cancelled(client, sent)


def _check_cancelled(client: httpx.Client, sent: Sent) -> None:
    assert query(client, sent)[0] == "cancelled"
    assert command(client, sent, "finalize").status_code == 400


def _check_deleting(client: httpx.Client, sent: Sent) -> None:
    if client.get(f"/v1beta/{sent.name}").status_code == 200:
        _check_final(client, sent)
    else:
        sent.stage = Stage.DELETED
        _check_deleted(client, sent)


def _check_deleted(client: httpx.Client, sent: Sent) -> None:
    for answer in (
        client.get(f"/v1beta/{sent.name}"),
        client.delete(f"/v1beta/{sent.name}"),
        command(client, sent, "finalize"),
    ):
        assert answer.status_code == 403, answer.text


_CHECKS = {
    Stage.RUNNING: _check_running,
    Stage.FINALIZING: _check_finalizing,
    Stage.FINAL: _check_final,
    Stage.CANCELLING: _check_cancelling,
    Stage.CANCELLED: _check_cancelled,
    Stage.DELETING: _check_deleting,
    Stage.DELETED: _check_deleted,
}
