"""What every Fetcher does, run over each filling."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

from tests.make.elsewhere import HOST, Names, serve_elsewhere
from wasat.adapters.fetch.client import HttpsFetcher
from wasat.adapters.memory.fetch import MemoryFetcher, Page
from wasat.files.fetch import Fetcher
from wasat.status import InvalidArgumentError

BODY = bytes(range(256)) * 500
CANNOT = "Cannot fetch content from the provided URL. "
LIMIT = 1 << 20

PAGES = {
    "/a.pdf": Page(body=BODY, mime_type="application/pdf"),
    "/empty": Page(mime_type="text/plain"),
    "/query?a=%2F&b=c": Page(body=b"as it was signed", mime_type="text/plain"),
    "/typed": Page(body=b"x", mime_type="text/html"),
    "/relative": Page(location="a.pdf"),
    "/5": Page(location="/4"),
    "/4": Page(location="/3"),
    "/3": Page(location="/2"),
    "/2": Page(location="/1"),
    "/1": Page(location="/a.pdf"),
    "/6": Page(location="/5"),
    "/loop": Page(location="/loop"),
    "/down": Page(location="http://documents.example/a.pdf"),
    "/file": Page(location="file:///etc/passwd"),
    "/login": Page(location="https://user:word@documents.example/a.pdf"),
    "/mail": Page(location="https://documents.example:25/"),
    "/nowhere": Page(location="https://nowhere.example/"),
    "/gone": Page(status=404, body=b"no"),
    "/fails": Page(status=500),
}


@dataclass(frozen=True, kw_only=True)
class Web:
    """A fetcher, and where its pages are."""

    fetcher: Fetcher
    base: str

    async def fetch(self, path: str, limit: int = LIMIT) -> tuple[str, bytes]:
        """Return type and bytes of a page; paths with a scheme are whole URLs."""
        url = path if ":" in path else self.base + path
        body = bytearray()
        fetched = await self.fetcher.fetch(url, body.extend, limit=limit, check=lambda _: None)
        assert fetched.size_bytes == len(body)
        return fetched.mime_type, bytes(body)


async def _answer(request: web.Request) -> web.StreamResponse:
    page = PAGES[request.raw_path]
    if page.location:
        return web.Response(status=302, headers={"location": page.location})
    headers = {"content-type": page.mime_type} if page.mime_type else {}
    return web.Response(status=page.status, body=page.body, headers=headers)


@pytest.fixture(params=["memory", "https"])
async def site(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Web]:
    if request.param == "memory":
        base = f"https://{HOST}"
        pages = {base + path: page for path, page in PAGES.items()}
        yield Web(fetcher=MemoryFetcher(pages), base=base)
        return
    async with serve_elsewhere(_answer, tmp_path) as server:
        fetcher = HttpsFetcher(
            seconds=30,
            admits=lambda address: address.is_loopback,
            resolver=Names({HOST: [["127.0.0.1"]]}),
            trust=server.trust,
        )
        yield Web(fetcher=fetcher, base=server.url(""))
        await fetcher.close()


@pytest.mark.parametrize("path", ["/a.pdf", "/a.pdf#page=7", "/relative", "/1", "/5"])
async def test_bytes_and_type_are_those_of_the_page_that_it_leads_to(site: Web, path: str) -> None:
    assert await site.fetch(path) == ("application/pdf", BODY)


async def test_a_page_may_be_empty(site: Web) -> None:
    assert await site.fetch("/empty") == ("text/plain", b"")


async def test_a_url_is_asked_for_byte_by_byte(site: Web) -> None:
    assert (await site.fetch("/query?a=%2F&b=c"))[1] == b"as it was signed"


@pytest.mark.parametrize("path", ["/6", "/loop"])
async def test_redirects_that_are_too_many_are_refused(site: Web, path: str) -> None:
    with pytest.raises(InvalidArgumentError, match=CANNOT + "It was redirected more than 5 times"):
        await site.fetch(path)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/down", "Unsupported file URI type: http://documents.example/a.pdf"),
        ("/file", "Unsupported file URI type: file:///etc/passwd"),
        ("/login", CANNOT + "Expected no user name or password in it."),
        ("/mail", CANNOT + "Port 25 is not one of web servers."),
        ("/nowhere", CANNOT + "No server could be reached at a public address."),
    ],
)
async def test_a_redirect_may_not_lead_where_a_url_may_not(
    site: Web, path: str, message: str
) -> None:
    with pytest.raises(InvalidArgumentError) as raised:
        await site.fetch(path)
    assert raised.value.message == message


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://documents.example/a.pdf", "Unsupported file URI type: http://"),
        ("ftp://documents.example/a.pdf", "Unsupported file URI type: ftp://"),
        ("gs://bucket/a.pdf", "Unsupported file URI type: gs://"),
        ("data:text/plain,x", "Unsupported file URI type: data:"),
        ("https:///a.pdf", CANNOT + "It is not a URL"),
        ("https://documents.example:port/", CANNOT + "It is not a URL"),
        ("https://[::1/", CANNOT + "It is not a URL"),
        ("https://documents.example/a b", CANNOT + "It is not a URL"),
        ("https://documents.example/\r\nx-a: b", CANNOT + "It is not a URL"),
        ("https://d\u043ecuments.example/", CANNOT + "It is not a URL"),
        ("https://documents.example/" + 8200 * "a", CANNOT + "Expected at most 8192"),
        ("https://user@documents.example/", CANNOT + "Expected no user name"),
        ("https://documents.example:22/", CANNOT + "Port 22 is not"),
        ("https://unknown.example/", CANNOT + "No server could be reached"),
    ],
)
async def test_what_may_not_be_fetched_is_refused_in_the_services_words(
    site: Web, url: str, message: str
) -> None:
    with pytest.raises(InvalidArgumentError) as raised:
        await site.fetch(url)
    assert raised.value.message.startswith(message)


@pytest.mark.parametrize(("path", "status"), [("/gone", 404), ("/fails", 500)])
async def test_an_answer_that_is_no_success_is_told(site: Web, path: str, status: int) -> None:
    with pytest.raises(InvalidArgumentError, match=f"{CANNOT}Its server answered with .* {status}"):
        await site.fetch(path)


async def test_as_many_bytes_as_may_be_are_taken_and_no_more(site: Web) -> None:
    assert (await site.fetch("/a.pdf", limit=len(BODY)))[1] == BODY
    with pytest.raises(InvalidArgumentError, match=f"may have {len(BODY) - 1} bytes more"):
        await site.fetch("/a.pdf", limit=len(BODY) - 1)


async def test_the_type_is_checked_before_the_first_byte(site: Web) -> None:
    taken: list[bytes] = []
    seen: list[str] = []

    def refuse(mime_type: str) -> None:
        seen.append(mime_type)
        raise InvalidArgumentError("not this type")

    with pytest.raises(InvalidArgumentError, match="not this type"):
        await site.fetcher.fetch(site.base + "/typed", taken.append, limit=LIMIT, check=refuse)
    assert (seen, taken) == (["text/html"], [])


async def test_after_the_end_nothing_is_fetched(site: Web) -> None:
    await site.fetcher.close()
    with pytest.raises(InvalidArgumentError, match=CANNOT):
        await site.fetch("/a.pdf")
