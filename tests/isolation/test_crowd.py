"""64 callers of eight projects at once: no 5xx, nothing lost, no byte too much."""

import asyncio
import base64
import hashlib
import random
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from examples.local_server import LocalServer, serve
from tests.api.uploading import UPLOAD, commanding

CALLERS, PROJECTS = 64, 8
QUOTA = 40_003  # a few files of each project's eight callers
LARGEST = 12_000
PATIENCE_SECONDS = 660  # a question waits as long as 600 s until its file is read
EMPTY = hashlib.sha256(b"").hexdigest()
HELD = """
    SELECT project, SUM(size) FROM (
        SELECT project, size_bytes AS size FROM files
        UNION ALL
        SELECT project, COALESCE(size_bytes, received) FROM uploads WHERE state = 'ACTIVE'
    ) GROUP BY project
"""


@dataclass(kw_only=True, eq=False)
class Caller:
    """One caller, who touches only what is their own, and tries what is not.

    Attributes:
        files: SHA-256 by name, as uploaded and not deleted.
    """

    http: httpx.AsyncClient
    chance: random.Random
    seen: Counter[str]
    others: list[str]
    files: dict[str, str] = field(default_factory=dict)

    async def work(self, seconds: float) -> None:
        acts: list[Callable[[], Awaitable[None]]] = [self.upload] * 4
        acts += [self.cancel, self.get, self.list, self.ask, self.count, self.delete, self.delete]
        acts += [self.try_theirs, self.stream, self.upload_whole, self.create_empty]
        acts += [self.download, self.draw, self.trace, self.models]
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while clock() < until:
            await self.chance.choice(acts)()

    async def call(self, method: str, path: str, *allowed: int, **more: object) -> httpx.Response:
        answer = await self.http.request(method, path, **more)
        self.seen[f"{answer.status_code}"] += 1
        assert answer.status_code in {200, *allowed}, f"{method} {path}: {answer.text}"
        return answer

    async def start(self, content: bytes, *, declares: float = 0.7) -> str:
        """Return the URL of a new upload; empty where the quota is used up.

        Args:
            content: All of it.
            declares: How likely its size is told.
        """
        known = self.chance.random() < declares
        declared = {"header_content_length": len(content)} if known else {}
        headers = commanding("start", header_content_type="text/plain", **declared)
        answer = await self.call("POST", UPLOAD, 429, headers=headers, json={"file": {}})
        return answer.headers.get("x-goog-upload-url", "")

    def new_content(self) -> bytes:
        sentence = f"The answer of {self.chance.random()} is 42. ".encode()
        return (sentence * self.chance.randint(1, 300))[:LARGEST]

    def note(self, answer: httpx.Response, content: bytes) -> None:
        file = answer.json()["file"]
        digest = hashlib.sha256(content).hexdigest()
        assert base64.b64decode(file["sha256Hash"]).decode() == digest
        self.files[file["name"]] = digest
        self.others.append(file["name"])

    async def upload(self) -> None:
        content = self.new_content()
        if not (url := await self.start(content)):
            return
        middle = self.chance.randint(0, len(content))
        first = commanding("upload", offset=0)
        half = await self.call("POST", url, 429, headers=first, content=content[:middle])
        last = commanding("upload, finalize", offset=middle)
        rest = None
        if half.status_code == 200:
            rest = await self.call("POST", url, 429, headers=last, content=content[middle:])
        if rest is None or rest.status_code == 429:
            await self.call("POST", url, headers=commanding("cancel"))
            return
        self.note(rest, content)

    async def upload_whole(self) -> None:
        """Both parts of a file in one body; of what is refused nothing is left."""
        content = self.new_content()
        head = b"--b\r\ncontent-type: application/json\r\n\r\n{}\r\n--b\r\n"
        body = head + b"content-type: text/plain\r\n\r\n" + content + b"\r\n--b--"
        kind = {"content-type": "multipart/related; boundary=b"}
        path = f"{UPLOAD}?uploadType=multipart"
        answer = await self.call("POST", path, 429, headers=kind, content=body)
        if answer.status_code == 200:
            self.note(answer, content)

    async def create_empty(self) -> None:
        answer = await self.call("POST", "/v1beta/files", json={"file": {}})
        self.note(answer, b"")

    async def cancel(self) -> None:
        await self.give_up(await self.start(b"given up"))

    async def give_up(self, url: str) -> None:
        if url:
            await self.call("POST", url, headers=commanding("query"))
            await self.call("POST", url, headers=commanding("cancel"))

    async def get(self) -> None:
        for name, digest in list(self.files.items())[:1]:
            file = (await self.call("GET", f"/v1beta/{name}")).json()
            assert base64.b64decode(file["sha256Hash"]).decode() == digest

    async def download(self) -> None:
        for name, digest in list(self.files.items())[:1]:
            may_fail = (400,) if digest == EMPTY else ()  # it was made of its metadata alone
            answer = await self.call("GET", f"/v1beta/{name}:download?alt=media", *may_fail)
            assert may_fail or hashlib.sha256(answer.content).hexdigest() == digest

    async def draw(self) -> None:
        """A text has no pages to be drawn, and says so."""
        for name in list(self.files)[-1:]:
            await self.call("GET", f"/v1beta/{name}/pages/1.png", 400)

    async def models(self) -> None:
        await self.call("GET", "/v1beta/models?pageSize=2")
        await self.call("GET", "/v1beta/models/reader")

    async def list(self) -> None:
        await self.call("GET", "/v1/files?pageSize=7")

    async def ask(self) -> None:
        await self._ask("generateContent")

    async def stream(self) -> None:
        await self._ask("streamGenerateContent?alt=sse")

    async def count(self) -> None:
        await self._ask("countTokens")

    async def trace(self) -> None:
        """What was considered is kept for the project whose answer it was."""
        hello = {"contents": [{"parts": [{"text": "hello"}]}]}
        asked = await self.call("POST", "/v1beta/models/reader:generateContent", json=hello)
        answer = asked.json()["responseId"]
        traced = await self.call("GET", f"/v1beta/responses/{answer}/trace", 404)
        assert traced.status_code == 404 or traced.json()["responseId"] == answer

    async def _ask(self, method: str) -> None:
        for name in list(self.files)[-1:]:
            parts = [{"fileData": {"fileUri": name}}, {"text": "What is the answer?"}]
            body = {"contents": [{"parts": parts}]}
            await self.call("POST", f"/v1beta/models/reader:{method}", 400, 429, json=body)

    async def delete(self) -> None:
        for name in list(self.files)[:1]:
            del self.files[name]
            await self.call("DELETE", f"/v1beta/{name}")
            gone = await self.call("GET", f"/v1beta/{name}", 403)
            assert gone.status_code == 403

    async def try_theirs(self) -> None:
        """A name of anybody: one's own project's may be there, another's never is."""
        if self.others:
            await self.call("GET", f"/v1beta/{self.chance.choice(self.others)}", 403)


