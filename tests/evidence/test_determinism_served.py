"""Equal bytes and prompt, equal text and evidence: from two servers, and from one started again."""

import base64
import json
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from examples.local_server import serve
from tests.make.pdf import chapters, paper

_PAPERS = [
    paper("Model Aa", "We present model Aa. It was trained in 2023.", {"MMLU": "71.2", "GSM": "8"}),
    paper("Model Bb", "We present model Bb. It reads very well.", {"GSM": "9", "MMLU": "69.9"}),
]
_MILLS = chapters(
    "Molinos",
    [
        {"heading": "El molino", "text": "El molino fue levantado en 1588 por Diego Salvatierra."},
        {
            "heading": "Población",
            "text": "La población baja desde hace veinte años.",
            "caption": "Habitantes",
            "table": [["Municipio", "2011", "2021"], ["Cardonal", "338", "291"]],
        },
    ],
)
_SCHEMA = {
    "type": "OBJECT",
    "properties": {
        "title": {"type": "STRING"},
        "year": {"type": "INTEGER"},
        "scores": {
            "type": "ARRAY",
            "items": {
                "type": "OBJECT",
                "properties": {"benchmark": {"type": "STRING"}, "score": {"type": "NUMBER"}},
            },
        },
    },
}
_ASKED: tuple[tuple[str, list[bytes], Mapping[str, object]], ...] = (
    ("What is the score on MMLU?", _PAPERS, {}),
    ("When was model Aa trained?", _PAPERS[:1], {}),
    ("¿Quién levantó el molino?", [_MILLS], {}),
    ("¿Cuántos habitantes tenía Cardonal en 2011?", [_MILLS], {}),
    ("Who is the landlord?", [_MILLS], {}),
    ("Compare the papers, with differences, in a table.", _PAPERS, {}),
    ("Summarize this document in two sentences.", _PAPERS, {}),
    ("Transcribe this document as HTML.", [_MILLS], {}),
    (
        "Extract the results",
        _PAPERS[:1],
        {"responseMimeType": "application/json", "responseSchema": _SCHEMA},
    ),
)


def ask_all(url: str) -> list[tuple[object, object]]:
    """Ask every question; the text and the evidence of each answer."""
    told: list[tuple[object, object]] = []
    for question, documents, config in _ASKED:
        parts: list[dict[str, object]] = [
            {"inlineData": {"mimeType": "application/pdf", "data": base64.b64encode(d).decode()}}
            for d in documents
        ]
        contents = [{"parts": [*parts, {"text": question}]}]
        candidate = post(url, {"contents": contents, "generationConfig": config})["candidates"][0]
        told.append((candidate["content"], candidate.get("groundingMetadata")))
    return told


def post(url: str, body: Mapping[str, object]) -> dict[str, Any]:
    """Ask for an answer."""
    request = urllib.request.Request(  # noqa: S310 - loopback
        f"{url}/v1beta/models/reader:generateContent",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "x-goog-api-key": "any"},
    )
    with urllib.request.urlopen(request, timeout=120) as response:  # noqa: S310 - loopback
        answer: dict[str, Any] = json.load(response)
        return answer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("first")


@pytest.fixture(scope="module")
def first(folder: Path) -> list[tuple[object, object]]:
    with serve(folder, settings={"PYTHONHASHSEED": "1", "WASAT_WORKERS": "2"}) as server:
        return ask_all(server.url)


def test_answers_hold_evidence_or_are_refusals(first: list[tuple[object, object]]) -> None:
    assert sum(evidence is not None for _, evidence in first) == len(_ASKED) - 1


def test_another_server_gives_the_same_text_and_evidence(
    first: list[tuple[object, object]], tmp_path: Path
) -> None:
    with serve(tmp_path, settings={"PYTHONHASHSEED": "4242", "WASAT_WORKERS": "1"}) as server:
        assert ask_all(server.url) == first


def test_a_server_that_is_started_again_gives_the_same_text_and_evidence(
    first: list[tuple[object, object]], folder: Path
) -> None:
    """Its indexes were kept and are opened; they say what those in memory said."""
    with serve(folder, settings={"PYTHONHASHSEED": "7"}) as server:
        assert ask_all(server.url) == first
