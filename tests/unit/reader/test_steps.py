from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_ident

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from wasat.reader.steps import Steps, StoppedError, make_stoppable

DOCUMENT = make_document(*(make_page(make_block("words"), number=n) for n in (1, 2, 3)))


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


async def test_all_items_come_in_order(threads: ThreadPoolExecutor) -> None:
    stream = Steps(iter(range(500)), threads, Event()).stream()

    assert [item async for item in stream] == list(range(500))


async def test_items_are_made_in_another_thread(threads: ThreadPoolExecutor) -> None:
    def tell_thread() -> Iterator[int]:
        yield get_ident()

    stream = Steps(tell_thread(), threads, Event()).stream()

    assert [item async for item in stream] != [get_ident()]


async def test_nothing_is_made_far_ahead_of_the_consumer(threads: ThreadPoolExecutor) -> None:
    made: list[int] = []

    def count() -> Iterator[int]:
        for number in range(10_000):
            made.append(number)
            yield number

    stream = Steps(count(), threads, Event()).stream()
    await anext(stream)
    await stream.aclose()

    assert len(made) <= 64


async def test_leaving_sets_the_stop_sign(threads: ThreadPoolExecutor) -> None:
    stopped = Event()
    stream = Steps(iter(range(1_000)), threads, stopped).stream()

    await anext(stream)
    assert not stopped.is_set()
    await stream.aclose()

    assert stopped.is_set()


async def test_a_stopped_iterator_makes_nothing_more(threads: ThreadPoolExecutor) -> None:
    stopped = Event()
    stopped.set()

    assert [item async for item in Steps(iter([1]), threads, stopped).stream()] == []


async def test_what_the_generator_raises_reaches_the_consumer(threads: ThreadPoolExecutor) -> None:
    def fail() -> Iterator[int]:
        yield 1
        raise ValueError("no such page")

    stream = Steps(fail(), threads, Event()).stream()

    with pytest.raises(ValueError, match="no such page"):
        _ = [item async for item in stream]


def test_pages_can_be_read_until_the_stop_sign_is_set() -> None:
    stopped = Event()
    document = make_stoppable(DOCUMENT, stopped)

    assert (len(document.pages), document.pages[0].number) == (3, 1)
    assert [page.number for page in document.pages[1:]] == [2, 3]
    stopped.set()
    with pytest.raises(StoppedError):
        _ = document.pages[0]
