import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.unit.files.fakes import DAY, NEW, NOW, FakeDisk, cut, read, stream
from wasat.files.transfer import PIECE_BYTES, RunningHash, Transfer, iter_pieces, seal_blob
from wasat.files.upload import Upload, receive, start_upload
from wasat.status import InternalError, InvalidArgumentError, StorageFullError

MOST = 4 * PIECE_BYTES
UPLOAD = start_upload(NEW, now=NOW, ttl=DAY, max_file_bytes=MOST)


def begin(disk: FakeDisk, upload: Upload = UPLOAD) -> tuple[Transfer, RunningHash]:
    running_hash = RunningHash()
    transfer = Transfer(upload, blobs=disk, running_hash=running_hash, max_file_bytes=MOST)
    return transfer, running_hash


async def test_small_packets_are_joined_to_pieces() -> None:
    packets = stream(*[bytes(1_000)] * 4_200)
    pieces = [piece async for piece in iter_pieces(packets)]
    assert [[*map(len, piece)] for piece in pieces] == [[2_098_000], [2_098_000], [4_000]]


async def test_large_packets_are_gathered_as_they_are() -> None:
    packets = [bytes(300_000) for _ in range(7)]
    [piece] = [piece async for piece in iter_pieces(stream(*packets))]
    assert all(came is sent for came, sent in zip(piece, packets, strict=True))


async def test_the_rest_is_a_piece_too() -> None:
    assert [piece async for piece in iter_pieces(stream(b"a", b"", b"b"))] == [[b"ab"]]


async def test_nothing_is_no_piece() -> None:
    assert [piece async for piece in iter_pieces(stream(b"", b""))] == []


async def test_what_came_before_a_cut_is_a_piece() -> None:
    pieces = iter_pieces(cut(b"a", b"b"))
    assert await anext(pieces) == [b"ab"]
    with pytest.raises(ConnectionResetError):
        await anext(pieces)


async def test_a_cut_without_anything_before_is_just_a_cut() -> None:
    with pytest.raises(ConnectionResetError):
        await anext(iter_pieces(cut()))


async def test_what_is_taken_is_written_and_hashed() -> None:
    disk = FakeDisk()
    transfer, running_hash = begin(disk)
    content = bytes(range(256)) * 10_000
    await transfer.take(0, stream(content[:2_000_000], content[2_000_000:]))
    assert transfer.upload.received == len(content)
    assert read(disk, UPLOAD.blob) == content
    assert running_hash.size_bytes == len(content)
    assert running_hash.hexdigest() == hashlib.sha256(content).hexdigest()


async def test_equal_bytes_sent_again_change_nothing() -> None:
    disk = FakeDisk()
    await disk.append(UPLOAD.blob, 0, b"hello")
    transfer, _ = begin(disk, receive(UPLOAD, 5))
    await transfer.take(1, stream(b"ell"))
    assert transfer.upload.received == 5


async def test_an_overlap_is_compared_and_the_rest_written() -> None:
    disk = FakeDisk()
    await disk.append(UPLOAD.blob, 0, b"hello")
    transfer, _ = begin(disk, receive(UPLOAD, 5))
    await transfer.take(3, stream(b"lo world"))
    assert read(disk, UPLOAD.blob) == b"hello world"
    assert transfer.upload.received == 11


async def test_other_bytes_sent_again_are_refused() -> None:
    disk = FakeDisk()
    await disk.append(UPLOAD.blob, 0, b"hello")
    transfer, _ = begin(disk, receive(UPLOAD, 5))
    with pytest.raises(InvalidArgumentError, match="other bytes at 0 to 5"):
        await transfer.take(0, stream(b"HELLO world"))
    assert read(disk, UPLOAD.blob) == b"hello"


