"""What the commands say to a running server, over HTTP like everybody else."""

import mimetypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from wasat.cli.progress import bytes_bar
from wasat.status import StatusError, UnavailableError

CHUNK_BYTES = 8 << 20  # the size every official SDK uploads in
TIMEOUT_SECONDS = 900.0

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {  # which not every machine's list of types has
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".epub": "application/epub+zip",
    ".eml": "message/rfc822",
    ".md": "text/markdown",
    ".webp": "image/webp",
}


class Client:
    """Calls of one key to one server.

    Where nobody answers, each raises an UnavailableError.

    Args:
        base_url: Of the server.
        key: The API key.
    """

    def __init__(self, base_url: str, key: str) -> None:
        self._http = httpx.Client(
            base_url=base_url, headers={"x-goog-api-key": key}, timeout=TIMEOUT_SECONDS
        )

    def get(self, path: str, **query: str | int) -> dict[str, Any]:
        """Return the JSON at a path below `/v1beta/`."""
        return self._json(self._call("GET", f"/v1beta/{path}", params=query))

    def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Post JSON to a path below `/v1beta/` and return what comes back."""
        return self._json(self._call("POST", f"/v1beta/{path}", json=body))

    def delete(self, path: str) -> None:
        """Delete what is at a path below `/v1beta/`."""
        self._json(self._call("DELETE", f"/v1beta/{path}"))

    def list(self, path: str, key: str) -> Iterator[dict[str, Any]]:
        """Yield everything in a list, page by page."""
        token = ""
        while True:
            page = self.get(path, pageSize=100, pageToken=token)
            yield from page.get(key, [])
            token = page.get("nextPageToken", "")
            if not token:
                return

    def upload(self, path: Path) -> dict[str, Any]:
        """Upload a file in chunks, with a progress bar, and return its File.

        Raises:
            StatusError: The server refused it, in its own words.
            OSError: The file cannot be read.
        """
        size = path.stat().st_size
        start = self._call(
            "POST",
            "/upload/v1beta/files",
            headers={
                "x-goog-upload-protocol": "resumable",
                "x-goog-upload-command": "start",
                "x-goog-upload-header-content-length": str(size),
                "x-goog-upload-header-content-type": guess_type(path),
            },
            json={"file": {"displayName": path.name}},
        )
        self._json(start)
        url = start.headers["x-goog-upload-url"]
        offset = 0
        with path.open("rb") as file, bytes_bar(f"Uploading {path.name}", size) as advance:
            while True:
                data = file.read(CHUNK_BYTES)
                is_last = offset + len(data) >= size
                answer = self._json(self._send(url, offset, data, is_last=is_last))
                offset += len(data)
                advance(offset)
                if is_last:
                    uploaded: dict[str, Any] = answer["file"]
                    return uploaded

    def _send(self, url: str, offset: int, data: bytes, *, is_last: bool) -> httpx.Response:
        command = "upload, finalize" if is_last else "upload"
        headers = {"x-goog-upload-offset": str(offset), "x-goog-upload-command": command}
        return self._call("POST", url, headers=headers, content=data)

    def _call(self, method: str, url: str, **request: Any) -> httpx.Response:  # noqa: ANN401 httpx's
        try:
            return self._http.request(method, url, **request)
        except httpx.HTTPError as error:
            raise UnavailableError(f"the server does not answer: {error}") from error

    @staticmethod
    def _json(answer: httpx.Response) -> dict[str, Any]:
        if answer.is_success:
            return answer.json() if answer.content else {}
        try:
            message = answer.json()["error"]["message"]
        except (ValueError, KeyError, TypeError):
            message = answer.text[:200]
        raise StatusError(f"the server answered {answer.status_code}: {message}")


def guess_type(path: Path) -> str:
    """Return the MIME type of a file by its name; what is not known is application/octet-stream."""
    known = _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0]
    return known or "application/octet-stream"
