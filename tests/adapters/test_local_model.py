"""A model file in a process of ours: it dies, is started again, cannot be served, is closed."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.models.tiny import TinyModel, make_tiny_model
from wasat.adapters.models.local import LocalClient, LocalModel
from wasat.chat.client import ChatRequest, Message, Speaker
from wasat.generation.prompt import Options
from wasat.status import FailedPreconditionError, UnavailableError

HELLO = ChatRequest(
    messages=(Message(speaker=Speaker.USER, pieces=("Hello",)),),
    options=Options(max_output_tokens=8, seed=7),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    pytest.importorskip("xllamacpp")
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
async def client(model: TinyModel) -> AsyncIterator[LocalClient]:
    made = LocalClient(LocalModel(gguf=model.gguf, mmproj=model.mmproj))
    yield made
    await made.close()


async def ask(client: LocalClient) -> str:
    return "".join([delta.text async for delta in client.stream(HELLO)])


async def test_nothing_runs_before_the_first_question_and_after_the_end(
    client: LocalClient,
) -> None:
    before = client.pid
    abilities = await client.learn()
    pid = client.pid
    await client.close()

    assert before is None
    assert abilities.has_vision
    assert pid is not None
    assert client.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_who_waits_when_the_process_dies_is_told_and_the_next_is_answered(
    client: LocalClient,
) -> None:
    answer = await ask(client)
    pid = client.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)  # it takes the question and says nothing
    waiting = asyncio.create_task(ask(client))
    await asyncio.sleep(0)
    os.kill(pid, signal.SIGKILL)

    with pytest.raises(UnavailableError):
        await waiting
    assert await ask(client) == answer
    assert client.pid not in (None, pid)


async def test_callers_at_once_start_one_process(client: LocalClient) -> None:
    answers = await asyncio.gather(*(ask(client) for _ in range(3)))

    assert len(set(answers)) == 1
    pid = client.pid
    await ask(client)
    assert client.pid == pid


async def test_a_file_that_is_not_there_or_no_model_is_named(tmp_path: Path) -> None:
    missing, damaged = tmp_path / "missing.gguf", tmp_path / "damaged.gguf"
    damaged.write_bytes(b"GGUF and nothing that follows")

    for path, words in ((missing, "expected a model file at"), (damaged, "cannot be served")):
        client = LocalClient(LocalModel(gguf=path))
        with pytest.raises(FailedPreconditionError, match=words) as caught:
            await client.learn()
        await client.close()
        assert str(path) in str(caught.value)
