"""What was acknowledged outlives a server that is killed: rows, blobs and the way back to both."""

import hashlib
import subprocess
import sys
from pathlib import Path

from tests.crash.store import open_files, stream
from wasat.files.service import Files
from wasat.files.upload import NewFile

CHUNK = 50_000
CHUNKS_OF_A_FILE = 6


def chunk(number: int) -> bytes:
    return bytes([number % 251]) * CHUNK


def content(count: int) -> bytes:
    return b"".join(chunk(number) for number in range(count))


async def upload_for_ever(folder: Path) -> None:
    """Tell of everything that was acknowledged; run in a process that will be killed."""
    async with open_files(folder) as files:
        while True:
            await upload_one(files)


async def upload_one(files: Files) -> None:
    upload = await files.start(NewFile(project="acme", mime_type="text/plain"))
    for number in range(CHUNKS_OF_A_FILE):
        await files.append(upload.id, number * CHUNK, stream(chunk(number)))
        print("kept", upload.id, (number + 1) * CHUNK, flush=True)  # noqa: T201 to the parent
    file = await files.finalize(upload.id)
    print("made", file.id, file.size_bytes, flush=True)  # noqa: T201 to the parent


def run_and_kill(folder: Path, lines: int) -> tuple[dict[str, int], set[str]]:
    """Return how far each upload was acknowledged, and which files were."""
    program = (
        "import asyncio, pathlib, sys\n"
        "from tests.contract.test_crash import upload_for_ever\n"
        "asyncio.run(upload_for_ever(pathlib.Path(sys.argv[1])))"
    )
    kept: dict[str, int] = {}
    made: set[str] = set()
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
    ) as server:
        assert server.stdout is not None
        for line, _ in zip(server.stdout, range(lines), strict=False):
            kind, name, size = line.split()
            if kind == "kept":
                kept[name] = int(size)
            else:
                made.add(name)
        server.kill()
    return kept, made


async def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    for lines in (3, 25, 40):
        kept, made = run_and_kill(tmp_path, lines)
        async with open_files(tmp_path) as files:
            for name in made:
                file, blob = await files.open("acme", name, wait_seconds=5)
                assert file.sha256 == hashlib.sha256(content(CHUNKS_OF_A_FILE)).hexdigest()
                with blob.lend() as lent:
                    assert lent.read() == content(CHUNKS_OF_A_FILE)
            for upload_id, received in kept.items():
                upload = await files.get_upload(upload_id)
                assert upload.received >= received
                raw = (tmp_path / "blobs" / upload.blob).read_bytes()
                assert raw == content(upload.received // CHUNK)


async def test_an_upload_goes_on_where_the_killed_server_stood(tmp_path: Path) -> None:
    kept, _ = run_and_kill(tmp_path, 3)
    [upload_id] = kept
    async with open_files(tmp_path) as files:
        received = (await files.get_upload(upload_id)).received
        whole = content(CHUNKS_OF_A_FILE)
        await files.append(upload_id, received, stream(whole[received:]))
        file = await files.finalize(upload_id)
    assert file.sha256 == hashlib.sha256(whole).hexdigest()