async def watch(folder: Path, done: asyncio.Event) -> list[tuple[str, int]]:
    """Return each time that a project held more than it may, as the rows say."""
    exceeded: list[tuple[str, int]] = []
    with closing(sqlite3.connect(folder / "wasat.sqlite3", timeout=30)) as connection:
        while not done.is_set():
            held = connection.execute(HELD).fetchall()
            exceeded += [(project, size) for project, size in held if size > QUOTA]
            await asyncio.sleep(0.02)
    return exceeded


async def rush(callers: list[Caller]) -> None:
    """Have everybody begin the largest file at once; as many as fit are let in, and no more."""
    begun = await asyncio.gather(*(each.start(bytes(LARGEST), declares=1) for each in callers))
    admitted = Counter(number % PROJECTS for number, url in enumerate(begun) if url)
    assert admitted == dict.fromkeys(range(PROJECTS), QUOTA // LARGEST)
    pairs = zip(callers, begun, strict=True)
    await asyncio.gather(*(each.give_up(url) for each, url in pairs))


async def crowd(server: LocalServer, folder: Path, seconds: float) -> Counter[str]:
    seen: Counter[str] = Counter()
    names: list[str] = []
    callers = [
        Caller(
            http=httpx.AsyncClient(
                base_url=server.url,
                headers={"x-goog-api-key": f"key-{number % PROJECTS}"},
                timeout=PATIENCE_SECONDS,
                trust_env=False,
            ),
            chance=random.Random(number),  # noqa: S311 dice
            seen=seen,
            others=names,
        )
        for number in range(CALLERS)
    ]
    done = asyncio.Event()
    watching = asyncio.create_task(watch(folder, done))
    try:
        await rush(callers)
        await asyncio.gather(*(caller.work(seconds) for caller in callers))
    finally:
        done.set()
    assert await watching == []
    for number in range(PROJECTS):
        own = callers[number::PROJECTS]
        expected = {name for caller in own for name in caller.files}
        assert await list_all(own[0].http) == expected
    for caller in callers:
        await caller.http.aclose()
    return seen


async def list_all(http: httpx.AsyncClient) -> set[str]:
    found: set[str] = set()
    token = ""
    while True:
        page = (await http.get(f"/v1beta/files?pageSize=100&pageToken={token}")).json()
        found |= {file["name"] for file in page.get("files", [])}
        token = page.get("nextPageToken", "")
        if not token:
            return found


@pytest.mark.parametrize(
    "seconds", [pytest.param(6.0, id="a while"), pytest.param(60.0, marks=pytest.mark.long)]
)
def test_many_callers_at_once_lose_nothing_and_take_no_byte_too_much(
    seconds: float, tmp_path: Path
) -> None:
    keys = " ".join(f"key-{number}:project-{number}" for number in range(PROJECTS))
    settings = {"WASAT_KEYS": keys, "WASAT_MAX_PROJECT_BYTES": str(QUOTA)}
    settings["WASAT_DOWNLOAD_UPLOADED"] = "1"

    with serve(tmp_path / "data", settings=settings) as server:
        seen = asyncio.run(crowd(server, tmp_path / "data", seconds))

    assert not [status for status in seen if status.startswith("5")]
    assert seen["200"] > CALLERS
    assert seen["429"] >= CALLERS - PROJECTS * (QUOTA // LARGEST)
