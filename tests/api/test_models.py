"""GET /{v}/models and /{v}/models/{model}: what can be asked."""

import pytest

from tests.api.asking import Asking


async def get(path: str, **settings: bool) -> tuple[int, dict]:
    async with Asking(**settings).serve() as client:
        answer = await client.get(path)
    return answer.status_code, answer.json()


async def test_models_are_listed_the_engines_own_name_first() -> None:
    _, body = await get("/v1beta/models")

    assert [model["name"] for model in body["models"]] == [
        "models/reader",
        "models/gemini-2.5-flash",
    ]
    assert "nextPageToken" not in body


async def test_a_list_may_be_turned_page_by_page() -> None:
    _, first = await get("/v1beta/models?pageSize=1")
    _, second = await get(f"/v1beta/models?page_size=1&pageToken={first['nextPageToken']}")

    assert first["models"][0]["name"] == "models/reader"
    assert [model["name"] for model in second["models"]] == ["models/gemini-2.5-flash"]
    assert "nextPageToken" not in second


@pytest.mark.parametrize("size", ["0", "5000", "99999999999999"])
async def test_a_page_too_large_is_the_largest_there_is(size: str) -> None:
    status, body = await get(f"/v1beta/models?pageSize={size}")

    assert (status, len(body["models"])) == (200, 2)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("pageSize=-1", "* ListModelsRequest.page_size: must not be negative, as -1 is\n"),
        ("pageSize=x", "Invalid value at 'page_size' (TYPE_INT32), \"x\""),
        ("pageToken=x", "Invalid page token: x"),
        (
            "size=3",
            'Invalid JSON payload received. Unknown name "size": Cannot bind query parameter.'
            " Field 'size' could not be found in request message.",
        ),
    ],
)
async def test_what_no_list_takes_is_refused(query: str, message: str) -> None:
    status, body = await get(f"/v1beta/models?{query}")

    assert (status, body["error"]["message"]) == (400, message)


async def test_a_model_tells_what_it_is() -> None:
    _, body = await get("/v1/models/gemini-2.5-flash")

    assert body == {
        "name": "models/gemini-2.5-flash",
        "baseModelId": "gemini-2.5-flash",
        "version": "echo-1",
        "displayName": "Echo",
        "description": "Repeats what it hears.",
        "inputTokenLimit": 10000,
        "outputTokenLimit": 1000,
        "supportedGenerationMethods": ["generateContent", "countTokens"],
    }


async def test_a_model_nobody_knows_is_not_found() -> None:
    status, body = await get("/v1beta/models/nobody")

    assert status == 404
    assert body["error"]["status"] == "NOT_FOUND"
    assert body["error"]["message"] == ("Model is not found: models/nobody for api version v1beta")


async def test_a_malformed_models_name_is_refused() -> None:
    status, body = await get("/v1beta/models/a%20b")

    assert status == 400
    assert body["error"]["message"] == "* GetModelRequest.name: unexpected model name format\n"


async def test_a_method_of_a_model_is_not_got() -> None:
    async with Asking().serve() as client:
        answer = await client.get("/v1beta/models/reader:generateContent")

    assert (answer.status_code, answer.headers["content-type"][:9]) == (404, "text/html")


async def test_no_model_is_tuned() -> None:
    assert await get("/v1beta/tunedModels?pageSize=5&filter=a") == (200, {})
