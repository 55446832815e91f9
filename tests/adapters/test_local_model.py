"""A model file in a process of ours: it dies, is started again, cannot be served, is closed."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.models.tiny import TinyModel, make_tiny_model
from wasat.adapters.models.child import LocalModel
from wasat.adapters.models.local import LocalClient, Revival
from wasat.chat.client import ChatRequest, Message, Speaker
from wasat.generation.prompt import Options
from wasat.status import FailedPreconditionError, RetryInfo, UnavailableError

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


async def test_one_that_ends_again_and_again_pauses_and_says_for_how_long(
    model: TinyModel,
) -> None:
    revival = Revival(first_seconds=500, most_seconds=1_000)
    client = LocalClient(LocalModel(gguf=model.gguf), revival=revival)
    for _ in range(2):
        await ask(client)
        await kill(client)

    with pytest.raises(UnavailableError, match="ended with status -9") as caught:
        await ask(client)
    await client.close()

    (wait,) = [each for each in caught.value.details if isinstance(each, RetryInfo)]
    assert 400 < wait.delay_seconds <= 500


async def test_a_question_does_not_wait_for_ever_while_the_model_is_loaded(
    model: TinyModel,
) -> None:
    client = LocalClient(LocalModel(gguf=model.gguf), revival=Revival(wait_seconds=0))

    with pytest.raises(UnavailableError, match="still being loaded") as caught:
        await ask(client)
    await client.learn()
    answer = await ask(client)
    await client.close()

    assert any(isinstance(each, RetryInfo) for each in caught.value.details)
    assert answer


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "expected a model file at {path}, found none"),
        (b"GGUF and nothing that follows", "at {path}, found one that is damaged"),
        (b"MZ and nothing that follows", "at {path}, found one that is damaged"),
    ],
    ids=["missing", "damaged", "no model"],
)
async def test_a_file_that_cannot_be_served_is_named(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    pytest.importorskip("xllamacpp")
    path = tmp_path / "model.gguf"
    if content:
        path.write_bytes(content)
    client = LocalClient(LocalModel(gguf=path))

    with pytest.raises(FailedPreconditionError) as caught:
        await client.learn()
    await client.close()

    assert words.format(path=path) in str(caught.value)


async def test_a_missing_extra_is_told_apart_from_a_damaged_file(
    model: TinyModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xllamacpp.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    client = LocalClient(LocalModel(gguf=model.gguf))

    with pytest.raises(FailedPreconditionError, match=r'pip install --editable "\.\[local\]"'):
        await client.learn()
    await client.close()


async def kill(client: LocalClient) -> None:
    """End the child as the system would, and wait until that is known."""
    pid = client.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while client.pid == pid:
        assert time.monotonic() < until
        await asyncio.sleep(0.01)
