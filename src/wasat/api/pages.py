"""What an answer rests on, to be looked at: the cited page drawn, and what was considered."""

from math import isfinite

from starlette.responses import JSONResponse, Response

from wasat.api.context import Call
from wasat.api.details import DOMAIN, explaining, explaining_file, fault
from wasat.api.http.urls import parse_file_id
from wasat.box import Box, parse_boxes
from wasat.status import ErrorInfo, NotFoundError, UnimplementedError

_MOST_BOXES = 200  # an answer cites a few lines; drawing is not free


async def draw_page(call: Call) -> Response:
    """Draw one page as a PNG, with the boxes marked that the query names."""
    page_view = call.context.page_view
    if page_view is None:
        raise UnimplementedError("pages are not drawn here: no reader of documents is running")
    number = _page_number(call.path("page"))
    boxes = _boxes(call.request.query_params.getlist("box"))
    file_id = parse_file_id(call.path("file"))
    with explaining_file(file_id):
        _, blob = await call.context.files.open(
            call.project.name, file_id, wait_seconds=call.context.processing_wait_seconds
        )
    with explaining(at="page"):
        picture = await page_view.draw(blob, number, boxes)
    headers = {"cache-control": "private, max-age=3600", "x-content-type-options": "nosniff"}
    return Response(picture, headers=headers, media_type="image/png")


async def get_trace(call: Call) -> Response:
    """Tell what was considered on the way to an answer of the same project."""
    response_id = call.path("response")
    trace = call.context.traces.find(call.project.name, response_id)
    if trace is None:
        raise NotFoundError(
            "Requested entity was not found. Expected the responseId of a recent answer of this"
            f" project, not {response_id[:60]!r}.",
            details=[ErrorInfo(reason="TRACE_NOT_FOUND", domain=DOMAIN)],
        )
    steps = [{"step": step, **facts} for step, facts in trace.steps]
    return JSONResponse({"responseId": trace.response_id, "steps": steps})


def _page_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text)):
        raise fault("page", f"a page is a number from 1, not {text[:60]!r}")
    return int(text)


def _boxes(texts: list[str]) -> list[Box]:
    try:
        boxes = [box for text in texts for box in parse_boxes(text)]
    except ValueError as error:
        raise fault("box", str(error)[:200]) from error
    if len(boxes) > _MOST_BOXES or not all(isfinite(edge) for box in boxes for edge in box):
        raise fault("box", f"boxes are at most {_MOST_BOXES}, each of four finite numbers")
    return boxes
