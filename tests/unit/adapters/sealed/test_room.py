import asyncio
from contextlib import AsyncExitStack

from wasat.adapters.sealed.room import MemoryRoom


class Guests:
    """Tasks that hold bytes of a room until they are let go."""

    def __init__(self, room: MemoryRoom) -> None:
        self.inside: list[str] = []
        self._room = room
        self._leave: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def come(self, name: str, size: int) -> None:
        self._leave[name] = asyncio.Event()
        self._tasks[name] = asyncio.create_task(self._stay(name, size))
        await settle()

    async def leave(self, name: str) -> None:
        self._leave[name].set()
        await self._tasks[name]
        await settle()

    async def give_up(self, name: str) -> None:
        self._tasks[name].cancel()
        await settle()

    async def _stay(self, name: str, size: int) -> None:
        async with self._room.take(size):
            self.inside.append(name)
            await self._leave[name].wait()
            self.inside.remove(name)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_no_more_is_handed_out_than_there_is() -> None:
    guests = Guests(MemoryRoom(10))
    for name, size in (("a", 4), ("b", 6), ("c", 1)):
        await guests.come(name, size)

    assert guests.inside == ["a", "b"]
    await guests.leave("a")
    assert guests.inside == ["b", "c"]


async def test_a_large_wish_is_not_passed_by() -> None:
    guests = Guests(MemoryRoom(10))
    for name, size in (("small", 3), ("large", 10), ("late", 3)):
        await guests.come(name, size)

    assert guests.inside == ["small"]
    await guests.leave("small")
    assert guests.inside == ["large"]
    await guests.leave("large")
    assert guests.inside == ["late"]


async def test_who_wants_more_than_all_gets_all() -> None:
    guests = Guests(MemoryRoom(10))
    await guests.come("giant", 1 << 40)
    await guests.come("other", 1)

    assert guests.inside == ["giant"]
    await guests.leave("giant")
    assert guests.inside == ["other"]


async def test_who_gives_up_holds_up_nobody() -> None:
    guests = Guests(MemoryRoom(10))
    for name, size in (("small", 3), ("large", 10), ("late", 3)):
        await guests.come(name, size)
    await guests.give_up("large")

    assert guests.inside == ["small", "late"]


async def test_what_came_to_one_who_had_just_given_up_goes_on() -> None:
    room = MemoryRoom(10)
    guests = Guests(room)
    for name in ("first", "second", "third"):
        await guests.come(name, 10)
    guests._leave["first"].set()
    await asyncio.sleep(0)
    guests._tasks["second"].cancel()
    await settle()

    assert guests.inside == ["third"]
    await guests.leave("third")
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(room.take(10))
