"""A disk that is really full: 507 and nothing corrupted, and all is well once there is room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.crash.clients import MIME_TYPE, command, commanding, query, send, start
from tests.crash.ledger import LARGEST
from tests.crash.server import Server, running
from tests.crash.truth import check_disk

SIZE = 96 << 20
HEADROOM = 64 << 20
QUOTA = 24 << 20
PIECE = os.urandom(1 << 20)


def mount(folder: Path) -> str:
    """Mount a small disk; return why that is not possible, nothing if it was."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return "only root may mount a disk"
    options = ["-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)]
    done = subprocess.run(["mount", *options], capture_output=True, check=False, timeout=30)
    return "" if done.returncode == 0 else f"no disk can be mounted: {done.stderr.decode()[:80]}"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if why := mount(folder):
        pytest.skip(why)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True, timeout=30)


@pytest.fixture
def server(disk: Path, tmp_path: Path) -> Iterator[Server]:
    del tmp_path
    with running(Server(folder=disk / "data")) as server:
        yield server


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


def begin(client: httpx.Client, size: int) -> httpx.Response:
    headers = commanding("start", header_content_type=MIME_TYPE, header_content_length=size)
    return client.post("/upload/v1beta/files", headers=headers, json={"file": {}})


def expect_full(answer: httpx.Response) -> None:
    assert answer.status_code == 507, answer.text
    assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"


def fill(folder: Path, left: int = 0) -> Path:
    """Take all room but so many bytes, as another program would."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        while (free := os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize - left) > 0:
            file.write(bytes(min(1 << 20, free)))
            file.flush()
    return ballast


def upload(client: httpx.Client, size: int) -> str:
    sent = start(client, os.urandom(size), is_declared=True)
    send(client, sent, size, is_last=True)
    return sent.name


def test_what_does_not_fit_is_refused_from_the_start(client: httpx.Client) -> None:
    expect_full(begin(client, SIZE - HEADROOM + 1))
    assert begin(client, 8 << 20).status_code == 200


def test_what_was_promised_counts_before_it_is_written(client: httpx.Client) -> None:
    answers = [begin(client, 8 << 20).status_code for _ in range(6)]
    assert answers == [200, 200, 200, 507, 507, 507]


def test_an_upload_of_unknown_size_stops_before_the_headroom(
    server: Server, client: httpx.Client
) -> None:
    sent = start(client, b"", is_declared=False)
    size = 0
    while (answer := command(client, sent, "upload", offset=size, data=PIECE)).status_code == 200:
        size += len(PIECE)
    expect_full(answer)
    assert os.statvfs(server.folder).f_bavail * os.statvfs(server.folder).f_frsize > 60 << 20
    status, received = query(client, sent)
    assert (status, received) == ("active", size)
    check_disk(server)
    assert command(client, sent, "finalize").status_code == 200
    [file] = client.get("/v1beta/files").json()["files"]
    assert client.delete(f"/v1beta/{file['name']}").status_code == 200
    upload(client, 8 << 20)
    check_disk(server)


def test_a_single_request_that_is_too_much_stops_before_the_headroom(
    server: Server, client: httpx.Client
) -> None:
    sent = start(client, b"", is_declared=False)
    with suppress(httpx.TransportError):  # it may be answered before it is sent
        expect_full(command(client, sent, "upload", data=PIECE * (SIZE >> 20)))
    status, received = query(client, sent)
    assert status == "active"
    assert SIZE - HEADROOM - (8 << 20) < received < SIZE - HEADROOM
    check_disk(server)


def test_files_can_be_deleted_while_nothing_more_may_be_uploaded(
    server: Server, client: httpx.Client
) -> None:
    names = [upload(client, 2 << 20) for _ in range(3)]
    ballast = fill(server.folder.parent, left=HEADROOM // 2)
    expect_full(begin(client, 1))
    for name in names:
        assert client.delete(f"/v1beta/{name}").status_code == 200
    ballast.unlink()
    upload(client, 1 << 20)
    check_disk(server)


def test_a_disk_without_a_single_byte_corrupts_nothing(
    server: Server, client: httpx.Client
) -> None:
    name = upload(client, LARGEST)
    sent = start(client, PIECE, is_declared=True)
    send(client, sent, len(PIECE) // 2, is_last=False)
    ballast = fill(server.folder.parent)
    expect_full(begin(client, 1))
    rest = PIECE[len(PIECE) // 2 :]
    refused = command(client, sent, "upload, finalize", offset=len(PIECE) // 2, data=rest)
    expect_full(refused)
    assert query(client, sent) == ("active", len(PIECE) // 2)
    assert client.get(f"/v1beta/{name}").status_code == 200
    ballast.unlink()
    send(client, sent, len(PIECE), is_last=True)
    assert client.delete(f"/v1beta/{name}").status_code == 200
    check_disk(server)


def test_a_server_that_is_killed_on_a_full_disk_starts_again(
    server: Server, client: httpx.Client
) -> None:
    sent = start(client, PIECE, is_declared=True)
    send(client, sent, len(PIECE) // 2, is_last=False)
    ballast = fill(server.folder.parent)
    server.kill()
    ballast.unlink()
    server.start()
    send(client, sent, len(PIECE), is_last=True)
    check_disk(server)


def test_a_project_at_its_quota_is_told_so_as_too_many_requests(disk: Path) -> None:
    settings = {"WASAT_MAX_PROJECT_BYTES": str(QUOTA // 2)}
    with running(Server(folder=disk / "data", settings=settings)) as server:
        with server.client() as client:
            name = upload(client, QUOTA // 2)
            answer = begin(client, 1)
            assert answer.status_code == 429
            assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"
            assert client.delete(f"/v1beta/{name}").status_code == 200
            upload(client, QUOTA // 2)
        check_disk(server)
