"""A client that uploads, asks, finishes, cancels and deletes at random until its server dies."""

import base64
import hashlib
import itertools
from collections.abc import Iterator

import httpx

from tests.crash.ledger import LARGEST, MIME_TYPE, Ledger, Sent, Stage

UPLOAD = "/upload/v1beta/files"


class GoneAwayError(Exception):
    """A client breaks its own request off."""


def commanding(words: str, **headers: object) -> dict[str, str]:
    """Return the headers of a command; names are short for `X-Goog-Upload-...`."""
    named = {f"x-goog-upload-{name.replace('_', '-')}": str(text) for name, text in headers.items()}
    return {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": words, **named}


def start(client: httpx.Client, content: bytes, *, is_declared: bool) -> Sent:
    """Begin an upload."""
    declared = {"header_content_length": len(content)} if is_declared else {}
    headers = commanding("start", header_content_type=MIME_TYPE, **declared)
    answer = client.post(UPLOAD, headers=headers, json={"file": {}})
    assert answer.status_code == 200, answer.text
    return Sent(url=answer.headers["x-goog-upload-url"], content=content, is_declared=is_declared)


def command(
    client: httpx.Client, sent: Sent, words: str, *, offset: int = 0, data: bytes = b""
) -> httpx.Response:
    """Give one command on the upload's URL."""
    return client.post(sent.url, headers=commanding(words, offset=offset), content=data)


def query(client: httpx.Client, sent: Sent) -> tuple[str, int]:
    """Return the status of an upload and how many bytes were received."""
    answer = command(client, sent, "query")
    assert answer.status_code == 200, answer.text
    headers = answer.headers
    return headers["x-goog-upload-status"], int(headers["x-goog-upload-size-received"])


def send(client: httpx.Client, sent: Sent, size: int, *, is_last: bool) -> None:
    """Send the next bytes from where the server stands."""
    offset = sent.acknowledged
    end = min(len(sent.content), offset + size)
    sent.sent = max(sent.sent, end)
    if is_last:
        sent.stage = Stage.FINALIZING
    words = "upload, finalize" if is_last else "upload"
    answer = command(client, sent, words, offset=offset, data=sent.content[offset:end])
    while "taken over" in answer.text:  # by a request broken off before, which came in only now
        answer = command(client, sent, words, offset=offset, data=sent.content[offset:end])
    assert answer.status_code == 200, answer.text
    sent.acknowledged = end
    if is_last:
        note_file(sent, answer.json()["file"])


def note_file(sent: Sent, file: dict[str, str]) -> None:
    """Check that a file is exactly what was sent, and remember it."""
    digest = hashlib.sha256(sent.content).hexdigest()
    assert base64.b64decode(file["sha256Hash"]).decode() == digest
    assert int(file.get("sizeBytes", "0")) == len(sent.content)
    sent.name = file["name"]
    sent.stage = Stage.FINAL


def resume(client: httpx.Client, sent: Sent) -> None:
    """Ask where the server stands, send the rest from there, and make the file."""
    _, sent.acknowledged = query(client, sent)
    send(client, sent, LARGEST, is_last=True)


class RandomClient:
    """Does what its ledger's dice say, one request after another.

    Args:
        client: Speaks to the server.
        ledger: What was done so far.
    """

    def __init__(self, client: httpx.Client, ledger: Ledger) -> None:
        self._client = client
        self._ledger = ledger
        self._chance = ledger.chance

    def run_until_it_breaks(self) -> None:
        """Return when the server is gone; raise when it answers wrongly."""
        acts = (
            self._start,
            *itertools.repeat(self._send, 6),
            *itertools.repeat(self._finish, 2),
            self._break_off,
            self._query,
            self._cancel,
            self._delete,
        )
        try:
            while True:
                self._chance.choice(acts)()
        except httpx.TransportError:
            return

    def _pick(self, stage: Stage) -> Sent | None:
        uploads = self._ledger.staged(stage)
        return self._chance.choice(uploads) if uploads else None

    def _start(self) -> None:
        if len(self._ledger.staged(Stage.RUNNING)) < 4:
            content = self._ledger.new_content()
            is_declared = self._chance.random() < 0.7
            self._ledger.uploads.append(start(self._client, content, is_declared=is_declared))

    def _send(self) -> None:
        if (sent := self._pick(Stage.RUNNING)) is not None:
            send(self._client, sent, self._chance.randint(1, LARGEST // 2), is_last=False)

    def _finish(self) -> None:
        if (sent := self._pick(Stage.RUNNING)) is None:
            return
        if self._chance.random() < 0.5:
            send(self._client, sent, LARGEST, is_last=True)
        else:
            send(self._client, sent, LARGEST, is_last=False)
            send(self._client, sent, 0, is_last=True)

    def _break_off(self) -> None:
        """Go away in the middle of a request; the next query tells how much of it was kept."""
        if (sent := self._pick(Stage.RUNNING)) is None:
            return
        offset, sent.sent = sent.acknowledged, len(sent.content)
        end = self._chance.randint(offset, len(sent.content))

        def packets() -> Iterator[bytes]:
            yield sent.content[offset:end]
            raise GoneAwayError

        headers = commanding("upload", offset=offset)
        try:
            self._client.post(sent.url, headers=headers, content=packets())
        except GoneAwayError:
            self._query_one(sent)

    def _query(self) -> None:
        if (sent := self._pick(Stage.RUNNING)) is not None:
            self._query_one(sent)

    def _query_one(self, sent: Sent) -> None:
        status, received = query(self._client, sent)
        assert status == "active"
        assert sent.acknowledged <= received <= sent.sent
        sent.acknowledged = received

    def _cancel(self) -> None:
        if (sent := self._pick(Stage.RUNNING)) is not None:
            sent.stage = Stage.CANCELLING
            assert command(self._client, sent, "cancel").status_code == 200
            sent.stage = Stage.CANCELLED

    def _delete(self) -> None:
        if (sent := self._pick(Stage.FINAL)) is not None:
            sent.stage = Stage.DELETING
            answer = self._client.delete(f"/v1beta/{sent.name}")
            assert answer.status_code == 200, answer.text
            sent.stage = Stage.DELETED
