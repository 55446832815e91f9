"""Spans that end while a test runs; the process has one provider, made when it is first wanted."""

from functools import cache

from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter


@cache
def _exporter() -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return exporter


def forget_spans() -> None:
    """Begin anew; from now on spans are kept."""
    _exporter().clear()


def ended_spans() -> tuple[ReadableSpan, ...]:
    return _exporter().get_finished_spans()
