"""The first sample of the API's own guide, text alone, with a model configured and without."""

import json
from pathlib import Path

import pytest
from google import genai
from google.genai import types

from tests.models.background import serve_stub
from tests.models.shapes import MODEL
from tests.models.stubs import Script, Stub

ASKED = "Explain how AI works in a few words"


def test_without_a_model_it_is_said_how_one_is_configured(client: genai.Client) -> None:
    response = client.models.generate_content(model="gemini-2.0-flash", contents=ASKED)

    assert "wasat serve --engine URL" in (response.text or "")
    assert "[[models]] in wasat.toml" in (response.text or "")


@pytest.mark.parametrize("way", ["engines", "models"])
def test_with_a_model_it_answers_under_the_familys_name(way: str, tmp_path: Path) -> None:
    from examples.local_server import serve  # noqa: PLC0415 - not there in older environments

    with serve_stub(Stub(kind="vllm", script=Script(words=["By ", "learning."]))) as model_url:
        table = {"name": "house", "engine": "openai", "base_url": model_url}
        ways = {"engines": model_url, "models": json.dumps([table])}
        settings = {f"WASAT_{way.upper()}": ways[way]}
        with serve(tmp_path, settings=settings) as server:
            options = types.HttpOptions(base_url=server.url)
            with genai.Client(api_key="any", http_options=options) as client:
                response = client.models.generate_content(model="gemini-2.0-flash", contents=ASKED)

    assert response.text == "By learning."
    assert response.model_version == MODEL
