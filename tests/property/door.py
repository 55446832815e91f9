"""The application in process, for callers who may send anything and stay until they know."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from starlette.types import Message

from tests.api.asking import Asking
from tests.api.details import find_faults
from tests.api.test_pages import View

MOST_SECONDS = 20  # of a machine that is busy; a request takes a thousandth of this
KEY = (b"x-goog-api-key", b"k1")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A request as an application is given it."""

    verb: str = "GET"
    path: bytes = b"/v1beta/files"
    query: bytes = b""
    headers: Sequence[tuple[bytes, bytes]] = ()
    body: bytes = b""


@dataclass(kw_only=True)
class Answer:
    """What came of a request."""

    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    body: bytes = b""


class Door:
    """The application with a file that may be downloaded, and callers who stay until they know."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        asking = Asking(settings={"page_view": View(), "download_uploaded": True})
        self._app, self._files = asking.app, asking.context.files
        self.knock(
            Sent(
                verb="POST",
                path=b"/upload/v1beta/files",
                query=b"uploadType=multipart",
                headers=[(b"content-type", b"multipart/related; boundary=cut")],
                body=b'--cut\r\n\r\n{"file":{"name":"abc"}}\r\n--cut\r\n\r\nwords\r\n--cut--',
            )
        )

    def close(self) -> None:
        self._runner.run(self._files.close())
        self._runner.close()

    def knock(self, sent: Sent) -> Answer:
        """Send a request, and return the answer.

        Raises:
            TimeoutError: None came.
        """
        return self._runner.run(asyncio.wait_for(self._call(sent), MOST_SECONDS))

    async def _call(self, sent: Sent) -> Answer:
        bodies: list[Message] = [{"type": "http.request", "body": sent.body}]
        answer = Answer()

        async def receive() -> Message:
            if not bodies:
                await asyncio.Event().wait()
            return bodies.pop()

        async def send(message: Message) -> None:
            answer.status = message.get("status", answer.status)
            answer.headers |= dict(message.get("headers", ()))
            answer.body += message.get("body", b"")

        named = {name for name, _ in sent.headers}
        await self._app(_scope(sent, [] if KEY[0] in named else [KEY]), receive, send)
        return answer


def _scope(sent: Sent, more: list[tuple[bytes, bytes]]) -> Mapping[str, object]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": sent.verb,
        "scheme": "http",
        "path": unquote(sent.path.decode("ascii")),
        "raw_path": sent.path,
        "root_path": "",
        "query_string": sent.query,
        "headers": [*sent.headers, *more],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8080),
    }


def judge(sent: Sent, answer: Answer) -> list[str]:
    """Return what is wrong with an answer, whatever was sent."""
    is_upload = sent.path.startswith(b"/upload/")
    faults = [] if 200 <= answer.status < 500 else [f"status {answer.status}"]
    if (
        answer.status >= 400
        and is_upload
        and answer.headers.get(b"x-goog-upload-status") != b"final"
    ):
        faults.append("a failed upload that is not final")
    if answer.status >= 400 and answer.headers[b"content-type"].startswith(b"application/json"):
        body = json.loads(answer.body)
        faults += find_faults((body[0] if isinstance(body, list) else body)["error"])
    return [f"{fault}: {sent}"[:500] for fault in faults]
