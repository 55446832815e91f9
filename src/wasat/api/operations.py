"""For those who run the server: is it alive, is it ready, what did it count. No key is needed."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from wasat.api.context import Context

# An answer of the past says nothing about the present.
_FRESH = {"cache-control": "no-store"}


async def livez(request: Request, context: Context) -> Response:
    """Say that the event loop turns; nothing else is looked at."""
    del request, context
    return PlainTextResponse("ok\n", headers=_FRESH)


async def readyz(request: Request, context: Context) -> Response:
    """Say whether requests can be answered now, and why: 200, or 503 to be left alone a while."""
    del request
    is_ready = context.is_ready()
    status = "ready" if is_ready else "not ready"
    facts = {"status": status, "version": context.version, **context.facts()}
    return JSONResponse(facts, 200 if is_ready else 503, _FRESH)


async def metrics(request: Request, context: Context) -> Response:
    """Tell all counts in the text format of Prometheus."""
    del request
    await context.measure()
    text = await run_in_threadpool(generate_latest)
    return Response(text, headers={**_FRESH, "content-type": CONTENT_TYPE_LATEST})
