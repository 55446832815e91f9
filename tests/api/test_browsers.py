"""Pages in browsers call us where a setting names their origin, and nowhere else."""

import httpx
import pytest

from tests.api.service import Service

OURS, THEIRS = "https://app.example", "https://other.example"
START = {"x-goog-upload-command": "start", "x-goog-upload-protocol": "resumable"}


async def call(origin: str, *, allowed: tuple[str, ...]) -> httpx.Response:
    async with Service(settings={"browser_origins": allowed}).serve() as client:
        return await client.post(
            "/upload/v1beta/files", headers={**START, "Origin": origin}, json={}
        )


async def ask_first(origin: str, *, allowed: tuple[str, ...]) -> httpx.Response:
    """Send the question that a browser puts before the call itself, without a key."""
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-goog-api-key,x-goog-api-client",
    }
    async with Service(settings={"browser_origins": allowed}).serve(**asked) as client:
        return await client.options("/v1beta/models/reader:generateContent")


@pytest.mark.parametrize("allowed", [(OURS,), (THEIRS, OURS)])
async def test_a_page_of_a_named_origin_may_call_with_its_key(allowed: tuple[str, ...]) -> None:
    answer = await ask_first(OURS, allowed=allowed)

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == OURS
    assert "x-goog-api-key" in answer.headers["access-control-allow-headers"]
    assert "POST" in answer.headers["access-control-allow-methods"]


async def test_it_reads_where_to_upload() -> None:
    answer = await call(OURS, allowed=(OURS,))

    told = answer.headers["access-control-expose-headers"].lower().split(", ")
    assert answer.headers["access-control-allow-origin"] == OURS
    assert {name for name in answer.headers if name.startswith("x-goog-upload-")} <= set(told)
    assert "x-goog-upload-url" in told


async def test_a_page_of_another_origin_may_not() -> None:
    answer = await ask_first(THEIRS, allowed=(OURS,))

    assert answer.status_code == 400
    assert "access-control-allow-origin" not in answer.headers
    assert "access-control-allow-origin" not in (await call(THEIRS, allowed=(OURS,))).headers


async def test_any_page_may_where_the_setting_says_so() -> None:
    assert (await call(THEIRS, allowed=("*",))).headers["access-control-allow-origin"] == "*"


async def test_no_page_may_where_no_origin_is_named() -> None:
    asked, called = await ask_first(OURS, allowed=()), await call(OURS, allowed=())

    assert asked.status_code == 404
    assert not {name for name in called.headers if name.startswith("access-control-")}
