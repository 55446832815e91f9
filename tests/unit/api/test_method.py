"""Rows of the table."""

from wasat.api.context import Call, Reply
from wasat.api.method import method, method_with_body
from wasat.wire.base import Empty
from wasat.wire.models import Model


async def handle(call: Call) -> Reply:
    """Do a thing.

    And more.
    """
    del call
    return Empty()


async def handle_body(call: Call, body: Model) -> Reply:
    """Do a thing with a model."""
    del call, body
    return Empty()


def test_a_row_reads_verb_path_and_summary() -> None:
    row = method("things.do", "GET things/{thing}", handle, parameters=("page_size",))

    assert (row.name, row.verb, row.path) == ("things.do", "GET", "things/{thing}")
    assert (row.summary, row.body, row.parameters) == ("Do a thing.", None, ("page_size",))


def test_a_row_with_a_body_knows_its_message() -> None:
    row = method_with_body("things.do", "POST things", handle_body, body=Model, answer=Empty)

    assert (row.body, row.answer, row.summary) == (Model, Empty, "Do a thing with a model.")
