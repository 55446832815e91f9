import msgspec
import pytest

from wasat.adapters.sealed import messages
from wasat.adapters.sealed.messages import Order, Refusal

ORDER = Order(
    function="a.b",
    arguments={"boxes": [[1.0, 2.0]], "data": b"\x00", "page": 3},
    cpu_seconds=5,
    first_cpu_seconds=None,
    result_cpu_seconds=None,
    memory_bytes=1 << 30,
)


def test_an_order_comes_back_as_it_was() -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(ORDER), type=Order) == ORDER


@pytest.mark.parametrize("data", [b"\xc1", b"\x80", b"\x82\xa4code\xa1x\xa7message\x01"])
def test_a_refusal_is_checked(data: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        msgspec.msgpack.decode(data, type=Refusal)


def test_no_two_kinds_of_frame_are_the_same() -> None:
    kinds = [
        messages.READY,
        messages.ENDED,
        messages.ORDER,
        messages.RESULT,
        messages.REFUSAL,
        messages.BROKEN,
        messages.DONE,
    ]

    assert len(set(kinds)) == len(kinds)
    assert all(len(kind) == 1 for kind in kinds)


def test_an_ending_may_be_a_signal() -> None:
    assert messages.ENDING.unpack(messages.ENDING.pack(1 << 40, -9)) == (1 << 40, -9)
