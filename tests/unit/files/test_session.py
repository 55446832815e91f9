import asyncio

import pytest

from tests.unit.files.fakes import DAY, NEW, NOW
from wasat.files.session import Session, Sessions
from wasat.files.upload import start_upload
from wasat.status import FailedPreconditionError

UPLOAD = start_upload(NEW, now=NOW, ttl=DAY, max_file_bytes=100)


async def read_forever(session: Session, reading: asyncio.Event) -> None:
    async with session.hold() as number, session.read(number):
        reading.set()
        await asyncio.Event().wait()


async def hold_until(session: Session, holding: asyncio.Event, gate: asyncio.Event) -> None:
    async with session.hold():
        holding.set()
        await gate.wait()


async def read_once(session: Session) -> str:
    async with session.hold() as number, session.read(number):
        return "read"


async def test_an_upload_has_one_session() -> None:
    sessions = Sessions()
    assert sessions.get(UPLOAD) is sessions.get(UPLOAD)


async def test_a_dropped_session_begins_anew() -> None:
    sessions = Sessions()
    session = sessions.get(UPLOAD)
    sessions.drop(UPLOAD)
    sessions.drop(UPLOAD)
    assert sessions.get(UPLOAD) is not session


async def test_a_newer_request_takes_over_from_one_that_waits_for_bytes() -> None:
    session, reading = Session(), asyncio.Event()
    older = asyncio.create_task(read_forever(session, reading))
    await reading.wait()
    assert await read_once(session) == "read"
    with pytest.raises(FailedPreconditionError, match="taken over by a newer request"):
        await older


async def test_of_several_waiting_requests_the_newest_reads() -> None:
    session, holding, gate = Session(), asyncio.Event(), asyncio.Event()
    first = asyncio.create_task(hold_until(session, holding, gate))
    await holding.wait()
    second = asyncio.create_task(read_once(session))
    third = asyncio.create_task(read_once(session))
    await asyncio.sleep(0)
    gate.set()
    await first
    with pytest.raises(FailedPreconditionError, match="taken over"):
        await second
    assert await third == "read"


async def test_a_request_that_does_not_read_is_not_interrupted() -> None:
    session, holding, gate = Session(), asyncio.Event(), asyncio.Event()
    first = asyncio.create_task(hold_until(session, holding, gate))
    await holding.wait()
    second = asyncio.create_task(read_once(session))
    await asyncio.sleep(0)
    assert not first.done()
    gate.set()
    await first
    assert await second == "read"


async def test_a_time_out_of_the_source_stays_what_it_is() -> None:
    session = Session()
    with pytest.raises(TimeoutError, match="the source"):
        async with session.hold() as number, session.read(number):
            raise TimeoutError("the source was too slow")


async def test_after_a_failure_the_session_can_be_held_again() -> None:
    session = Session()
    with pytest.raises(ConnectionResetError):
        async with session.hold() as number, session.read(number):
            raise ConnectionResetError
    assert await read_once(session) == "read"
