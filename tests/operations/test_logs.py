"""What a running server writes down: facts of every request, and nothing anybody sent."""

import json
from pathlib import Path

import httpx

from examples.local_server import serve
from tests.api.uploading import UPLOAD, commanding

KEY, WRONG_KEY = "key-of-acme-7531", "key-of-nobody-8642"
SECRETS = ("Zanzibar", "marigold", "confidential-report", "quarterly")  # words, a prompt, names
ASK = "/v1beta/models/reader:generateContent"


def call_everything(client: httpx.Client) -> list[str]:
    """Call well, wrongly and with the key in each of its places; return ids that let anybody in."""
    file = {"file": {"name": "files/quarterly", "displayName": "confidential-report"}}
    begun = client.post(
        UPLOAD, headers=commanding("start", header_content_type="text/plain"), json=file
    )
    url = begun.headers["x-goog-upload-url"]
    last = commanding("upload, finalize", offset=0)
    client.post(url, headers=last, content=b"The harvest of Zanzibar was 42 tons.")
    client.post(url, headers=commanding("upload", offset=99), content=b"Zanzibar")
    client.get("/v1beta/files/quarterly")
    client.get(f"/v1beta/files?key={KEY}", headers={"x-goog-api-key": ""})
    bearer = {"x-goog-api-key": "", "authorization": f"Bearer {KEY}"}
    client.get("/v1beta/files", headers=bearer)
    client.get("/v1beta/files", headers={"x-goog-api-key": WRONG_KEY})
    parts = [{"fileData": {"fileUri": "files/quarterly"}}, {"text": "How many marigold tons?"}]
    client.post(ASK, json={"contents": [{"parts": parts}]})
    client.post(ASK, content=b'{"contents": "marigold"')
    client.get(f"/nowhere/{KEY}?marigold={KEY}")
    return [httpx.URL(url).params["upload_id"]]


def test_every_request_leaves_its_facts_and_nothing_that_was_sent(tmp_path: Path) -> None:
    log = tmp_path / "log"
    settings = {"WASAT_KEYS": f"{KEY}:acme", "WASAT_WORKERS": "1"}
    with (
        serve(tmp_path / "data", settings=settings, log=log) as server,
        httpx.Client(
            base_url=server.url, headers={"x-goog-api-key": KEY}, timeout=60, trust_env=False
        ) as client,
    ):
        ids = call_everything(client)
        answer = client.get("/v1beta/models", headers={"x-request-id": "of-the-proxy-1"})

    text = log.read_text()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["event"] == "request"]
    assert not [secret for secret in (KEY, WRONG_KEY, *SECRETS, *ids) if secret in text]
    assert {200, 400, 404} <= {line["status"] for line in requests}
    assert {line.get("project") for line in requests if line["call"] == "files.get"} == {"acme"}
    assert answer.headers["x-wasat-request-id"] == "of-the-proxy-1"
    assert len([line for line in requests if line["request"] == "of-the-proxy-1"]) == 1
    assert len({line["request"] for line in requests}) == len(requests)
