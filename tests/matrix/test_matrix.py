"""Every client sees in every case what the protocol's reference says."""

from collections.abc import Callable, Mapping

import pytest

from tests.matrix.clients import Run
from tests.matrix.judge import judge
from tests.matrix.table import DRIVERS, Case, load_cases

PAIRS = [
    pytest.param(driver, case, id=f"{driver}-{case.id}")
    for driver in DRIVERS
    for case in load_cases()
    if case.is_for(driver)
]


@pytest.mark.parametrize(("driver", "case"), PAIRS)
def test_a_client_sees_what_the_reference_says(
    driver: str,
    case: Case,
    run_of: Callable[[str], Run],
    made_documents: Mapping[str, bytes],
) -> None:
    run = run_of(driver)

    assert case.id in run.lines, run.end
    line = run.lines[case.id]
    seen = line["saw"] | {"documents": made_documents}
    faults = judge(seen, case.expect)
    if "broken" in line:
        faults.insert(0, f"the client stopped: {line['broken']}")
    assert not faults, f"section {case.section}: {case.says}\n" + "\n".join(faults)
