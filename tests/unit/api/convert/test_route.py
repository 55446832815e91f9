"""The way an answer took."""

from tests.unit.reader.asking import make_trace
from wasat.api.convert.route import route_headers


def test_the_route_is_told() -> None:
    trace = make_trace()
    trace.note("other", route="no")
    trace.note("route", route="find")

    assert route_headers(trace) == {"x-wasat-route": "find"}


def test_where_the_first_way_did_not_fit_the_one_that_did_is_told() -> None:
    trace = make_trace()
    trace.note("route", route="whole")
    trace.note("shown", pages=[1])
    trace.note("route", route="text")

    assert route_headers(trace) == {"x-wasat-route": "text"}


def test_an_engine_that_notes_none_tells_none() -> None:
    assert route_headers(make_trace()) == {}
    assert route_headers(None) == {}
