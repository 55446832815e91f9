"""What holds on every path: versions, parameters, headers, keys, and what is not there."""

import pytest

from tests.api.asking import ASK, HELLO, Asking, ask, post


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/v1beta"),
        ("GET", "/v2/models"),
        ("GET", "/v1beta/corpora/x"),
        ("POST", "/v1beta/interactions"),
        ("POST", "/v1beta/auth_tokens"),
        ("GET", "/v1beta/openai/models"),
        ("PUT", "/v1beta/models"),
        ("POST", "/v1beta/models/reader:dance"),
    ],
)
async def test_an_unrouted_path_is_the_services_page_and_not_json(method: str, path: str) -> None:
    async with Asking().serve() as client:
        answer = await client.request(method, path)

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "<title>Error 404 (Not Found)!!1</title>" in answer.text


async def test_without_a_key_nobody_is_let_in() -> None:
    async with Asking().serve(accept="*/*") as client:
        answer = await client.post(ASK, json=HELLO)

    assert answer.status_code == 403
    assert answer.json()["error"]["message"] == (
        "Method doesn't allow unregistered callers (callers without established identity). Please"
        " use API Key or other form of API consumer identity to call this API."
    )


async def test_a_wrong_key_has_its_reason() -> None:
    async with Asking(keys={"right": "p"}).serve() as client:
        answer = await client.post(ASK, json=HELLO)

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"] == "API key not valid. Please pass a valid API key."
    assert error["details"] == [
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "API_KEY_INVALID",
            "domain": "googleapis.com",
            "metadata": {"service": "generativelanguage.googleapis.com"},
        },
        {
            "@type": "type.googleapis.com/google.rpc.LocalizedMessage",
            "locale": "en-US",
            "message": "API key not valid. Please pass a valid API key.",
        },
    ]


@pytest.mark.parametrize(
    "query", ["alt=json", "$alt=json;enum-encoding=int", "key=k", "fields=models", "quotaUser=u"]
)
async def test_parameters_of_every_method_are_taken(query: str) -> None:
    async with Asking().serve() as client:
        answer = await client.get(f"/v1beta/models?{query}")

    assert answer.status_code == 200


async def test_headers_are_in_lower_case_and_on_failures_too() -> None:
    async with Asking().serve() as client:
        answer = await client.post(ASK, json={})

    names = {name.decode() for name, _ in answer.headers.raw}
    assert {"content-type", "vary", "x-content-type-options", "x-xss-protection"} <= names
    assert answer.headers["server-timing"].startswith("wasat; dur=")
    assert names == {name.lower() for name in names}


async def test_the_openapi_document_tells_every_method() -> None:
    async with Asking().serve(accept="*/*") as client:
        document = (await client.get("/openapi.json")).json()

    assert document["openapi"] == "3.1.0"
    operation = document["paths"]["/{version}/models/{model}:generateContent"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/GenerateContentRequest"}


async def test_the_page_of_the_document_needs_nothing_from_outside() -> None:
    async with Asking().serve(accept="*/*") as client:
        page = (await client.get("/docs")).text

    assert "openapi.json" in page
    assert "//" not in page.replace("<!DOCTYPE html>", "")


@pytest.mark.parametrize("collection", ["tunedModels", "dynamic"])
async def test_no_model_of_another_collection_can_be_asked(collection: str) -> None:
    async with Asking().serve() as client:
        answer = await client.post(f"/v1beta/{collection}/mine:generateContent", json=HELLO)
        unknown = await client.post(f"/v1beta/{collection}/mine:dance", json=HELLO)

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (404, "NOT_FOUND")
    assert error["message"].startswith(f"{collection}/mine is not found for API version v1beta")
    assert "text/html" in unknown.headers["content-type"]


async def test_a_tuned_model_is_not_found() -> None:
    async with Asking().serve() as client:
        answer = await client.get("/v1/tunedModels/mine")

    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == (
        "Model is not found: tunedModels/mine for api version v1"
    )


async def test_who_asks_a_model_that_is_not_there_is_shown_where_they_are_listed() -> None:
    async with Asking().serve() as client:
        answer = await client.post("/v1beta/models/nobody:generateContent", json=HELLO)

    info, links = answer.json()["error"]["details"]
    assert (info["reason"], info["metadata"]) == ("MODEL_NOT_FOUND", {"model": "models/nobody"})
    assert links["links"][0]["url"] == "http://wasat.test/v1beta/models"


async def test_the_part_that_names_a_missing_file_is_named() -> None:
    part = {"fileData": {"fileUri": "files/nothere"}}
    answer = await post(ask({"text": "a"}, part))

    (info,) = answer.json()["error"]["details"]
    assert info["reason"] == "FILE_NOT_FOUND_OR_NOT_YOURS"
    assert info["metadata"] == {"file": "files/nothere", "field": "contents[0].parts[1]"}
