"""However a server ends, nothing that it started is left."""

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.adapters.test_sealed import children_of, is_gone, wait_until


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
async def test_children_and_zygote_go_with_the_server(how: signal.Signals, tmp_path: Path) -> None:
    document = tmp_path / "document"
    document.write_bytes(b"words")
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.adapters.holding", str(document)),
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert server.stderr is not None
    async with asyncio.timeout(30):
        children = [int(await server.stderr.readline()) for _ in range(2)]
    (zygote,) = children_of(server.pid)
    assert sorted(children_of(zygote)) == sorted(set(children))

    os.kill(server.pid, how)

    for process in (*children, zygote):
        await wait_until(partial(is_gone, process))
    await server.communicate()
