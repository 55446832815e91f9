"""Traces of a running server, as a collector gets them."""

import sys
from pathlib import Path

import httpx
import pytest

from examples.local_server import serve
from tests.operations.collector import collecting
from wasat.adapters.otlp import start_tracing
from wasat.status import FailedPreconditionError

TRACE = "0af7651916cd43dd8448eb211c80319c"
HEADERS = {"x-goog-api-key": "secret-key", "traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}


def test_an_answer_is_traced_below_its_request_without_its_words(tmp_path: Path) -> None:
    with collecting() as collector:
        settings = {"WASAT_OTLP_ENDPOINT": collector.url}
        with serve(tmp_path / "data", settings=settings) as server:
            document = {"inlineData": {"mimeType": "text/plain", "data": "YSBzZWNyZXQgd29yZA=="}}
            parts = [document, {"text": "Where is the confidential phrase?"}]
            httpx.post(
                f"{server.url}/v1beta/models/gemini-2.5-pro:generateContent",
                headers=HEADERS,
                json={"contents": [{"parts": parts}]},
                timeout=60,
            ).raise_for_status()

    request = collector.named("POST models.generateContent")
    answer = collector.named("chat gemini-2.5-pro")
    assert collector.services == {"wasat"}
    assert request.trace_id.hex() == answer.trace_id.hex() == TRACE
    assert answer.parent_span_id == request.span_id
    told = str(collector.spans)
    assert not [word for word in ("secret", "confidential") if word in told]


def test_a_collector_that_is_not_there_costs_no_answer(tmp_path: Path) -> None:
    settings = {"WASAT_OTLP_ENDPOINT": "http://127.0.0.1:9"}
    with serve(tmp_path / "data", settings=settings) as server:
        answer = httpx.get(f"{server.url}/v1beta/models", headers=HEADERS, timeout=30)

    assert answer.status_code == 200


def test_a_missing_extra_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)

    with pytest.raises(FailedPreconditionError, match=r"pip install --editable '\.\[otlp\]'"):
        start_tracing("http://127.0.0.1:4318", "1.0")
