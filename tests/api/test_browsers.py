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


async def test_any_page_may_where_the_setting_says_so() -> None:
    assert (await call(THEIRS, allowed=("*",))).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("origin", [THEIRS, "null", "http://[", "http://localhost.example"])
async def test_what_it_sends_without_asking_is_not_done(origin: str) -> None:
    answer = await call(origin, allowed=(OURS,))

    assert answer.status_code == 403
    assert answer.json()["error"]["details"][0]["reason"] == "ORIGIN_NOT_ALLOWED"
    assert "x-goog-upload-url" not in answer.headers


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1", "http://[::1]:1"])
async def test_pages_of_this_machine_are_no_strangers(origin: str) -> None:
    assert (await call(origin, allowed=())).status_code == 200


async def test_no_page_may_where_no_origin_is_named() -> None:
    asked, called = await ask_first(OURS, allowed=()), await call(OURS, allowed=())

    assert (asked.status_code, called.status_code) == (404, 403)
    assert not {name for name in called.headers if name.startswith("access-control-")}
