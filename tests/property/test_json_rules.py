"""However a client spells a message, it means the same; what is unknown is always refused."""

import json
import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from pydantic.alias_generators import to_camel

from tests.property.messages import JSON, Spelt, fields_of, inner_types, messages
from wasat.api.body import parse_body, parse_json
from wasat.status import FieldViolation, InvalidArgumentError
from wasat.wire.answer import CountTokensResponse, GenerateContentResponse
from wasat.wire.base import Wire
from wasat.wire.files import CreateFileRequest, CreateFileResponse, ListFilesResponse
from wasat.wire.generate import CountTokensRequest, GenerateContentRequest, GenerationConfig
from wasat.wire.models import ListModelsResponse
from wasat.wire.schema import Schema

REQUESTS: list[type[Wire]] = [
    GenerateContentRequest,
    GenerationConfig,
    Schema,
    CountTokensRequest,
    CreateFileRequest,
]
ANSWERS: list[type[Wire]] = [
    GenerateContentResponse,
    CountTokensResponse,
    ListFilesResponse,
    CreateFileResponse,
    ListModelsResponse,
]
_BARE = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)


def parse(message: type[Wire], value: object) -> Wire:
    return parse_body(message, json.dumps(value).encode())


@pytest.mark.parametrize("message", REQUESTS)
@given(data=st.data())
def test_any_mixture_of_spellings_is_the_same_request(
    message: type[Wire], data: DataObject
) -> None:
    spelt: Spelt = data.draw(messages(message))

    assert parse(message, spelt.variant) == parse(message, spelt.canonical)


@pytest.mark.parametrize("message", REQUESTS)
@given(data=st.data())
def test_an_unknown_field_is_refused_with_a_path_that_exists(
    message: type[Wire], data: DataObject
) -> None:
    spelt: Spelt = data.draw(messages(message))
    places = [*_find_messages(message, spelt.canonical, "")]
    path, place = data.draw(st.sampled_from(places))
    place["notAField"] = 1

    with pytest.raises(InvalidArgumentError) as caught:
        parse(message, spelt.canonical)

    (violation,) = caught.value.details
    assert isinstance(violation, FieldViolation)
    assert violation.path == path
    at = f" at '{path}'" if path else ""
    assert violation.description == (
        f'Invalid JSON payload received. Unknown name "notAField"{at}: Cannot find field.'
    )


def _find_messages(message: type[Wire], value: Any, path: str) -> list[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - JSON
    """Return every message inside a message, with its path as the service would print it."""
    found = [(path, value)]
    for name, annotation in fields_of(message).items():
        inner = value.get(to_camel(name))
        kind = next(inner_types(annotation))
        if inner is None or not (isinstance(kind, type) and issubclass(kind, Wire)):
            continue
        here = f"{path}.{name}".removeprefix(".")
        members = enumerate(inner) if isinstance(inner, list) else [(None, inner)]
        for index, each in members:
            found += _find_messages(kind, each, here if index is None else f"{here}[{index}]")
    return found


@pytest.mark.parametrize("message", ANSWERS)
@given(data=st.data())
def test_an_answer_never_holds_a_default_and_reads_back_as_itself(
    message: type[Wire], data: DataObject
) -> None:
    answer = parse(message, data.draw(messages(message)).canonical)
    written = json.loads(answer.to_json())

    assert [*_find_defaults(message, written)] == []
    assert parse(message, written) == answer


def _find_defaults(message: type[Wire], value: dict[str, Any]) -> list[str]:
    """Return fields that were written although they hold their default, or in another case."""
    names = {to_camel(name): name for name in fields_of(message)}
    found = [name for name in value if name not in names]
    for alias, inner in value.items():
        field = message.model_fields[names[alias]]
        kind = next(inner_types(field.annotation))
        unset = ("", [], False, 0, "0") if kind is int else ("", [], False, 0)
        if field.default is not None and inner in unset:
            found.append(alias)
        if isinstance(kind, type) and issubclass(kind, Wire):
            for each in inner if isinstance(inner, list) else [inner]:
                found += _find_defaults(kind, each)
    return found


@given(value=JSON, data=st.data())
def test_lenient_json_is_what_strict_json_would_be(value: object, data: DataObject) -> None:
    text = _write_leniently(value, data)

    assert parse_json(text.encode()) == value


def _write_leniently(value: object, data: DataObject) -> str:
    """Write single quotes, bare names and trailing commas, or do not."""
    is_loose = data.draw(st.booleans())
    comma = "," if is_loose else ""
    if isinstance(value, list):
        return (
            "["
            + ", ".join(_write_leniently(each, data) for each in value)
            + (comma if value else "")
            + "]"
        )
    if isinstance(value, dict):
        members = (
            f"{name if is_loose and _BARE.fullmatch(name) else json.dumps(name)} :"
            f"{_write_leniently(each, data)}"
            for name, each in value.items()
        )
        return "{" + ",".join(members) + (comma if value else "") + "}"
    if isinstance(value, str) and is_loose:
        return "'" + json.dumps(value)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"
    return json.dumps(value)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


@given(value=st.text(max_size=60))
def test_text_that_is_no_json_is_refused_and_nothing_else(value: str) -> None:
    refusal: InvalidArgumentError | None = None
    lenient: object = None
    try:
        lenient = parse_json(value.encode())
    except InvalidArgumentError as error:
        refusal = error
    with suppress(ValueError):
        strict = json.loads(value, parse_constant=_refuse_constant)
        assert (refusal, lenient) == (None, strict)
    if refusal is not None:
        assert refusal.message.startswith("Invalid JSON payload received. Unexpected token.\n")
        assert refusal.details
