"""Which key opens what, wherever it stands in the request."""

import httpx
import pytest

from tests.api.service import Service
from tests.api.uploading import upload

KEYS = {"k1": "acme", "k1b": "acme", "k2": "other"}
NO_KEY = (
    "Method doesn't allow unregistered callers (callers without established identity). Please use"
    " API Key or other form of API consumer identity to call this API."
)


async def _list(client: httpx.AsyncClient, query: str = "", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return await client.get(f"/v1beta/files{query}", headers=named)


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {"x_goog_api_key": "k1"}),
        ("?key=k1", {}),
        ("", {"authorization": "Bearer k1"}),
    ],
)
async def test_a_key_is_taken_wherever_clients_put_it(query: str, headers: dict[str, str]) -> None:
    async with Service(keys=KEYS).serve(accept="*/*") as client:
        answer = await _list(client, query, **headers)

    assert answer.status_code == 200


async def test_no_key_is_403_in_the_services_words() -> None:
    async with Service(keys=KEYS).serve(accept="*/*") as client:
        answer = await _list(client)

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (403, "PERMISSION_DENIED")
    assert error["message"] == NO_KEY


async def test_a_wrong_key_is_400_with_the_reason_that_clients_look_for() -> None:
    async with Service(keys=KEYS).serve(accept="*/*") as client:
        answer = await _list(client, "?key=k3")

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"] == "API key not valid. Please pass a valid API key."
    assert error["details"][0]["reason"] == "API_KEY_INVALID"


async def test_the_refused_key_is_not_repeated() -> None:
    async with Service(keys=KEYS).serve(accept="*/*") as client:
        answer = await _list(client, "?key=secret-key")

    assert "secret-key" not in answer.text


@pytest.mark.parametrize(("key", "status"), [("k1b", 200), ("k2", 403)])
async def test_keys_of_one_project_share_its_files(key: str, status: int) -> None:
    async with Service(keys=KEYS).serve() as client:
        made = await upload(client)
        answer = await client.get(f"/v1/{made['name']}", headers={"x-goog-api-key": key})

    assert answer.status_code == status


async def test_without_any_keys_each_key_is_a_project_of_its_own() -> None:
    async with Service().serve() as client:
        made = await upload(client)
        own = await client.get(f"/v1/{made['name']}")
        other = await client.get(f"/v1/{made['name']}", headers={"x-goog-api-key": "any"})

    assert (own.status_code, other.status_code) == (200, 403)
