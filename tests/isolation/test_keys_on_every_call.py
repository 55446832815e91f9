"""A key that has ended, was revoked or is used from elsewhere opens no call at all.

The URL of an upload is the exception, as documented: it is a secret of its own and needs no key.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest

from tests.api.asking import ASK, Asking
from tests.api.uploading import commanding, start
from tests.isolation.test_foreign import SETTINGS
from tests.isolation.two import FOREIGN, UPLOAD, Request, View, send
from wasat.projects.key import parse_networks
from wasat.projects.service import TRUST

KEY = "the-key"
STATES = {
    "expired": (400, "API key expired"),
    "revoked": (400, "API key not valid"),
    "from elsewhere": (403, "IP address restriction"),
}
CALLS = {name: each for name, each in FOREIGN.items() if "{upload}" not in each.path} | {
    "list": Request(method="GET", path="/v1beta/files"),
    "list models": Request(method="GET", path="/v1beta/models"),
    "get a model": Request(method="GET", path="/v1/models/gemini-2.5-flash"),
    "ask without a document": Request(
        method="POST", path=ASK, body={"contents": [{"parts": [{"text": "hello"}]}]}
    ),
    "start an upload": Request(
        method="POST", path=UPLOAD, body={"file": {}}, headers=commanding("start")
    ),
    "create by metadata": Request(method="POST", path="/v1beta/files", body={"file": {}}),
}
BY_URL = {name: each for name, each in FOREIGN.items() if "{upload}" in each.path}


@asynccontextmanager
async def with_key(state: str) -> AsyncIterator[tuple[httpx.AsyncClient, dict[str, str]]]:
    """Lend a client, and the ids of what its key made before it came into that state."""
    asking = Asking(keys={"other-key": "other"}, settings={"page_view": View(), **SETTINGS})
    projects = asking.context.projects
    hour = asking.now + timedelta(hours=1)
    await projects.add(KEY, "acme", expires=hour)
    async with asking.serve(**{"x-goog-api-key": KEY}) as client:
        url = await start(client, size=8, json={"file": {"name": "files/mine"}})
        await client.post(url, headers=commanding("upload", offset=0), content=b"%PDF")
        answered = await client.post(ASK, json={"contents": [{"parts": [{"text": "hello"}]}]})
        if state == "expired":
            asking.now = hour
        else:
            await projects.revoke(KEY)
        if state == "from elsewhere":
            await projects.add(KEY, "acme", networks=parse_networks(["192.0.2.0/24"]))
        asking.now += TRUST
        upload = httpx.URL(url).params["upload_id"]
        response = answered.json()["responseId"]
        yield client, {"file": "mine", "upload": upload, "response": response}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", CALLS)
async def test_a_key_that_may_not_be_used_opens_no_call(name: str, state: str) -> None:
    async with with_key(state) as (client, ids):
        answer = await send(client, CALLS[name].about(**ids), KEY)
    status, words = STATES[state]

    assert (answer.status_code, words in answer.text) == (status, True)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", BY_URL)
async def test_an_uploads_url_is_worth_what_it_is_worth_without_a_key(
    name: str, state: str
) -> None:
    async with with_key(state) as (client, ids):
        with_it = await send(client, BY_URL[name].about(**ids), KEY)
    async with with_key(state) as (client, ids):
        without = await send(client, BY_URL[name].about(**ids), "")

    assert with_it.status_code == without.status_code
    status = "x-goog-upload-status"
    assert with_it.headers.get(status) == without.headers.get(status)
