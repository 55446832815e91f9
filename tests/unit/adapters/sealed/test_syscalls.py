import pytest

from wasat.adapters.sealed.syscalls import ARCHITECTURES

FORBIDDEN = {  # numbers from the kernel's own tables, as in the module
    "x86_64": {
        "socket": 41,
        "connect": 42,
        "clone": 56,
        "fork": 57,
        "execve": 59,
        "kill": 62,
        "ptrace": 101,
        "prctl": 157,
        "setrlimit": 160,
        "prlimit64": 302,
        "io_uring_setup": 425,
        "clone3": 435,
        "open": 2,
        "unlink": 87,
    },
    "aarch64": {
        "socket": 198,
        "connect": 203,
        "clone": 220,
        "execve": 221,
        "kill": 129,
        "ptrace": 117,
        "prctl": 167,
        "setrlimit": 164,
        "prlimit64": 261,
        "io_uring_setup": 425,
        "clone3": 435,
        "unlinkat": 35,
    },
}


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_nothing_that_reaches_outside_is_allowed(name: str) -> None:
    allowed = set(ARCHITECTURES[name].numbers(may_open=True))

    assert not allowed & set(FORBIDDEN[name].values())


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_files_are_opened_only_where_something_else_limits_which(name: str) -> None:
    architecture = ARCHITECTURES[name]
    more = set(architecture.numbers(may_open=True)) - set(architecture.numbers(may_open=False))

    assert more == {257 if name == "x86_64" else 56}


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_no_number_stands_twice(name: str) -> None:
    numbers = ARCHITECTURES[name].numbers(may_open=True)

    assert len(set(numbers)) == len(numbers)


def test_a_filter_jumps_no_further_than_it_can() -> None:
    assert all(len(each.numbers(may_open=True)) < 256 for each in ARCHITECTURES.values())
