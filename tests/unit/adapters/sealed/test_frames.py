import asyncio
import os
import threading

import pytest

from wasat.adapters.sealed import frames


def receive(data: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return reader


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256))])
def test_a_frame_is_read_as_it_was_written(data: bytes) -> None:
    near, far = os.pipe()

    frames.write_frame(far, b"K", data)

    assert frames.read_frame(near) == (b"K", data)
    os.close(near)
    os.close(far)


def test_a_frame_larger_than_the_pipe_is_written_whole() -> None:
    near, far = os.pipe()
    data = os.urandom(1_000_000)
    writer = threading.Thread(target=frames.write_frame, args=(far, b"K", data))
    writer.start()

    assert frames.read_frame(near) == (b"K", data)
    writer.join()
    os.close(near)
    os.close(far)


def test_frames_follow_one_another() -> None:
    near, far = os.pipe()
    for number in (b"1", b"22", b""):
        frames.write_frame(far, b"K", number)

    assert [frames.read_frame(near)[1] for _ in range(3)] == [b"1", b"22", b""]
    os.close(near)
    os.close(far)


@pytest.mark.parametrize("data", [b"", b"K", b"K\0\0\0\2x"])
def test_a_stream_that_ends_too_early_is_told(data: bytes) -> None:
    near, far = os.pipe()
    os.write(far, data)
    os.close(far)

    with pytest.raises(EOFError):
        frames.read_frame(near)
    os.close(near)


def test_nobody_reading_is_told() -> None:
    near, far = os.pipe()
    os.close(near)

    with pytest.raises(BrokenPipeError):
        frames.write_frame(far, b"K", b"x")
    os.close(far)


async def test_the_server_reads_what_a_child_writes() -> None:
    reader = receive(frames.pack_head(b"K", b"abc") + b"abc" + frames.pack_head(b"L", b""))

    assert await frames.receive_frame(reader) == (b"K", b"abc")
    assert await frames.receive_frame(reader) == (b"L", b"")


@pytest.mark.parametrize("data", [b"", b"K\0", b"K\0\0\0\2x"])
async def test_the_server_is_told_of_an_early_end(data: bytes) -> None:
    with pytest.raises(EOFError):
        await frames.receive_frame(receive(data))


async def test_a_frame_that_claims_too_much_is_refused_before_it_is_read() -> None:
    size = (frames.MOST_BYTES + 1).to_bytes(4, "big")

    with pytest.raises(frames.OversizeError):
        await frames.receive_frame(receive(b"K" + size))
