"""The conformance page says what the tests say, and the tests hold what it says."""

import re
from pathlib import Path

import pytest
from pydantic.alias_generators import to_camel

from docs.reference.make_conformance import PAGE
from tests.api.asking import ASK, PDF_DATA, ask, post
from tests.api.conformance.fields import FIELDS, Field
from tests.api.conformance.page import find_tests, render
from tests.api.conformance.row import IGNORED, REFUSED, State
from tests.api.conformance.table import SECTIONS
from wasat.api.routes import create_methods
from wasat.wire.base import Wire
from wasat.wire.content import Part
from wasat.wire.generate import GenerationConfig, Tool

READER = Path(__file__).parent.parent.parent / "src" / "wasat" / "reader"
DOCUMENT = {"inlineData": {"mimeType": "application/pdf", "data": PDF_DATA}}


def fields_that_are(state: State) -> list[object]:
    return [
        pytest.param(message, name, field, id=f"{message.__name__}.{name}")
        for message, fields in FIELDS.items()
        for name, field in fields.items()
        if field.state is state
    ]


def request_with(message: type[Wire], name: str, value: object) -> dict[str, object]:
    """Return a request that sets one field of one of its messages."""
    if message is Part:
        return ask({"text": "hello"}, DOCUMENT | {name: value})
    whole = ask({"text": "hello"}, DOCUMENT)
    if message is GenerationConfig:
        return whole | {"generationConfig": {name: value}}
    if message is Tool:
        return whole | {"tools": [{name: value}]}
    return whole | {name: value}


def place_of(message: type[Wire], name: str) -> str:
    snake = re.sub(r"([A-Z])", r"_\1", name).lower()
    prefix = {GenerationConfig: "generation_config.", Tool: "tools[0]."}.get(message, "")
    return prefix + snake


def test_the_page_is_what_the_tests_say() -> None:
    assert PAGE.read_text() == render(), "run `.venv/bin/python -m docs.reference.make_conformance`"


def test_every_test_that_is_named_is_there() -> None:
    named = {test for rows in SECTIONS.values() for row in rows for test in row.tests}

    assert named - find_tests().keys() == set()


@pytest.mark.parametrize("message", FIELDS)
def test_every_field_of_a_request_is_told(message: type[Wire]) -> None:
    assert {*FIELDS[message]} == {to_camel(name) for name in message.model_fields}


def test_every_method_is_told() -> None:
    page = PAGE.read_text()
    ours = {"files.page", "responses.trace"}
    methods = {row.name for row in create_methods() if not row.name.endswith(".unsupported")}

    assert {name for name in methods - ours if name.partition(".")[0] not in page} == set()
    assert {name for name in methods - ours - {"tunedModels.list"} if name not in page} == set()


@pytest.mark.parametrize(("message", "name", "field"), fields_that_are(IGNORED))
async def test_a_field_without_effect_changes_nothing(
    message: type[Wire], name: str, field: Field
) -> None:
    before = await post(ask({"text": "hello"}, DOCUMENT))
    after = await post(request_with(message, name, field.sample))

    assert (before.status_code, after.status_code) == (200, 200)
    assert content_of(after.json()) == content_of(before.json())


def content_of(answer: dict) -> object:
    return answer["candidates"][0]["content"], answer["usageMetadata"]


@pytest.mark.parametrize(("message", "name", "field"), fields_that_are(REFUSED))
async def test_a_field_that_is_refused_is_named(
    message: type[Wire], name: str, field: Field
) -> None:
    answer = await post(request_with(message, name, field.sample), path=ASK)

    error = answer.json()["error"]
    place = field.at or place_of(message, name)
    named = {each["field"] for each in error["details"][0].get("fieldViolations", ())}
    assert answer.status_code in {400, 403}
    assert any(place in each for each in named) or name in error["message"]


@pytest.mark.parametrize(
    "setting",
    [
        "temperature",
        "top_p",
        "top_k",
        "seed",
        "presence_penalty",
        "frequency_penalty",
        "thinking_budget",
        "has_thoughts",
        "resolution",
    ],
)
def test_the_reader_looks_at_no_setting_that_only_samples(setting: str) -> None:
    looking = re.compile(rf"(?:options|source)\.{setting}\b")

    assert [path for path in READER.rglob("*.py") if looking.search(path.read_text())] == []
