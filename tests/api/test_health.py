"""GET /livez, /readyz, /metrics: no key needed."""

import pytest

from tests.api.service import Service
from tests.api.uploading import PDF, upload


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
async def test_operations_need_no_key(path: str) -> None:
    async with Service(keys={"k1": "acme"}).serve(accept="*/*") as client:
        answer = await client.get(path)

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


async def test_a_server_that_is_not_ready_says_503() -> None:
    async with Service(settings={"is_ready": lambda: False, "version": "1.2"}).serve() as client:
        ready = await client.get("/readyz")
        alive = await client.get("/livez")

    assert (ready.status_code, ready.json()) == (503, {"status": "not ready", "version": "1.2"})
    assert alive.status_code == 200


async def test_readiness_tells_the_facts_behind_it_by_name() -> None:
    facts = {"store": "ok", "sandbox": ["rlimits", "seccomp"]}
    async with Service(settings={"facts": lambda: facts, "version": "1.2"}).serve() as client:
        ready = await client.get("/readyz")

    assert ready.json() == {"status": "ready", "version": "1.2", **facts}


async def test_metrics_count_what_was_uploaded() -> None:
    def count(text: str) -> float:
        (line,) = [at for at in text.splitlines() if at.startswith("wasat_uploaded_bytes_total ")]
        return float(line.split()[1])

    async with Service().serve() as client:
        before = await client.get("/metrics")
        await upload(client)
        after = await client.get("/metrics")

    assert count(after.text) - count(before.text) == len(PDF)
    assert after.headers["content-type"].startswith("text/plain; version=")
