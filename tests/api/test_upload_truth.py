"""Whatever commands come in whatever order, an upload tells the truth about its bytes."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import httpx
from hypothesis import given
from hypothesis import strategies as st

from tests.api.service import Service
from tests.api.uploading import break_off, commanding, send, start


@dataclass(frozen=True, kw_only=True)
class Step:
    """One request on the upload URL.

    Attributes:
        words: The command; `break` is an upload whose sender goes away.
        resent: How many of the last bytes that are there go out again.
        gap: How many bytes are left out before the new ones.
        fresh: New bytes.
        is_spoilt: Whether the first byte is another than before.
    """

    words: str
    resent: int = 0
    gap: int = 0
    fresh: bytes = b""
    is_spoilt: bool = False


CHUNKS = st.builds(
    Step,
    words=st.sampled_from(["upload", "upload", "upload", "upload, finalize", "break"]),
    resent=st.integers(0, 6),
    gap=st.sampled_from([0, 0, 0, 0, 1, 5]),
    fresh=st.binary(max_size=6),
    is_spoilt=st.sampled_from([False, False, False, True]),
)
STEPS = st.one_of(
    CHUNKS, st.sampled_from(["query", "finalize", "cancel"]).map(lambda w: Step(words=w))
)


class _Sender:
    """Sends steps, and believes of its bytes only what it was told is kept."""

    def __init__(self, client: httpx.AsyncClient, url: str) -> None:
        self.client = client
        self.url = url
        self.kept = b""
        self.file: dict[str, str] | None = None

    async def take(self, step: Step) -> None:
        resent = self.kept[len(self.kept) - min(step.resent, len(self.kept)) :]
        offset = len(self.kept) - len(resent) + step.gap
        data = resent + step.fresh
        if step.is_spoilt and data:
            data = bytes([data[0] ^ 1]) + data[1:]
        before = len(self.kept)
        is_kept = await self._send(step.words, data, offset)
        received = await self._ask()
        if is_kept is None and received > before:
            assert offset <= before
            self.kept += data[before - offset : received - offset]
        assert received == len(self.kept)

    async def _send(self, words: str, data: bytes, offset: int) -> bool | None:
        """Return whether the bytes are kept, None if nobody said so."""
        if words == "break":
            await break_off(self.client, self.url, "upload", data, offset)
            return None
        if "upload" not in words:
            data, offset = b"", 0
        answer = await send(self.client, self.url, words, data, offset)
        if answer.status_code != 200:
            assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (400, "final")
            return None if words == "upload, finalize" else False
        assert offset <= len(self.kept)
        self.kept = self.kept[:offset] + data + self.kept[offset + len(data) :]
        if answer.content:
            self.file = answer.json()["file"]
        return True

    async def _ask(self) -> int:
        answer = await send(self.client, self.url, "query")
        assert answer.status_code == 200
        return int(answer.headers["x-goog-upload-size-received"])


@cache
def _service() -> Service:
    """Return one server for all examples: making it takes longer than an upload."""
    return Service()


def _bytes_of(service: Service, name: str) -> bytes:
    (blob,) = [file.blob for file in service.rows.files.values() if f"files/{file.id}" == name]
    with service.blobs.open(blob) as kept:
        return kept.read()


@given(size=st.none() | st.integers(0, 30), steps=st.lists(STEPS, max_size=12))
async def test_received_is_what_was_accepted_and_the_file_is_what_was_sent(
    size: int | None, steps: list[Step]
) -> None:
    service = _service()
    before = len(service.rows.files)
    async with service.serve() as client:
        sender = _Sender(client, await start(client, size=size))
        for step in steps:
            await sender.take(step)

    assert len(service.rows.files) - before == (sender.file is not None)
    if sender.file is not None:
        digest = hashlib.sha256(sender.kept).hexdigest()
        assert int(sender.file.get("sizeBytes", 0)) == len(sender.kept)
        assert base64.b64decode(sender.file["sha256Hash"]).decode() == digest
        assert _bytes_of(service, sender.file["name"]) == sender.kept


@given(cuts=st.lists(st.integers(0, 400), max_size=6), data=st.binary(max_size=400))
async def test_any_cut_into_chunks_makes_the_same_file(cuts: list[int], data: bytes) -> None:
    places = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    async with _service().serve() as client:
        url = await start(client, size=len(data))
        for begin, end in pairwise(places):
            await send(client, url, "upload", data[begin:end], begin)
        headers = commanding("upload, finalize", offset=len(data))
        answer = await client.post(url, headers=headers)

    digest = base64.b64decode(answer.json()["file"]["sha256Hash"]).decode()
    assert digest == hashlib.sha256(data).hexdigest()