async def test_a_wrong_offset_is_refused_before_a_byte_is_read() -> None:
    read_packets: list[bytes] = []

    async def packets() -> AsyncIterator[bytes]:
        read_packets.append(b"x")
        yield b"x"

    transfer, _ = begin(FakeDisk())
    with pytest.raises(InvalidArgumentError, match="upload stands at 0, not 5"):
        await transfer.take(5, packets())
    assert read_packets == []


async def test_what_was_written_before_a_refusal_is_true() -> None:
    disk = FakeDisk()
    transfer, _ = begin(disk, replace(UPLOAD, size_bytes=PIECE_BYTES + 5))
    with pytest.raises(InvalidArgumentError, match="or more"):
        await transfer.take(0, stream(bytes(PIECE_BYTES), bytes(10)))
    assert transfer.upload.received == PIECE_BYTES


async def test_what_was_written_before_the_disk_was_full_is_true() -> None:
    disk = FakeDisk()
    disk.full_at = PIECE_BYTES
    transfer, _ = begin(disk)
    with pytest.raises(StorageFullError):
        await transfer.take(0, stream(bytes(PIECE_BYTES), bytes(10)))
    assert transfer.upload.received == PIECE_BYTES


async def test_a_full_disk_is_told_of_before_more_is_read() -> None:
    disk = FakeDisk()
    disk.full_at = 0
    transfer, _ = begin(disk)
    with pytest.raises(StorageFullError):
        await transfer.take(0, stream(*[bytes(PIECE_BYTES)] * 3))
    assert transfer.upload.received == 0


async def test_a_piece_is_written_to_its_end_when_the_request_is_given_up() -> None:
    writing, gate = asyncio.Event(), asyncio.Event()

    class SlowDisk(FakeDisk):
        async def append(self, name: str, offset: int, *data: bytes) -> None:
            writing.set()
            await gate.wait()
            await super().append(name, offset, *data)

    disk = SlowDisk()
    transfer, _ = begin(disk)
    task = asyncio.create_task(transfer.take(0, stream(b"hello")))
    await writing.wait()
    task.cancel()
    await asyncio.sleep(0)
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert transfer.upload.received == 5
    assert read(disk, UPLOAD.blob) == b"hello"


def test_a_hash_that_missed_bytes_is_lost_for_good() -> None:
    running_hash = RunningHash()
    running_hash.update(b"abc")
    running_hash.check(3)
    assert running_hash.size_bytes == 3
    running_hash.check(5)
    running_hash.update(b"de")
    assert running_hash.size_bytes < 0


async def test_a_lost_hash_is_made_again_from_the_blob() -> None:
    disk = FakeDisk()
    content = bytes(range(256)) * 9_000
    await disk.append(UPLOAD.blob, 0, content)
    digest = await seal_blob(receive(UPLOAD, len(content)), blobs=disk, running_hash=RunningHash())
    assert digest == hashlib.sha256(content).hexdigest()


async def test_sealing_cuts_what_nobody_was_told_of() -> None:
    disk = FakeDisk()
    await disk.append(UPLOAD.blob, 0, b"hello, and more")
    digest = await seal_blob(receive(UPLOAD, 5), blobs=disk, running_hash=RunningHash())
    assert read(disk, UPLOAD.blob) == b"hello"
    assert digest == hashlib.sha256(b"hello").hexdigest()


async def test_sealing_without_a_byte_makes_an_empty_blob() -> None:
    disk = FakeDisk()
    digest = await seal_blob(UPLOAD, blobs=disk, running_hash=RunningHash())
    assert read(disk, UPLOAD.blob) == b""
    assert digest == hashlib.sha256(b"").hexdigest()


async def test_a_blob_that_lost_bytes_becomes_no_file() -> None:
    disk = FakeDisk()
    await disk.append(UPLOAD.blob, 0, b"hell")
    lost = RunningHash()
    lost.check(5)
    with pytest.raises(InternalError, match="has 4 bytes, not 5"):
        await seal_blob(receive(UPLOAD, 5), blobs=disk, running_hash=lost)
