import asyncio

import pytest

from tests.unit.chat.fakes import MemoryChatClient, ask, make_engine
from tests.unit.reader.asking import make_trace
from wasat.chat.abilities import Abilities
from wasat.chat.learning import learning
from wasat.status import RetryInfo, UnavailableError


class SlowClient(MemoryChatClient):
    """Tells nothing until it is told to."""

    def __init__(self, *, failures: int = 0) -> None:
        super().__init__()
        self.is_loaded = asyncio.Event()
        self.failures = failures

    async def learn(self) -> Abilities:
        await self.is_loaded.wait()
        if self.failures:
            self.failures -= 1
            raise UnavailableError("not there")
        return await super().learn()


async def test_a_model_that_answers_at_once_is_known_when_the_server_has_started() -> None:
    engine, _ = make_engine(MemoryChatClient())

    async with learning([engine]):
        assert engine.is_known
        assert not engine.is_loading


async def test_a_model_that_takes_long_to_load_keeps_no_server_from_starting() -> None:
    client = SlowClient()
    engine, _ = make_engine(client)

    async with learning([engine], start_seconds=0):
        await asyncio.sleep(0)
        while_loading = (engine.is_known, engine.is_loading)
        client.is_loaded.set()
        await engine.learn()
        loaded = (engine.is_known, engine.is_loading)

    assert (while_loading, loaded) == ((False, True), (True, False))


async def test_a_server_that_does_not_answer_keeps_no_server_from_starting() -> None:
    client = SlowClient(failures=1)
    client.is_loaded.set()
    engine, _ = make_engine(client)

    async with learning([engine]):
        assert not engine.is_known
        assert client.failures == 0


async def test_nobody_is_asked_after_the_end() -> None:
    engine, _ = make_engine(SlowClient())

    async with learning([engine], start_seconds=0):
        pass

    assert not engine.is_loading


async def test_who_asks_a_model_that_is_being_loaded_is_told_when_to_come_again() -> None:
    engine, _ = make_engine(SlowClient(), loading_seconds=0)

    with pytest.raises(UnavailableError, match="still being loaded") as caught:
        _ = [chunk async for chunk in engine.run(ask("Hi"), make_trace())]

    assert [type(each) for each in caught.value.details] == [RetryInfo]
