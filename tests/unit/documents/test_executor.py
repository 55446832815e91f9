import io

import pytest

from wasat.blob import Blob
from wasat.documents.executor import Allowance, Job, describe_fault, find_function

BLOB = Blob(project="p", sha256="0", mime_type="text/plain", size_bytes=0, lend=io.BytesIO)  # type: ignore[arg-type]  # never lent


def job(**times: float) -> Job:
    return Job(
        function="a.b",
        blob=BLOB,
        seconds=times.get("seconds", 10.0),
        earned_seconds=times.get("earned_seconds", 0.0),
        most_seconds=times.get("most_seconds"),
        result_seconds=times.get("result_seconds"),
    )


def test_all_time_may_go_into_the_first_result() -> None:
    assert Allowance(job(result_seconds=1.0)).seconds == 10.0


def test_what_is_spent_is_gone() -> None:
    allowance = Allowance(job())
    allowance.spend(4.0)

    assert allowance.seconds == 6.0


def test_each_result_earns_time() -> None:
    allowance = Allowance(job(earned_seconds=2.0))
    allowance.spend(1.0)
    allowance.spend(1.0)

    assert allowance.seconds == 12.0


def test_no_more_is_earned_than_may_be() -> None:
    allowance = Allowance(job(earned_seconds=2.0, most_seconds=11.0))
    allowance.spend(1.0)
    allowance.spend(1.0)

    assert allowance.seconds == 9.0


def test_a_later_result_has_its_own_limit() -> None:
    allowance = Allowance(job(result_seconds=3.0))
    allowance.spend(1.0)

    assert allowance.seconds == 3.0
    assert allowance.explain() == "Reading one part took longer than 3 seconds."


def test_the_end_of_all_time_is_told_as_such() -> None:
    allowance = Allowance(job(earned_seconds=2.0, result_seconds=3.0))
    allowance.spend(10.0)

    assert allowance.seconds == 2.0
    assert allowance.explain() == "Reading took longer than the 12 seconds that it may take."


def test_a_cap_holds_whatever_is_earned() -> None:
    allowance = Allowance(job(earned_seconds=2.0))
    allowance.cap(11.0)
    allowance.cap(12.0)
    allowance.spend(1.0)

    assert allowance.seconds == 10.0


def test_a_function_is_found_in_the_modules_allowed() -> None:
    assert find_function("io.open", ["io"]) is io.open


@pytest.mark.parametrize("name", ["os.listdir", "io.nothing", "open", "wasat.nowhere.f"])
def test_other_functions_are_not_found(name: str) -> None:
    with pytest.raises(LookupError):
        find_function(name, ["io"])


def test_a_fault_says_where_and_what_kind_but_no_words() -> None:
    def read_secret() -> None:
        raise ValueError("the salary is 5")

    with pytest.raises(ValueError, match="salary") as caught:
        read_secret()

    told = describe_fault(caught.value)
    assert "in read_secret" in told
    assert told.endswith("builtins.ValueError")
    assert "is 5" not in told.replace('"the salary is 5"', "")
