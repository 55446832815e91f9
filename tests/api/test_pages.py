"""GET /{v}/files/{id}/pages/{n}.png, and /{v}/responses/{id}/trace."""

from collections.abc import Sequence

import httpx
import pytest

from tests.api.service import Service
from tests.api.uploading import PDF, upload
from wasat.blob import Blob
from wasat.box import Box
from wasat.generation.pages import PageView
from wasat.generation.traces import Trace
from wasat.status import InvalidArgumentError

PNG = b"\x89PNG a picture"


class View(PageView):
    """Draws nothing, and remembers what it was asked to draw."""

    def __init__(self) -> None:
        self.drawn: list[tuple[bytes, int, Sequence[Box]]] = []

    async def draw(self, blob: Blob, page: int, boxes: Sequence[Box]) -> bytes:
        if page > 3:
            raise InvalidArgumentError(f"the document has 3 pages, no page {page}")
        with blob.lend() as file:
            self.drawn.append((file.read(), page, boxes))
        return PNG


async def _draw(view: View | None, path: str = "pages/2.png", **headers: str) -> httpx.Response:
    async with Service(settings={"page_view": view}).serve() as client:
        await upload(client, name="files/doc-1")
        return await client.get(f"/v1beta/files/doc-1/{path}", headers=headers)


async def test_a_page_is_a_picture() -> None:
    view = View()

    answer = await _draw(view)

    assert (answer.status_code, answer.content) == (200, PNG)
    assert answer.headers["content-type"] == "image/png"
    assert view.drawn == [(PDF, 2, [])]


@pytest.mark.parametrize(
    "query", ["box=72.0,144.5,310.2,160.1&box=1,2,3,4", "box=72.0,144.5,310.2,160.1;1,2,3,4"]
)
async def test_boxes_are_marked_as_the_answer_wrote_them(query: str) -> None:
    view = View()

    await _draw(view, f"pages/2.png?{query}")

    assert view.drawn[0][2] == [Box(72.0, 144.5, 310.2, 160.1), Box(1, 2, 3, 4)]


@pytest.mark.parametrize(
    "path",
    [
        "pages/0.png",
        "pages/x.png",
        "pages/9.png",
        "pages/99999999999999999999.png",
        "pages/1.png?box=1,2,3",
        "pages/1.png?box=3,2,1,4",
        "pages/1.png?box=nan,1,2,3",
        "pages/1.png?box=1,1,inf,inf",
        "pages/1.png?box=" + ";".join(["1,2,3,4"] * 201),
    ],
)
async def test_a_page_or_box_that_is_none_is_refused(path: str) -> None:
    answer = await _draw(View(), path)

    assert (answer.status_code, answer.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")


async def test_another_projects_page_is_403() -> None:
    answer = await _draw(View(), **{"x-goog-api-key": "k2"})

    assert answer.status_code == 403


async def test_where_nothing_draws_it_says_so() -> None:
    answer = await _draw(None)

    assert answer.json()["error"]["status"] == "UNIMPLEMENTED"


async def _trace(project_key: str, response_id: str = "r1") -> httpx.Response:
    service = Service(keys={"k1": "acme", "k2": "other"})
    async with service.serve() as client:
        trace = Trace(response_id="r1", project="acme")
        trace.note("ranked", page=60, score=0.5)
        trace.note("ranked", page=61, score=0.25)
        service.context.traces.add(trace)
        return await client.get(
            f"/v1beta/responses/{response_id}/trace", headers={"x-goog-api-key": project_key}
        )


async def test_a_trace_tells_each_step_in_order() -> None:
    answer = await _trace("k1")

    assert answer.status_code == 200
    assert answer.json() == {
        "responseId": "r1",
        "steps": [
            {"step": "ranked", "page": 60, "score": 0.5},
            {"step": "ranked", "page": 61, "score": 0.25},
        ],
    }


@pytest.mark.parametrize(("key", "response_id"), [("k2", "r1"), ("k1", "r2")])
async def test_a_trace_that_is_not_ours_is_not_there(key: str, response_id: str) -> None:
    answer = await _trace(key, response_id)

    assert (answer.status_code, answer.json()["error"]["status"]) == (404, "NOT_FOUND")
