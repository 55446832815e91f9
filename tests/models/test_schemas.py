"""Structured output never lies: schemas of every kind, on a real model, through three SDKs."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from google import genai
from google.genai import types
from pydantic import BaseModel

from examples.local_server import serve
from tests.matrix import clients
from tests.matrix.table import Case
from tests.models.schemas import RECURSIVE, SCHEMAS
from tests.models.server import serve_tiny
from tests.models.tiny import make_tiny_model

pytest.importorskip("xllamacpp")

SEEDS = int(os.environ.get("WASAT_SCHEMA_SEEDS", "2"))  # of each schema, by Python
OTHER_SEEDS = 5  # by the others, each
MODEL = "gemini-2.5-flash"
MOST_TOKENS = 3_000
KEY = "schemas"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tiny")
    settings = {"WASAT_RATE_REQUESTS_PER_MINUTE": "0"}
    with (
        serve_tiny(make_tiny_model(folder)) as engine,
        serve(folder / "data", settings=settings | {"WASAT_ENGINES": engine}) as server,
    ):
        yield server.url


def test_there_are_schemas_enough_of_every_kind() -> None:
    written = json.dumps([schema.model_json_schema() for schema in SCHEMAS])

    assert len(SCHEMAS) >= 30
    assert max(len(schema.model_fields) for schema in SCHEMAS) == 100
    for word in ("$ref", "array", "enum", "format", "minimum", "maxItems", "maxLength", "null"):
        assert word in written


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.__name__)
def test_an_answer_that_ends_by_itself_fits_its_class(url: str, schema: type[BaseModel]) -> None:
    client = genai.Client(api_key=KEY, http_options=types.HttpOptions(base_url=url))
    asked: dict[str, object] = (
        {"response_json_schema": schema.model_json_schema()}
        if schema in RECURSIVE
        else {"response_schema": schema}
    )

    for seed in range(SEEDS):
        config = types.GenerateContentConfig(
            seed=seed,
            max_output_tokens=MOST_TOKENS,
            response_mime_type="application/json",
            **asked,  # type: ignore[arg-type]
        )
        response = client.models.generate_content(
            model=MODEL, contents="Fill in the form.", config=config
        )
        assert response.candidates[0].finish_reason == "STOP"  # type: ignore[index]
        schema.model_validate_json(response.text or "")


@pytest.mark.parametrize("driver", ["javascript-2.32.0", "go-1.77.0"])
def test_an_answer_fits_whichever_sdk_asks(url: str, driver: str, tmp_path: Path) -> None:
    cases = list(_cases())

    seen = clients.run(driver, cases, url, tmp_path, tmp_path)

    for case in cases:
        schema = next(each for each in SCHEMAS if each.__name__ == case.section)
        assert case.id in seen.lines, seen.end
        answer = seen.lines[case.id]["saw"]["generate"]
        assert answer["response"]["candidates"][0]["finishReason"] == "STOP", case.id
        schema.model_validate_json(answer["text"])


def _cases() -> Iterator[Case]:
    for schema in SCHEMAS:
        for seed in range(OTHER_SEEDS):
            config = {
                "seed": seed,
                "maxOutputTokens": MOST_TOKENS,
                "responseMimeType": "application/json",
                "responseJsonSchema": schema.model_json_schema(),
            }
            step = {"do": "generate", "contents": "Fill in the form.", "config": config}
            steps: Sequence[dict[str, object]] = [step]
            yield Case(
                id=f"{schema.__name__}-{seed}",
                section=schema.__name__,
                says="An answer fits its schema.",
                steps=steps,
                expect={},
            )
