import asyncio

import pytest

from tests.unit.chat.fakes import MemoryChatClient, ask, make_engine
from tests.unit.reader.asking import make_trace
from wasat.chat.abilities import Abilities
from wasat.chat.learning import learning
from wasat.status import RetryInfo, UnavailableError


class SlowClient(MemoryChatClient):
    """Tells nothing until it is told to."""

    def __init__(self, *answers: str | Exception, failures: int = 0) -> None:
        super().__init__(*answers)
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
        assert not engine.is_reached
        assert client.failures == 0


async def test_a_model_that_goes_is_noticed_without_a_question() -> None:
    client = SlowClient()
    client.is_loaded.set()
    engine, _ = make_engine(client)

    async with learning([engine], check_seconds=0):
        reached = engine.is_reached
        client.failures = 1_000
        for _ in range(20):
            await asyncio.sleep(0)
        assert (reached, engine.is_reached) == (True, False)
        assert engine.is_known, "what it can do is still the best guess"


@pytest.mark.parametrize("comes_back", [True, False])
async def test_a_question_that_fails_has_the_model_asked_at_once(*, comes_back: bool) -> None:
    client = SlowClient(UnavailableError("gone"))
    client.is_loaded.set()
    engine, _ = make_engine(client)

    async with learning([engine], check_seconds=3_600):
        client.failures = 0 if comes_back else 1
        with pytest.raises(UnavailableError):
            _ = [chunk async for chunk in engine.run(ask("Hi"), make_trace())]
        assert not engine.is_reached
        for _ in range(20):
            await asyncio.sleep(0)
        assert engine.is_reached is comes_back


async def test_a_model_that_is_looked_at_again_keeps_nobody_waiting() -> None:
    client = SlowClient()
    client.is_loaded.set()
    engine, _ = make_engine(client)
    await engine.learn()
    client.is_loaded.clear()

    checking = asyncio.create_task(engine.check())
    await asyncio.sleep(0)
    answered = [chunk.text async for chunk in engine.run(ask("Hi"), make_trace())]
    checking.cancel()

    assert "".join(answered).strip() == "Well."


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
