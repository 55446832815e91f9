"""A server that is asked to stop finishes what it was asked before, and leaves nothing running."""

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx

from tests.crash.clients import command, commanding, note_file, query, start
from tests.crash.ledger import Stage
from tests.crash.server import Server, is_gone, running
from tests.crash.truth import check_disk

CONTENT = bytes(range(256)) * 4_000
PATIENCE_SECONDS = 30
ENDS = (0, -signal.SIGTERM)


def wait_until(holds: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def listens(server: Server) -> bool:
    try:
        socket.create_connection(("127.0.0.1", server.port), 5).close()
    except OSError:
        return False
    return True


def packets(halfway: threading.Event, go_on: threading.Event) -> Iterator[bytes]:
    """Yield the content in two parts with a pause of the test's between them."""
    yield CONTENT[: len(CONTENT) // 2]
    halfway.set()
    assert go_on.wait(PATIENCE_SECONDS)
    yield CONTENT[len(CONTENT) // 2 :]


def test_requests_in_flight_are_finished_and_answered(tmp_path: Path) -> None:
    halfway, go_on = threading.Event(), threading.Event()
    with (
        running(Server(folder=tmp_path / "data")) as server,
        server.client() as client,
        ThreadPoolExecutor(1) as pool,
    ):
        processes = server.tree()
        sent = start(client, CONTENT, is_declared=True)
        headers = commanding("upload, finalize", offset=0)
        asked = pool.submit(client.post, sent.url, headers=headers, content=packets(halfway, go_on))
        assert halfway.wait(PATIENCE_SECONDS)
        server.send(signal.SIGTERM)
        wait_until(lambda: not listens(server))
        go_on.set()
        answer = asked.result(PATIENCE_SECONDS)
        assert answer.status_code == 200, answer.text
        note_file(sent, answer.json()["file"])
        assert server.wait() in ENDS
        wait_until(lambda: all(is_gone(process) for process in processes))
        server.start()
        with server.client() as again:
            assert again.get(f"/v1beta/{sent.name}").status_code == 200
        check_disk(server)


def test_a_request_that_outlasts_the_grace_time_loses_nothing_it_was_promised(
    tmp_path: Path,
) -> None:
    halfway, go_on = threading.Event(), threading.Event()
    settings = {"WASAT_SHUTDOWN_GRACE_SECONDS": "1"}
    with (
        running(Server(folder=tmp_path / "data", settings=settings)) as server,
        server.client() as client,
        ThreadPoolExecutor(1) as pool,
    ):
        sent = start(client, CONTENT, is_declared=True)
        assert command(client, sent, "upload", data=CONTENT[:1000]).status_code == 200
        sent.acknowledged = 1000
        headers = commanding("upload", offset=0)
        asked = pool.submit(client.post, sent.url, headers=headers, content=packets(halfway, go_on))
        assert halfway.wait(PATIENCE_SECONDS)
        server.send(signal.SIGTERM)
        assert server.wait() in ENDS
        go_on.set()
        with suppress(httpx.TransportError):  # if it hears anything, then that it failed
            assert asked.result(PATIENCE_SECONDS).status_code == 500
        server.start()
        with server.client() as again:
            status, received = query(again, sent)
            assert status == "active"
            assert 1000 <= received <= len(CONTENT)
            check_disk(server)
            rest = CONTENT[received:]
            answer = command(again, sent, "upload, finalize", offset=received, data=rest)
            note_file(sent, answer.json()["file"])
    assert sent.stage is Stage.FINAL


def test_children_that_read_a_document_go_with_the_server(tmp_path: Path) -> None:
    words = b"".join(b"word %d of very many\n" % number for number in range(20_000))
    with running(Server(folder=tmp_path / "data")) as server, server.client() as client:
        idle = len(server.tree())
        headers = commanding("start", header_content_type="text/markdown")
        url = client.post("/upload/v1beta/files", headers=headers, json={"file": {}}).headers[
            "x-goog-upload-url"
        ]
        with ThreadPoolExecutor(1) as pool:
            finish = commanding("upload, finalize", offset=0)
            asked = pool.submit(client.post, url, headers=finish, content=words)
            wait_until(lambda: len(server.tree()) > idle)
            processes = server.tree()
            server.send(signal.SIGTERM)
            assert server.wait() in ENDS
            assert asked.result(PATIENCE_SECONDS).status_code == 200
        wait_until(lambda: all(is_gone(process) for process in processes))
        server.start()
        with server.client() as again:
            [file] = again.get("/v1beta/files").json()["files"]
            assert int(file["sizeBytes"]) == len(words)
            wait_until(lambda: again.get(f"/v1beta/{file['name']}").json()["state"] == "ACTIVE")
