"""Whatever of ours a browser shows runs, loads and frames nothing that is not ours."""

import base64
import hashlib
import re

import pytest

from tests.api.asking import ASK
from tests.isolation.two import OTHER, View
from tests.isolation.two import two_projects as serve_two

SHOWN = {
    "the docs": "/docs",
    "the document": "/openapi.json",
    "no such page": "/nothing",
    "no such method": "/v1beta/models/x:noSuchMethod",
    "a picture": "/v1beta/files/theirs-0/pages/1.png",
    "a file": "/v1beta/files/theirs-0",
    "a download": "/v1beta/files/theirs-0:download?alt=media",
    "a refusal": "/v1beta/files/nothing",
    "health": "/livez",
    "readiness": "/readyz",
    "counts": "/metrics",
    "an upload refused": "/upload/v1beta/files",
    "a question by GET": ASK,
}


@pytest.mark.parametrize("name", SHOWN)
async def test_every_answer_tells_browsers_to_trust_nothing(name: str) -> None:
    async with serve_two({"page_view": View(), "download_uploaded": True}) as (client, _):
        answer = await client.get(SHOWN[name], headers={"x-goog-api-key": OTHER})

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy or policy == "sandbox"
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_the_docs_may_run_their_own_script_and_nothing_else() -> None:
    async with serve_two() as (client, _):
        page = await client.get("/docs")

    [script] = re.findall("<script>(.*?)</script>", page.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = page.headers["content-security-policy"]
    assert f"script-src 'sha256-{digest}';" in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"\son\w+=|javascript:|src=", page.text)
