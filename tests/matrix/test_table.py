"""The table of cases is in order, and the judge sees what is wrong."""

import re
from collections import Counter

import pytest

from tests.matrix.judge import CHECKS, judge
from tests.matrix.table import DRIVERS, Case, is_of, load_cases

CASES = load_cases()


def test_there_are_cases_enough_for_every_client() -> None:
    counts = Counter(driver for case in CASES for driver in DRIVERS if case.is_for(driver))

    assert len(CASES) >= 60
    assert min(counts[driver] for driver in DRIVERS) >= 60


def test_no_two_cases_have_one_name() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_is_written_in_the_tables_own_words(case: Case) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", case.id)
    assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", case.section)
    assert case.says.endswith(".")
    assert case.expect
    names = {step.get("as", step["do"]) for step in case.steps}
    assert {path.split(".")[0] for path in case.expect} <= names
    for wanted in case.expect.values():
        assert not isinstance(wanted, dict) or wanted.keys() <= {*CHECKS, "absent"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_client_that_cannot_express_a_case_has_a_reason(case: Case) -> None:
    for family, reason in case.cannot.items():
        assert any(is_of(driver, family) for driver in DRIVERS)
        assert len(reason) > 5
    assert any(case.is_for(driver) for driver in DRIVERS)


@pytest.mark.parametrize(
    ("expect", "faults"),
    [
        ({"a.size": 5}, 0),
        ({"a.size": 6}, 1),
        ({"a.missing": {"absent": True}}, 0),
        ({"a.name": {"absent": True}}, 1),
        ({"a.items.-1.n": 2, "a.items": {"length": 2, "has": {"n": 1}}}, 0),
        ({"a.items": {"has": {"n": 3}}}, 1),
        ({"a.text": {"json": {"b": 1, "c.0": "x"}, "keys": ["b", "c"]}}, 0),
        ({"a.text": {"json": {"b": 2}}}, 1),
        ({"a.name": {"same": "a.other"}}, 1),
        ({"a.later": {"after": ["a.earlier", 60]}}, 0),
        ({"nothing.at.all": {"contains": "x"}}, 1),
    ],
)
def test_the_judge_finds_what_is_wrong(expect: dict[str, object], faults: int) -> None:
    seen = {
        "a": {
            "size": "5",
            "name": "n",
            "other": "m",
            "items": [{"n": 1}, {"n": 2}],
            "text": '{"b": 1, "c": ["x"]}',
            "earlier": "2026-11-22T07:44:14Z",
            "later": "2026-11-22T07:45:14.000001Z",
        }
    }

    assert len(judge(seen, expect)) == faults


def test_an_error_that_nobody_expects_is_a_fault() -> None:
    seen = {"get": {"error": {"code": 500}}, "file": {"name": "a", "error": {"code": 3}}}

    assert len(judge(seen, {"file.name": "a"})) == 1
    assert judge(seen, {"get.error.code": 500}) == []


@pytest.mark.parametrize(
    ("details", "faults"),
    [
        ([], 1),
        ([{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{}]}], 0),
        ([{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "A"}], 1),
        ([{"@type": "type.googleapis.com/google.rpc.Help", "links": [{}]}], 1),
        ([{"@type": "type.googleapis.com/else", "reason": "A"}], 2),
    ],
)
def test_a_callers_error_without_typed_details_is_a_fault(details: list, faults: int) -> None:
    seen = {"get": {"error": {"code": 403, "details": details}}}

    assert len(judge(seen, {"get.error.code": 403})) == faults
