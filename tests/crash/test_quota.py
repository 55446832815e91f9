"""However many ask at the same moment, a project never gets a byte more than its quota."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.crash.clients import MIME_TYPE, command, commanding, start
from tests.crash.server import KEY, Server, read_rows, running
from tests.crash.truth import check_disk

QUOTA = 1_000_003
SIZE = 30_000
THREADS = 16
STARTS = 96


def begin(client: httpx.Client, size: int, key: str = KEY) -> int:
    headers = commanding("start", header_content_type=MIME_TYPE, header_content_length=size)
    return client.post(
        "/upload/v1beta/files",
        headers={**headers, "x-goog-api-key": key},
        json={"file": {}},
    ).status_code


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    settings = {"WASAT_MAX_PROJECT_BYTES": str(QUOTA)}
    with running(Server(folder=tmp_path / "data", settings=settings)) as server:
        yield server


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


@pytest.fixture
def pool(client: httpx.Client) -> Iterator[ThreadPoolExecutor]:
    del client  # which closes after the threads that use it
    with ThreadPoolExecutor(THREADS) as pool:
        yield pool


def test_starts_at_the_same_moment_share_the_quota(
    client: httpx.Client, pool: ThreadPoolExecutor
) -> None:
    answers = list(pool.map(lambda _: begin(client, SIZE), range(STARTS)))
    assert answers.count(200) == QUOTA // SIZE
    assert answers.count(429) == STARTS - QUOTA // SIZE
    assert begin(client, QUOTA % SIZE) == 200
    assert begin(client, 1) == 429
    assert begin(client, QUOTA, key="another") == 200


def test_uploads_of_unknown_size_share_it_too(
    server: Server, client: httpx.Client, pool: ThreadPoolExecutor
) -> None:
    def upload(number: int) -> int:
        sent = start(client, b"", is_declared=False)
        data = bytes([number]) * SIZE
        answer = command(client, sent, "upload", data=data)
        if answer.status_code == 200:
            return command(client, sent, "finalize").status_code
        assert command(client, sent, "cancel").status_code == 200
        return answer.status_code

    answers = list(pool.map(upload, range(STARTS)))
    files, _ = read_rows(server.folder)
    assert answers.count(200) == len(files) == QUOTA // SIZE
    assert answers.count(429) == STARTS - QUOTA // SIZE
    assert sum(size for size, _ in files.values()) <= QUOTA
    check_disk(server)


def test_deleting_and_cancelling_meanwhile_never_lets_in_too_much(
    server: Server, client: httpx.Client, pool: ThreadPoolExecutor
) -> None:
    kept: list[int] = []

    def come_and_go(number: int) -> int:
        size = SIZE + number
        headers = commanding("start", header_content_type=MIME_TYPE)
        headers["x-goog-upload-header-content-length"] = str(size)
        answer = client.post("/upload/v1beta/files", headers=headers, json={"file": {}})
        if answer.status_code != 200:
            return answer.status_code
        url = answer.headers["x-goog-upload-url"]
        if number % 3 == 0:
            return client.post(url, headers=commanding("cancel")).status_code
        finish = commanding("upload, finalize", offset=0)
        file = client.post(url, headers=finish, content=bytes(size)).json()["file"]
        if number % 3 == 1:
            return client.delete(f"/v1beta/{file['name']}").status_code
        kept.append(size)
        return 200

    answers = set(pool.map(come_and_go, range(STARTS)))
    files, running_uploads = read_rows(server.folder)
    assert answers <= {200, 429}
    assert sum(size for size, _ in files.values()) == sum(kept) <= QUOTA
    assert running_uploads == {}
    assert begin(client, QUOTA - sum(kept)) == 200
    assert begin(client, 1) == 429
    check_disk(server)
