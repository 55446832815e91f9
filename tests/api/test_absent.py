"""Collections of the service of which nothing is kept: empty lists, and refusals by name."""

import pytest

from tests.api.asking import Asking
from tests.api.details import find_faults

STORE = "FileSearchStore x or it may not exist."


@pytest.mark.parametrize(
    "path", ["cachedContents?pageSize=5", "batches?filter=a", "fileSearchStores"]
)
@pytest.mark.parametrize("version", ["v1", "v1beta", "v1alpha"])
async def test_of_what_is_not_kept_lists_are_empty(version: str, path: str) -> None:
    async with Asking().serve() as client:
        answer = await client.get(f"/{version}/{path}")

    assert (answer.status_code, answer.text) == (200, "{}\n")


@pytest.mark.parametrize(
    ("verb", "path", "status", "message"),
    [
        ("GET", "cachedContents/x", 403, "CachedContent not found (or permission denied)"),
        ("PATCH", "cachedContents/x?updateMask=ttl", 403, "CachedContent not found (or perm"),
        ("DELETE", "cachedContents/x", 403, "CachedContent not found (or permission denied)"),
        ("GET", "cachedContents/x/y", 400, "expected cachedContents/ID, not cachedContents/x/y"),
        ("GET", "batchPredictionJobs/1", 400, "expected cachedContents/ID, not batchPrediction"),
        ("DELETE", "projects/p/locations/l/cachedContents/1", 400, "expected cachedContents/ID"),
        ("GET", "batches/x", 404, "Requested entity was not found."),
        ("POST", "batches/x:cancel", 404, "Requested entity was not found."),
        ("DELETE", "batches/x", 404, "Requested entity was not found."),
        ("GET", "operations/x", 404, "Requested entity was not found."),
        ("GET", "models/m/operations/x", 404, "Requested entity was not found."),
        ("GET", "fileSearchStores/x", 403, STORE),
        ("DELETE", "fileSearchStores/x?force=True", 403, STORE),
        ("POST", "fileSearchStores/x:importFile", 403, STORE),
        ("GET", "fileSearchStores/x/operations/y", 403, STORE),
        ("GET", "fileSearchStores/x/upload/operations/y", 403, STORE),
        ("GET", "fileSearchStores/x/documents/y", 403, "Documents does not exist"),
        (
            "GET",
            "fileSearchStores/_x",
            400,
            "expected fileSearchStores/ID, not fileSearchStores/_x",
        ),
        ("POST", "fileSearchStores", 400, "File search stores are not served here"),
    ],
)
async def test_what_is_not_kept_is_refused_as_the_service_does(
    verb: str, path: str, status: int, message: str
) -> None:
    async with Asking().serve() as client:
        answer = await client.request(verb, f"/v1beta/{path}", json={})

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, status)
    assert message in error["message"]
    assert find_faults(error) == []


async def test_to_cache_contents_is_no_method_of_a_model() -> None:
    async with Asking().serve() as client:
        answer = await client.post("/v1/cachedContents", json={"model": "models/gemini-2.5-flash"})
        bare = await client.post("/v1/cachedContents", content=b"[]")

    assert (answer.status_code, bare.status_code) == (404, 404)
    assert answer.json()["error"]["message"].startswith(
        "models/gemini-2.5-flash is not found for API version v1, or is not supported for"
        " createCachedContent."
    )


@pytest.mark.parametrize("prefix", ["/upload", "/resumable/upload"])
async def test_an_upload_to_a_store_is_refused_and_final(prefix: str) -> None:
    path = f"{prefix}/v1beta/fileSearchStores/x:uploadToFileSearchStore"
    async with Asking().serve() as client:
        answer = await client.post(path, headers={"x-goog-upload-command": "start"}, json={})
        raw = await client.post(path, content=b"%PDF-1.7")

    for each in (answer, raw):
        assert each.status_code == 403
        assert each.headers["x-goog-upload-status"] == "final"
        assert STORE in each.json()["error"]["message"]


@pytest.mark.parametrize("name", ["mimeType", "mime_type"])
async def test_an_upload_to_a_store_says_first_that_its_type_is_none(name: str) -> None:
    path = "/upload/v1beta/fileSearchStores/x:uploadToFileSearchStore"
    async with Asking().serve() as client:
        bad = await client.post(path, json={name: "jsonl"})
        good = await client.post(path, json={name: "text/plain; charset=utf-8"})

    assert (bad.status_code, good.status_code) == (400, 403)
    assert bad.json()["error"]["message"] == (
        "* UploadToFileSearchStoreRequest.mime_type: When provided, MIME type must be in a valid"
        " type/subtype format (e.g., 'text/plain', 'application/pdf').\n"
    )
