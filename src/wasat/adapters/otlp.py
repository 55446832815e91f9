"""Spans sent to an OpenTelemetry collector over HTTP; needs the extra `otlp`."""

from collections.abc import Callable

from opentelemetry import trace

from wasat.status import FailedPreconditionError

_PATH = "/v1/traces"  # Source: OTLP/HTTP, default path of traces


def start_tracing(endpoint: str, version: str) -> Callable[[], None]:
    """Send all spans of this process from now on.

    Args:
        endpoint: Base URL of the collector, such as `http://127.0.0.1:4318`.
        version: Ours.

    Returns:
        What sends the rest and stops; it blocks for some seconds where nobody listens.

    Raises:
        FailedPreconditionError: The extra is missing.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 the extra
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 likewise
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 likewise
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 likewise
    except ImportError as error:
        raise FailedPreconditionError(
            "WASAT_OTLP_ENDPOINT needs the extra `otlp`: pip install --editable '.[otlp]'"
        ) from error
    resource = Resource.create({"service.name": "wasat", "service.version": version})
    provider = TracerProvider(resource=resource)
    url = endpoint.rstrip("/").removesuffix(_PATH) + _PATH
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url)))
    trace.set_tracer_provider(provider)
    return provider.shutdown
