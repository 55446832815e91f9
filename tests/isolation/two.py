"""Two projects on one server: what the other has, and everything one can ask about it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from tests.api.asking import ASK, COUNT, PDF, STREAM, Asking, ask
from tests.api.uploading import commanding, start, upload
from wasat.blob import Blob
from wasat.box import Box
from wasat.generation.pages import PageView

OWN, OTHER = "own-key", "other-key"
KEYS = {OWN: "acme", OTHER: "other"}
MISSING = "missing-1234"
UPLOAD = "/upload/v1beta/files"


class View(PageView):
    """Draws what it is given, so that drawing a foreign page would be seen."""

    async def draw(self, blob: Blob, page: int, boxes: Sequence[Box]) -> bytes:
        del page, boxes
        with blob.lend() as file:
            return file.read()


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """What the other project has.

    Attributes:
        file: Id of a file.
        upload: Id of a running upload, 4 of its 8 bytes received.
        response: Id of an answer whose trace is kept.
        token: Of their second page of files.
    """

    file: str
    upload: str
    response: str
    token: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """Something one may ask, with a name where a thing's id goes: `{file}`, `{upload}`, ...

    Attributes:
        method: Of HTTP.
        path: With its query.
        body: JSON, or bytes.
        headers: Beside the key.
    """

    method: str
    path: str
    body: dict[str, object] | bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def about(self, **ids: str) -> "Request":
        """Return the request with ids in their places."""
        return Request(
            method=self.method,
            path=_fill(self.path, ids),
            body=_fill_all(self.body, ids),
            headers=self.headers,
        )


def _fill(text: str, ids: dict[str, str]) -> str:
    for name, each in ids.items():
        text = text.replace("{" + name + "}", each)
    return text


def _fill_all(value: object, ids: dict[str, str]) -> object:
    if isinstance(value, str):
        return _fill(value, ids)
    if isinstance(value, dict):
        return {name: _fill_all(each, ids) for name, each in value.items()}
    return [_fill_all(each, ids) for each in value] if isinstance(value, list) else value


@asynccontextmanager
async def two_projects(
    settings: Mapping[str, object] | None = None, *, max_project_bytes: int = 1 << 34
) -> AsyncIterator[tuple[httpx.AsyncClient, Theirs]]:
    """Lend a client, and what the other project has; requests say their key themselves."""
    asking = Asking(
        keys=KEYS,
        max_project_bytes=max_project_bytes,
        settings={"page_view": View(), **(settings or {})},
    )
    async with asking.serve(**{"x-goog-api-key": OTHER}) as client:
        for number in range(3):
            await upload(client, name=f"files/theirs-{number}")
        url = await start(client, size=8)
        await client.post(url, headers=commanding("upload", offset=0), content=b"%PDF")
        listed = await client.get("/v1beta/files?pageSize=2")
        answered = await client.post(ASK, json=ask({"text": "hello"}))
        theirs = Theirs(
            file="theirs-0",
            upload=httpx.URL(url).params["upload_id"],
            response=answered.json()["responseId"],
            token=listed.json()["nextPageToken"],
        )
        yield client, theirs


async def upload_as(client: httpx.AsyncClient, key: str, name: str) -> dict[str, str]:
    """Upload a document with a key, and return its File."""
    file = {"file": {"name": name}}
    url = await start(client, size=len(PDF), json=file, **{"x-goog-api-key": key})
    answer = await client.post(
        url,
        headers={**commanding("upload, finalize", offset=0), "x-goog-api-key": key},
        content=PDF,
    )
    return answer.json()["file"]


async def send(client: httpx.AsyncClient, request: Request, key: str = OWN) -> httpx.Response:
    """Ask with a key."""
    headers = {"x-goog-api-key": key, **request.headers}
    content = request.body if isinstance(request.body, bytes) else None
    json = None if content is not None else request.body
    return await client.request(
        request.method, request.path, headers=headers, content=content, json=json
    )


def naming(uri: str, path: str = ASK) -> Request:
    """Return a question about a file that is named so."""
    return Request(method="POST", path=path, body=ask({"fileData": {"fileUri": uri}}))


def _get(path: str) -> Request:
    return Request(method="GET", path=path)


def _command(words: str, body: bytes = b"") -> Request:
    return Request(
        method="POST",
        path=f"{UPLOAD}?upload_id={{upload}}&upload_protocol=resumable",
        body=body,
        headers=commanding(words, offset=4),
    )


_PART = {"fileData": {"fileUri": "files/{file}"}}
_RESULT = {"functionResponse": {"name": "f", "response": {}, "parts": [_PART]}}
_NESTED = {"generateContentRequest": {"model": "models/reader", **ask(_PART)}}

# By what is tried. Each must be answered as if the thing had never been there.
FOREIGN = {
    "get": _get("/v1beta/files/{file}"),
    "get in v1": _get("/v1/files/{file}"),
    "get in v1alpha": _get("/v1alpha/files/{file}"),
    "get by name": _get("/v1/files/files/{file}"),
    "get by http uri": _get("/v1/files/http://wasat.test/v1beta/files/{file}"),
    "get by escaped uri": _get("/v1/files/https%3A%2F%2Fwasat.test%2Fv1beta%2Ffiles%2F{file}"),
    "get with a mask": _get("/v1beta/files/{file}?fields=sizeBytes"),
    "get one line": _get("/v1beta/files/{file}?prettyPrint=false"),
    "get climbing up": _get("/v1beta/files/x/../{file}"),
    "delete": Request(method="DELETE", path="/v1beta/files/{file}"),
    "delete in v1 with a body": Request(method="DELETE", path="/v1/files/{file}", body={}),
    "delete by uri": Request(method="DELETE", path="/v1/files/http://a/v1/files/{file}"),
    "download": _get("/v1beta/files/{file}:download?alt=media"),
    "download a range": Request(
        method="GET", path="/v1beta/files/{file}:download", headers={"range": "bytes=0-3"}
    ),
    "download if changed": Request(
        method="GET", path="/v1beta/files/{file}:download", headers={"if-none-match": "*"}
    ),
    "picture of a page": _get("/v1beta/files/{file}/pages/1.png"),
    "picture with a box": _get("/v1beta/files/{file}/pages/1.png?box=1,2,3,4"),
    "picture of no page": _get("/v1beta/files/{file}/pages/99999.png"),
    "ask by name": naming("files/{file}"),
    "ask by our uri": naming("http://wasat.test/v1beta/files/{file}"),
    "ask by the canonical uri": naming(
        "https://generativelanguage.googleapis.com/v1beta/files/{file}"
    ),
    "ask by another host's uri": naming("https://example.org/v1/files/{file}"),
    "ask by an uri with a page": naming("files/{file}#page=1"),
    "ask in system instructions": Request(
        method="POST",
        path=ASK,
        body=ask({"text": "hello"}, systemInstruction={"parts": [_PART]}),
    ),
    "ask in a function's result": Request(method="POST", path=ASK, body=ask(_RESULT)),
    "ask in an earlier turn": Request(
        method="POST",
        path=ASK,
        body={
            "contents": [
                {"role": "user", "parts": [_PART]},
                {"role": "model", "parts": [{"text": "yes"}]},
                {"role": "user", "parts": [{"text": "and?"}]},
            ]
        },
    ),
    "ask some pages": Request(
        method="POST", path=ASK, body=ask({**_PART, "documentMetadata": {"startPage": 1}})
    ),
    "ask in v1": naming("files/{file}", ASK.replace("v1beta", "v1")),
    "ask the reader": naming("files/{file}", "/v1beta/models/reader:generateContent"),
    "stream": naming("files/{file}", STREAM),
    "stream events": naming("files/{file}", f"{STREAM}?alt=sse"),
    "count": naming("files/{file}", COUNT),
    "count a whole request": Request(method="POST", path=COUNT, body=_NESTED),
    "trace": _get("/v1beta/responses/{response}/trace"),
    "trace in v1": _get("/v1/responses/{response}/trace"),
    "where an upload stands": _command("query"),
    "go on with an upload": _command("upload", PDF[4:8]),
    "end an upload": _command("upload, finalize", PDF[4:8]),
    "end an upload without bytes": _command("finalize"),
    "give an upload up": _command("cancel"),
    "give an upload up by DELETE": Request(
        method="DELETE", path=f"{UPLOAD}?upload_id={{upload}}&uploadType=resumable"
    ),
    "end an upload by PUT": Request(
        method="PUT",
        path=f"{UPLOAD}?upload_id={{upload}}",
        body=PDF[4:8],
        headers={"content-range": "bytes 4-7/8"},
    ),
    "where an upload stands by PUT": Request(
        method="PUT",
        path=f"/resumable{UPLOAD}?upload_id={{upload}}",
        headers={"content-range": "bytes */8"},
    ),
}
