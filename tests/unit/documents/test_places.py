import asyncio

import pytest

from wasat.documents.places import Places
from wasat.status import ResourceExhaustedError, RetryInfo


class Crowd:
    """Tasks that take a place, note their name, and hold it until they are let go."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.order: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def come(self, name: str) -> None:
        """Ask for a place; the project is the name's first letter."""
        self.gates[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._hold(name))
        await settle()

    async def go(self, name: str) -> None:
        self.gates[name].set()
        await settle()

    async def _hold(self, name: str) -> None:
        async with self.places.take(name[0]):
            self.order.append(name)
            await self.gates[name].wait()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_as_many_as_there_are_places_hold_one() -> None:
    crowd = Crowd(Places(2, 10))
    for name in ("a1", "a2", "a3"):
        await crowd.come(name)

    assert crowd.order == ["a1", "a2"]
    await crowd.go("a1")
    assert crowd.order == ["a1", "a2", "a3"]


async def test_projects_take_turns_whoever_came_first() -> None:
    crowd = Crowd(Places(1, 10))
    for name in ("a1", "a2", "a3", "a4", "b1", "b2", "c1"):
        await crowd.come(name)

    for _ in range(7):
        await crowd.go(crowd.order[-1])

    assert crowd.order == ["a1", "a2", "b1", "c1", "a3", "b2", "a4"]


async def test_one_more_than_may_wait_is_refused_with_a_time_to_come_again() -> None:
    crowd = Crowd(Places(1, 1))
    await crowd.come("a1")
    await crowd.come("a2")
    await crowd.come("b1")

    with pytest.raises(ResourceExhaustedError, match="At most 1 jobs") as caught:
        async with crowd.places.take("a"):
            pass

    assert caught.value.details == (RetryInfo(delay_seconds=5.0),)


async def test_who_is_cancelled_while_waiting_frees_his_turn() -> None:
    crowd = Crowd(Places(1, 1))
    await crowd.come("a1")
    await crowd.come("a2")

    crowd.tasks["a2"].cancel()
    await settle()
    await crowd.come("a3")
    await crowd.go("a1")

    assert crowd.order == ["a1", "a3"]


async def test_who_is_cancelled_as_his_turn_comes_passes_it_on() -> None:
    crowd = Crowd(Places(1, 2))
    for name in ("a1", "a2", "a3"):
        await crowd.come(name)

    crowd.gates["a1"].set()
    await asyncio.wait([crowd.tasks["a1"]])
    crowd.tasks["a2"].cancel()
    await settle()

    assert crowd.order[0] == "a1"
    assert crowd.order[-1] == "a3"


async def test_a_place_is_free_again_after_an_error() -> None:
    places = Places(1, 0)
    with pytest.raises(ZeroDivisionError):
        async with places.take("a"):
            raise ZeroDivisionError

    async with places.take("a"):
        pass
