import os

from wasat.adapters.sealed.capacity import CHILD_BYTES, count_children, measure_room


def test_there_is_a_child_for_each_core() -> None:
    assert count_children(cores=4, memory_bytes=100 * CHILD_BYTES) == 4


def test_memory_may_allow_fewer() -> None:
    assert count_children(cores=16, memory_bytes=4 * CHILD_BYTES) == 2


def test_smaller_children_are_more() -> None:
    memory = 4 * CHILD_BYTES

    assert count_children(child_bytes=CHILD_BYTES // 2, cores=16, memory_bytes=memory) == 4


def test_there_is_always_one() -> None:
    assert count_children(cores=8, memory_bytes=1 << 20) == 1


def test_this_machine_has_room_for_one_and_no_more_than_its_cores() -> None:
    assert 1 <= count_children() <= (os.cpu_count() or 1)


def test_two_readers_have_room_for_one_beside_a_scan() -> None:
    assert measure_room(2, 10, 15, memory_bytes=1_000) == 25


def test_many_readers_have_room_for_all() -> None:
    assert measure_room(8, 10, 15, memory_bytes=1_000) == 80


def test_all_readers_take_no_more_than_the_machine_has_for_them() -> None:
    assert measure_room(8, 10, 15, memory_bytes=50) == 30


def test_one_reader_has_room_on_any_machine() -> None:
    assert measure_room(1, 10, 15, memory_bytes=1) == 10
