"""The REST forms of the documentation's samples, by curl: shell as people paste it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")

KEY = "curl"
UPLOAD = """
curl -s "$BASE/upload/v1beta/files?key=$KEY" -D headers.txt \\
  -H "X-Goog-Upload-Protocol: resumable" -H "X-Goog-Upload-Command: start" \\
  -H "X-Goog-Upload-Header-Content-Length: $(wc -c < a.pdf)" \\
  -H "X-Goog-Upload-Header-Content-Type: application/pdf" \\
  -H "Content-Type: application/json" -d "{'file': {'display_name': 'TEXT'}}"
url=$(grep "x-goog-upload-url: " headers.txt | cut -d" " -f2 | tr -d "\\r")
curl -s "$url" -H "X-Goog-Upload-Offset: 0" -H "X-Goog-Upload-Command: upload, finalize" \\
  --data-binary "@a.pdf"
"""


@pytest.fixture
def folder(tmp_path: Path, papers: tuple[bytes, bytes]) -> Path:
    (tmp_path / "a.pdf").write_bytes(papers[0])
    return tmp_path


def shell(script: str, folder: Path, server_url: str, **variables: str) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "BASE": server_url, "KEY": KEY, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_a_pdf_is_uploaded_and_asked_about(folder: Path, server_url: str) -> None:
    file = json.loads(shell(UPLOAD, folder, server_url))["file"]
    script = """
    curl -s "$BASE/v1beta/models/gemini-2.0-flash:generateContent?key=$KEY" \\
      -H 'Content-Type: application/json' -X POST -d '{"contents": [{"parts": [
        {"text": "What score does Aurora reach on MMLU?"},
        {"file_data": {"mime_type": "application/pdf", "file_uri": "'$URI'"}}]}]}'
    """

    answer = json.loads(shell(script, folder, server_url, URI=file["uri"]))

    assert file["displayName"] == "TEXT"
    assert file["state"] == "ACTIVE"
    assert "81.2" in answer["candidates"][0]["content"]["parts"][0]["text"]


def test_a_pdf_is_asked_about_inline(folder: Path, server_url: str) -> None:
    script = """
    echo '{"contents": [{"parts": [{"inline_data": {"mime_type": "application/pdf",
      "data": "'$(base64 -w0 a.pdf)'"}}, {"text": "Summarize this document"}]}]}' > request.json
    curl -s "$BASE/v1beta/models/gemini-2.0-flash:generateContent?key=$KEY" \\
      -H 'Content-Type: application/json' -d @request.json
    """

    answer = json.loads(shell(script, folder, server_url))

    assert "Aurora" in answer["candidates"][0]["content"]["parts"][0]["text"]
    assert answer["usageMetadata"]["promptTokensDetails"][-1] == {
        "modality": "DOCUMENT",
        "tokenCount": 258,
    }


def test_files_are_got_listed_and_deleted(folder: Path, server_url: str) -> None:
    name = json.loads(shell(UPLOAD, folder, server_url))["file"]["name"]
    get = 'curl -s "$BASE/v1beta/$NAME?key=$KEY"'
    list_ = 'curl -s "$BASE/v1beta/files?key=$KEY"'
    delete = 'curl -s -X DELETE "$BASE/v1beta/$NAME?key=$KEY"'

    assert json.loads(shell(get, folder, server_url, NAME=name))["name"] == name
    listed = json.loads(shell(list_, folder, server_url))["files"]
    assert name in [file["name"] for file in listed]
    assert json.loads(shell(delete, folder, server_url, NAME=name)) == {}
    error = json.loads(shell(get, folder, server_url, NAME=name))["error"]
    assert (error["code"], error["status"]) == (403, "PERMISSION_DENIED")


def test_a_stream_is_an_array_without_sse_and_events_with_it(folder: Path, server_url: str) -> None:
    script = """
    curl -s "$BASE/v1beta/models/gemini-2.0-flash:streamGenerateContent?key=$KEY$SSE" \\
      -H 'Content-Type: application/json' --no-buffer \\
      -d '{ "contents":[{"parts":[{"text": "Write about a backpack"}]}]}'
    """

    array = json.loads(shell(script, folder, server_url, SSE=""))
    events = shell(script, folder, server_url, SSE="&alt=sse")

    assert len(array) >= 3
    lines = [line for line in events.splitlines() if line]
    assert all(line.startswith("data: {") for line in lines)
    assert len(lines) >= 3


def test_a_request_without_a_key_is_refused(folder: Path, server_url: str) -> None:
    error = json.loads(shell('curl -s "$BASE/v1beta/files"', folder, server_url))["error"]

    assert (error["code"], error["status"]) == (403, "PERMISSION_DENIED")
    assert error["message"].startswith("Method doesn't allow unregistered callers")
