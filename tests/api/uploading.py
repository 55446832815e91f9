"""The requests of an upload, as an SDK makes them."""

import httpx

PDF = b"%PDF-1.4 a few bytes"
UPLOAD = "/upload/v1beta/files"


def commanding(words: str, **headers: object) -> dict[str, str]:
    """Return the headers of a command; names are short for `X-Goog-Upload-...`."""
    named = {f"x-goog-upload-{name.replace('_', '-')}": str(text) for name, text in headers.items()}
    return {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": words, **named}


async def start(
    client: httpx.AsyncClient, *, size: int | None = len(PDF), json: object = None, **headers: str
) -> str:
    """Begin an upload and return its URL."""
    declared = {} if size is None else {"header_content_length": size}
    answer = await client.post(
        UPLOAD,
        headers=commanding("start", header_content_type="application/pdf", **declared) | headers,
        json={"file": {}} if json is None else json,
    )
    assert answer.status_code == 200, answer.text
    return answer.headers["x-goog-upload-url"]


async def send(
    client: httpx.AsyncClient, url: str, words: str, data: bytes = b"", offset: int = 0
) -> httpx.Response:
    """Give one command on an upload URL; no key goes with it."""
    headers = commanding(words, offset=offset) | {"x-goog-api-key": ""}
    return await client.post(url, headers=headers, content=data)


async def break_off(
    client: httpx.AsyncClient, url: str, words: str, data: bytes, offset: int = 0
) -> None:
    """Begin to send bytes with a command, and go away before they are complete."""
    arriving = [{"type": "http.request", "body": data, "more_body": True}]
    target = httpx.URL(url)
    scope = {
        "type": "http",
        "method": "POST",
        "path": target.path,
        "query_string": target.query,
        "headers": [
            (name.encode(), text.encode())
            for name, text in {"x-goog-api-key": "k1", **commanding(words, offset=offset)}.items()
        ],
    }

    async def receive() -> dict[str, object]:
        return arriving.pop() if arriving else {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        del message  # nobody is there to hear it

    await client._transport.app(scope, receive, send)


async def upload(client: httpx.AsyncClient, data: bytes = PDF, **file: object) -> dict[str, str]:
    """Upload a whole file and return its resource."""
    url = httpx.URL(await start(client, size=len(data), json={"file": file}))
    path = url.path[url.path.index("/upload/") :]  # a proxy takes its own prefix away
    answer = await send(client, f"{path}?{url.query.decode()}", "upload, finalize", data)
    assert answer.status_code == 200, answer.text
    return answer.json()["file"]
