from datetime import UTC, datetime, timedelta

from wasat.generation.traces import Trace, Traces


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


def make(response_id: str = "r") -> Trace:
    return Trace(response_id=response_id, project="p")


def test_a_trace_keeps_its_steps_in_order() -> None:
    trace = make()
    trace.note("find", pages=3)
    trace.note("answer", score=0.5)

    assert trace.steps == [("find", {"pages": 3}), ("answer", {"score": 0.5})]


def test_a_trace_is_found_by_its_project() -> None:
    traces = Traces(clock=Hand(), ttl=timedelta(hours=1))
    trace = make()
    traces.add(trace)

    assert traces.find("p", "r") is trace


def test_another_project_does_not_find_it() -> None:
    traces = Traces(clock=Hand(), ttl=timedelta(hours=1))
    traces.add(make())

    assert traces.find("q", "r") is None


def test_an_unknown_answer_has_no_trace() -> None:
    assert Traces(clock=Hand(), ttl=timedelta(hours=1)).find("p", "r") is None


def test_a_trace_is_gone_when_its_time_is_over() -> None:
    clock = Hand()
    traces = Traces(clock=clock, ttl=timedelta(hours=1))
    traces.add(make())
    clock.time += timedelta(hours=1)

    assert traces.find("p", "r") is None


def test_the_oldest_trace_makes_room() -> None:
    traces = Traces(clock=Hand(), ttl=timedelta(hours=1), limit=1)
    traces.add(make("old"))
    traces.add(make("new"))

    assert traces.find("p", "old") is None
    assert traces.find("p", "new") is not None
