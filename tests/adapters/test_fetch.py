"""Where the fetcher does not go, whatever names, redirects and servers say."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiohttp import web

from tests.make.elsewhere import HOST, Elsewhere, Names, serve_elsewhere
from wasat.adapters.fetch.addresses import Address, is_public
from wasat.adapters.fetch.client import HttpsFetcher
from wasat.status import InvalidArgumentError

NOT_REACHED = "Cannot fetch content from the provided URL. No server could be reached at a public"
HOME, FORBIDDEN = "127.0.0.1", "127.0.0.2"


async def answer(request: web.Request) -> web.StreamResponse:
    if target := request.query.get("to"):
        return web.Response(status=307, headers={"location": target, "set-cookie": "a=b"})
    return web.Response(text="public")


def only_home(address: Address) -> bool:
    return str(address) == HOME


async def fetch(fetcher: HttpsFetcher, url: str, limit: int = 1000) -> bytes:
    body = bytearray()
    try:
        await fetcher.fetch(url, body.extend, limit=limit, check=lambda _: None)
    finally:
        await fetcher.close()
    return bytes(body)


def make(
    server: Elsewhere, admits: Callable[[Address], bool] = only_home, *answers: list[str]
) -> HttpsFetcher:
    names = Names({HOST: answers or [[HOME]], "other.example": [[FORBIDDEN]]})
    return HttpsFetcher(seconds=20, admits=admits, resolver=names, trust=server.trust)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "localhost"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]"),  # noqa: S104
    ],
)
async def test_no_spelling_of_this_machine_is_connected_to(host: str, tmp_path: Path) -> None:
    async with serve_elsewhere(answer, tmp_path) as server:
        fetcher = HttpsFetcher(seconds=20, trust=server.trust)

        with pytest.raises(InvalidArgumentError, match=NOT_REACHED):
            await fetch(fetcher, server.url("/", host))

    assert server.asked == []


async def test_a_name_of_a_private_address_is_as_unknown_as_no_name(tmp_path: Path) -> None:
    async with serve_elsewhere(answer, tmp_path) as server:
        with pytest.raises(InvalidArgumentError) as private:
            await fetch(make(server, is_public), server.url("/"))
        with pytest.raises(InvalidArgumentError) as unknown:
            await fetch(make(server, is_public), server.url("/", "unknown.example"))

    assert private.value.message == unknown.value.message
    assert server.asked == []


async def test_a_name_that_leads_elsewhere_the_second_time_is_not_followed(tmp_path: Path) -> None:
    async with serve_elsewhere(answer, tmp_path) as server:
        rebinding = make(server, only_home, [HOME], [FORBIDDEN])
        url = server.url(f"/?to={server.url('/second')}")

        with pytest.raises(InvalidArgumentError, match=NOT_REACHED):
            await fetch(rebinding, url)

    assert len(server.asked) == 1


async def test_of_several_addresses_only_those_that_may_be_are_tried(tmp_path: Path) -> None:
    async with serve_elsewhere(answer, tmp_path) as server:
        mixed = make(server, only_home, [FORBIDDEN, "::1", HOME])

        assert await fetch(mixed, server.url("/")) == b"public"


@pytest.mark.parametrize("host", ["other.example", FORBIDDEN])
async def test_each_redirect_is_checked_anew(host: str, tmp_path: Path) -> None:
    async with serve_elsewhere(answer, tmp_path) as server:
        url = server.url(f"/?to={server.url('/', host)}")

        with pytest.raises(InvalidArgumentError, match=NOT_REACHED):
            await fetch(make(server), url)

    assert len(server.asked) == 1


async def test_a_redirect_takes_nothing_of_the_last_server_along(tmp_path: Path) -> None:
    async with serve_elsewhere(answer, tmp_path) as server:
        assert await fetch(make(server), server.url(f"/?to={server.url('/')}")) == b"public"

    _, headers = server.asked[1]
    assert not {"Cookie", "Authorization", "Referer", "x-goog-api-key"} & set(headers)


async def test_no_proxy_of_the_environment_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    async with serve_elsewhere(answer, tmp_path) as server:
        assert await fetch(make(server), server.url("/")) == b"public"


async def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    async with serve_elsewhere(answer, tmp_path) as server:
        names = Names({HOST: [[HOME]]})
        fetcher = HttpsFetcher(seconds=20, admits=only_home, resolver=names)

        with pytest.raises(InvalidArgumentError, match=NOT_REACHED):
            await fetch(fetcher, server.url("/"))

    assert server.asked == []


async def test_what_comes_packed_is_not_unpacked(tmp_path: Path) -> None:
    async def bomb(request: web.Request) -> web.StreamResponse:
        del request
        return web.Response(body=b"\x1f\x8b", headers={"content-encoding": "gzip"})

    async with serve_elsewhere(bomb, tmp_path) as server:
        with pytest.raises(InvalidArgumentError, match="Its server sent it packed, unasked"):
            await fetch(make(server), server.url("/"))


async def test_a_body_that_goes_on_and_on_is_left_at_the_limit(tmp_path: Path) -> None:
    async def pour(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            for _ in range(100_000):  # far more than the limit, but not for ever
                await response.write(1000 * b"x")
                await asyncio.sleep(0)  # a write alone need not let anybody else run
        return response

    async with serve_elsewhere(pour, tmp_path) as server:
        with pytest.raises(InvalidArgumentError, match="may have 1000000 bytes more"):
            await fetch(make(server), server.url("/"), limit=1_000_000)


@pytest.mark.parametrize("is_begun", [True, False])
async def test_a_server_that_does_not_go_on_is_left(*, is_begun: bool, tmp_path: Path) -> None:
    left = asyncio.Event()

    async def hang(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if is_begun:
            await response.prepare(request)
            await response.write(b"x")
        await left.wait()
        return response

    async with serve_elsewhere(hang, tmp_path) as server:
        names = Names({HOST: [[HOME]]})
        fetcher = HttpsFetcher(seconds=0.3, admits=only_home, resolver=names, trust=server.trust)
        with pytest.raises(InvalidArgumentError, match=r"It took longer than 0\.3 s"):
            await fetch(fetcher, server.url("/"))
        left.set()


async def test_all_redirects_together_have_one_time(tmp_path: Path) -> None:
    async def lead_on(request: web.Request) -> web.Response:
        await asyncio.sleep(0.2)  # each alone is quick enough
        hop = int(request.query.get("hop", "0")) + 1
        if hop > 4:
            return web.Response(text="public")
        return web.Response(status=307, headers={"location": f"/?hop={hop}"})

    async with serve_elsewhere(lead_on, tmp_path) as server:
        names = Names({HOST: [[HOME]]})
        fetcher = HttpsFetcher(seconds=0.5, admits=only_home, resolver=names, trust=server.trust)
        with pytest.raises(InvalidArgumentError, match=r"It took longer than 0\.5 s"):
            await fetch(fetcher, server.url("/"))


async def test_what_does_not_speak_tls_is_refused() -> None:
    listener = socket.create_server((HOME, 0))
    fetcher = HttpsFetcher(
        seconds=0.3,
        admits=only_home,
        resolver=Names({HOST: [[HOME]]}),
        trust=ssl.create_default_context(),
    )
    with listener, pytest.raises(InvalidArgumentError, match="Cannot fetch content"):
        await fetch(fetcher, f"https://{HOST}:{listener.getsockname()[1]}/")


@pytest.mark.parametrize(
    "text",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1"),  # noqa: S104
        *("169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1"),
        *("192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1"),
        *("239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16", "192.88.99.1"),
        *("::", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "fe80::1"),
        *("fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001::1", "2001:db8::1"),
        *("2002:7f00:1::", "2002:808:808::", "3fff::1", "4000::1"),
    ],
)
def test_these_addresses_are_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        *("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0"),
        *("172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255"),
        *("2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808"),
    ],
)
def test_these_addresses_are(text: str) -> None:
    assert is_public(ip_address(text))
