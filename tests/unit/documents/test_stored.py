import gc
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread

import msgspec
import pytest

from wasat.documents import codec, stored
from wasat.documents.document import Document, Glance, Page, Summary


def make_parts(count: int, size: int = 1) -> list[bytes]:
    """Parts of so many pages, each of so many bytes and some more."""
    pages = [Page(number=number, label="x" * size) for number in range(1, count + 1)]
    summary = Summary(mime_type="text/plain", is_paged=True, page_count=count)
    return [codec.encode_part(part) for part in (*pages, summary)]


async def iterate(parts: list[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def count_descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


async def write(parts: list[bytes]) -> bytes:
    pieces = stored.write_parts(iterate(parts), lambda _: None)
    return b"".join([piece async for piece in pieces])


def open_bytes(data: bytes) -> Document:
    with TemporaryFile() as file:
        file.write(data)
        file.flush()
        return stored.open_stored(file)


async def test_a_document_comes_back_as_it_was() -> None:
    document = open_bytes(await write(make_parts(3)))

    assert document.summary.page_count == 3
    assert [page.number for page in document.pages] == [1, 2, 3]


async def test_pages_are_a_sequence_like_any_other() -> None:
    pages = open_bytes(await write(make_parts(5))).pages

    assert len(pages) == 5
    assert pages[-1].number == 5
    assert [page.number for page in pages[1:4:2]] == [2, 4]
    assert [page.number for page in reversed(pages)] == [5, 4, 3, 2, 1]
    with pytest.raises(IndexError):
        pages[5]


async def test_only_the_latest_pages_are_kept() -> None:
    pages = open_bytes(await write(make_parts(5, size=stored.KEPT_BYTES // 4))).pages
    first = pages[0]

    assert pages[0] is first
    for page in pages:
        assert page.number
    assert pages[0] is not first
    assert pages[0] == first


async def test_a_page_asked_for_again_outlives_others() -> None:
    pages = open_bytes(await write(make_parts(5, size=stored.KEPT_BYTES // 4))).pages
    first = pages[0]
    for place in (1, 2, 0, 3, 0, 4, 0):
        assert pages[place].number == place + 1

    assert pages[0] is first


async def test_a_page_larger_than_all_that_is_kept_is_not_kept() -> None:
    pages = open_bytes(await write(make_parts(2, size=stored.KEPT_BYTES + 1))).pages

    assert pages[0] == pages[0]
    assert pages[0] is not pages[0]


async def test_memory_stays_flat_however_many_pages_are_read() -> None:
    document = open_bytes(await write(make_parts(3_000, size=10_000)))
    gc.collect()

    tracemalloc.start()
    count = sum(1 for _ in document.pages)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 3_000
    assert peak < 3 * stored.KEPT_BYTES


async def test_pages_arrive_in_pieces_of_some_size() -> None:
    parts = make_parts(20_000)
    pieces = [len(piece) async for piece in stored.write_parts(iterate(parts), lambda _: None)]

    assert len(pieces) < 20
    assert max(pieces) < 1_000_000


async def test_glances_are_told_of_but_not_kept() -> None:
    glances = [codec.encode_part(Glance(number)) for number in (1, 2)]
    told: list[int] = []
    pieces = stored.write_parts(iterate([*glances, *make_parts(2)]), told.append)

    document = open_bytes(b"".join([piece async for piece in pieces]))

    assert told == [1, 2, 1, 2]
    assert [page.number for page in document.pages] == [1, 2]


async def test_a_flipped_bit_in_a_page_is_found_at_once() -> None:
    data = bytearray(await write(make_parts(2)))
    data[3] ^= 1

    with pytest.raises(ValueError, match="checksum"):
        open_bytes(bytes(data))


async def test_each_page_is_told_of() -> None:
    told: list[int] = []
    async for _ in stored.write_parts(iterate(make_parts(3)), told.append):
        pass

    assert told == [1, 2, 3]


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ([0, 1], "the last part is the summary"),
        ([2, 0, 1], "the summary is the last"),
        ([0, 2, 2], "the summary is the last"),
        ([], "the last part is the summary"),
    ],
)
async def test_parts_out_of_order_are_refused(order: list[int], words: str) -> None:
    parts = make_parts(2)

    with pytest.raises(ValueError, match=words):
        await write([parts[place] for place in order])


async def test_a_part_that_is_neither_is_refused() -> None:
    with pytest.raises(ValueError, match="a page or a summary"):
        await write([b"X", *make_parts(1)])


async def test_a_damaged_blob_is_refused() -> None:
    whole = await write(make_parts(2))
    index = msgspec.msgpack.encode({"sizes": [1], "summary": make_parts(1)[0]})
    foreign = index + len(index).to_bytes(8, "big")

    for data in (b"", b"short", whole[:-1], whole[1:], bytes(100), foreign):
        with pytest.raises(ValueError, match=r"a stored document|a part|not a"):
            open_bytes(data)


async def test_the_descriptor_goes_with_the_pages() -> None:
    data = await write(make_parts(1))
    gc.collect()
    before = count_descriptors()
    document = open_bytes(data)
    assert count_descriptors() == before + 1

    del document

    assert count_descriptors() == before


async def test_threads_may_share_the_pages() -> None:
    pages = open_bytes(await write(make_parts(200))).pages
    seen: list[list[int]] = []
    threads = [
        Thread(target=lambda: seen.append([page.number for page in pages])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [list(range(1, 201))] * 4
