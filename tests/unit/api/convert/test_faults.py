"""Sentences about fields."""

import pytest

from wasat.api.convert.faults import echo, refuse
from wasat.status import FieldViolation, InvalidArgumentError


def test_all_faults_are_told_a_line_each() -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        refuse([("a", "x"), ("b[0]", "y")], "AskRequest")

    assert caught.value.message == "* AskRequest.a: x\n* AskRequest.b[0]: y\n"
    assert caught.value.details[1] == FieldViolation(
        path="b[0]", description="* AskRequest.b[0]: y\n"
    )


def test_without_faults_nothing_is_refused() -> None:
    refuse([], "AskRequest")


def test_long_values_are_cut() -> None:
    assert echo("a" * 201) == "a" * 200 + "…"
    assert echo("a" * 200) == "a" * 200
