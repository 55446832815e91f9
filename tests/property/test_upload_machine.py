"""Uploads over HTTP against a model: commands, losses, resends and restarts in any order."""

import asyncio
import base64
import hashlib
from dataclasses import dataclass

import httpx
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.api.service import KEY, Service
from tests.api.uploading import break_off, send, start

FRESH = st.binary(min_size=1, max_size=6)
ENDS = ["upload", "upload, finalize"]


@dataclass(kw_only=True)
class Session:
    """What a sender may believe of one upload.

    Attributes:
        url: Where it goes on.
        size: Declared length, if one was.
        kept: Bytes that the server said it has.
        state: As the protocol names it.
        file: The resource, once there is one.
        last: The latest accepted request: command, bytes, offset.
    """

    url: str
    size: int | None
    kept: bytes = b""
    state: str = "active"
    file: dict[str, str] | None = None
    last: tuple[str, bytes, int] | None = None

    def takes(self, data: bytes, offset: int) -> bool:
        """Return whether these bytes may be sent to this offset."""
        end = offset + len(data)
        if self.state == "cancelled" or offset > len(self.kept):
            return False
        if self.size is not None and end > self.size:
            return False
        if self.state == "final" and end > len(self.kept):
            return False
        again = self.kept[offset:end]
        return data[: len(again)] == again

    def ends(self) -> bool:
        """Return whether the upload may be finished as it stands."""
        return self.state != "cancelled" and self.size in (None, len(self.kept))


class Uploads(RuleBasedStateMachine):
    """A sender with bad luck, and a server that may be started anew."""

    sessions = Bundle("sessions")

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._known: list[Session] = []

    @initialize()
    def begin(self) -> None:
        self._open(Service())

    def teardown(self) -> None:
        if hasattr(self, "_client"):
            self._runner.run(self._close())
        self._runner.close()

    @precondition(lambda self: len(self._known) < 4)
    @rule(target=sessions, size=st.none() | st.integers(0, 12))
    def start(self, size: int | None) -> Session:
        session = Session(url=self._runner.run(start(self._client, size=size)), size=size)
        self._known.append(session)
        return session

    @rule(session=sessions, data=FRESH, words=st.sampled_from(ENDS))
    def send_the_next_bytes(self, session: Session, data: bytes, words: str) -> None:
        self._command(session, words, data, len(session.kept))

    @rule(session=sessions, back=st.integers(1, 8), data=FRESH, words=st.sampled_from(ENDS))
    def send_some_bytes_again(self, session: Session, back: int, data: bytes, words: str) -> None:
        offset = max(0, len(session.kept) - back)
        self._command(session, words, session.kept[offset:] + data, offset)

    @rule(session=sessions, back=st.integers(1, 8))
    def send_other_bytes_than_before(self, session: Session, back: int) -> None:
        offset = max(0, len(session.kept) - back)
        spoilt = bytes(byte ^ 1 for byte in session.kept[offset:])
        self._command(session, "upload", spoilt, offset)

    @rule(session=sessions, gap=st.integers(1, 3), data=FRESH)
    def leave_a_gap(self, session: Session, gap: int, data: bytes) -> None:
        self._command(session, "upload", data, len(session.kept) + gap)

    @rule(session=sessions)
    def hear_no_answer_and_ask_again(self, session: Session) -> None:
        if session.last:
            self._command(session, *session.last)

    @rule(session=sessions, data=FRESH)
    def go_away_while_sending(self, session: Session, data: bytes) -> None:
        offset = len(session.kept)
        self._runner.run(break_off(self._client, session.url, "upload", data, offset))
        received = int(self._query(session)["x-goog-upload-size-received"])
        assert offset <= received <= offset + len(data)
        session.kept += data[: received - offset]

    @rule(session=sessions)
    def finish(self, session: Session) -> None:
        self._command(session, "finalize", b"", 0)

    @rule(session=sessions)
    def give_up(self, session: Session) -> None:
        answer = self._runner.run(send(self._client, session.url, "cancel"))
        assert answer.status_code == (400 if session.state == "final" else 200)
        if session.state == "active":
            session.state = "cancelled"

    @rule()
    def start_the_server_anew(self) -> None:
        service = Service(rows=self._service.rows, blobs=self._service.blobs)
        self._runner.run(self._close())
        self._open(service)
        self._runner.run(service.context.files.recover())

    @invariant()
    def the_server_tells_of_every_upload_what_the_sender_believes(self) -> None:
        for session in self._known:
            told = self._query(session)
            assert told["x-goog-upload-status"] == session.state
            assert int(told["x-goog-upload-size-received"]) == len(session.kept)

    @invariant()
    def the_files_are_those_that_were_finished(self) -> None:
        if not hasattr(self, "_client"):
            return
        answer = self._runner.run(self._client.get("/v1beta/files"))
        listed = {file["name"]: file["sha256Hash"] for file in answer.json().get("files", ())}
        assert listed == {
            session.file["name"]: _digest(session.kept) for session in self._known if session.file
        }

    def _open(self, service: Service) -> None:
        self._service = service
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=service.app),
            base_url="http://wasat.test",
            headers=KEY,
        )

    async def _close(self) -> None:
        await self._client.aclose()
        await self._service.context.files.close()

    def _query(self, session: Session) -> httpx.Headers:
        answer = self._runner.run(send(self._client, session.url, "query"))
        assert answer.status_code == 200
        return answer.headers

    def _command(self, session: Session, words: str, data: bytes, offset: int) -> None:
        """Give a command, and believe of it what the model allows and the answer says."""
        answer = self._runner.run(send(self._client, session.url, words, data, offset))
        is_taken = "upload" not in words or session.takes(data, offset)
        if is_taken and "upload" in words:
            session.kept = session.kept[:offset] + data + session.kept[offset + len(data) :]
        is_ended = is_taken and "finalize" in words and session.ends()
        is_fine = is_taken and ("finalize" not in words or is_ended)
        assert answer.status_code == (200 if is_fine else 400), answer.text
        if not is_fine:
            assert answer.headers["x-goog-upload-status"] == "final"
            assert answer.json()["error"]["details"]
            return
        session.last = (words, data, offset)
        if is_ended:
            self._compare(session, answer.json()["file"])

    def _compare(self, session: Session, file: dict[str, str]) -> None:
        assert file["sha256Hash"] == _digest(session.kept)
        assert int(file.get("sizeBytes", 0)) == len(session.kept)
        assert session.file is None or session.file["name"] == file["name"]
        session.file, session.state = file, "final"


def _digest(data: bytes) -> str:
    """Return a digest as the service writes it: base64 of hexadecimal text."""
    return base64.b64encode(hashlib.sha256(data).hexdigest().encode()).decode()


TestUploads = Uploads.TestCase
TestUploads.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
