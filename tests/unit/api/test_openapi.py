"""The OpenAPI document of the table."""

import json

import pytest

from wasat.api.openapi import describe_api
from wasat.api.routes import create_methods


@pytest.fixture(scope="module")
def document() -> dict:
    return describe_api(create_methods(), "1.2")


def test_it_is_of_version_3_1(document: dict) -> None:
    assert (document["openapi"], document["info"]["version"]) == ("3.1.0", "1.2")


def test_every_reference_leads_somewhere(document: dict) -> None:
    text = json.dumps(document)
    names = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}

    assert names <= set(document["components"]["schemas"])


def test_paths_bear_plain_variables(document: dict) -> None:
    assert "/{version}/models/{model}:generateContent" in document["paths"]
    assert all(":path" not in path for path in document["paths"])


def test_parameters_are_told_as_clients_send_them(document: dict) -> None:
    parameters = document["paths"]["/{version}/files"]["get"]["parameters"]

    names = [each["name"] for each in parameters]
    assert names == ["version", "pageSize", "pageToken", "fields", "prettyPrint"]
    assert parameters[0]["schema"]["enum"] == ["v1", "v1alpha", "v1beta"]


def test_fields_are_in_camel_case_and_bytes_are_bytes(document: dict) -> None:
    file = document["components"]["schemas"]["File-Output"]["properties"]

    assert {"displayName", "sizeBytes", "createTime"} <= set(file)
    assert file["sizeBytes"]["format"] == "int64"


def test_what_is_refused_by_name_is_not_offered(document: dict) -> None:
    assert all("{method}" not in path for path in document["paths"])


def test_refusals_are_described_as_they_are_answered(document: dict) -> None:
    responses = document["paths"]["/{version}/files/{file}"]["get"]["responses"]
    envelope, _ = responses["4XX"]["content"]["application/json"]["schema"]["anyOf"]

    assert envelope["properties"]["error"]["required"] == ["code", "message", "status", "details"]
    assert "text/html" in responses["404"]["content"]


def test_answers_that_are_no_json_say_what_they_are(document: dict) -> None:
    def types(path: str, verb: str) -> list[str]:
        return [*document["paths"][f"/{{version}}/{path}"][verb]["responses"]["200"]["content"]]

    stream = types("models/{model}:streamGenerateContent", "post")
    assert stream == ["text/event-stream", "application/json"]
    assert types("files/{file}/pages/{page}.png", "get") == ["image/png"]
    assert types("files/{file}:download", "get") == ["application/octet-stream"]
