"""The longest document the documentation speaks of: 3,600 pages, while others ask too."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from google import genai
from google.genai import types

from benchmarks.long_document import ping, until_final
from examples.local_server import LocalServer, serve
from tests.make.memory import watch
from tests.make.pdf import many_pages

pytestmark = [pytest.mark.long, pytest.mark.filterwarnings("ignore")]

PAGES = 3600
MOST_GROWTH_BYTES = 300_000_000
MOST_PING_SECONDS = 1.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    with serve(tmp_path_factory.mktemp("data")) as running:
        yield running


def test_a_document_of_3600_pages_is_read_beside_other_requests(
    server: LocalServer, tmp_path: Path
) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(many_pages(PAGES))
    client = genai.Client(api_key="long", http_options={"base_url": server.url})
    over, pings = threading.Event(), list[float]()
    thread = threading.Thread(target=ping, args=(server.url, over, pings))
    thread.start()

    try:
        with watch(server.pid) as growth:
            file = until_final(client, client.files.upload(file=path))
            question = "Where does it say: this is page number 3593?"
            answer = client.models.generate_content(model="reader", contents=[file, question])
    finally:
        over.set()
        thread.join()

    assert file.state == types.FileState.ACTIVE
    assert answer.usage_metadata
    assert (answer.usage_metadata.prompt_token_count or 0) > PAGES * 258
    assert (answer.text or "").startswith("This is page number 3593.")
    assert set(pages_cited(answer)) == {3593}
    assert growth.peak_bytes < MOST_GROWTH_BYTES
    assert len(pings) > 10
    assert sorted(pings)[int(len(pings) * 0.99)] < MOST_PING_SECONDS


def pages_cited(answer: types.GenerateContentResponse) -> list[int | None]:
    (candidate,) = answer.candidates or []
    assert candidate.grounding_metadata
    chunks = candidate.grounding_metadata.grounding_chunks or []
    return [chunk.retrieved_context.page_number for chunk in chunks if chunk.retrieved_context]


def test_a_document_of_one_page_more_is_refused(server: LocalServer, tmp_path: Path) -> None:
    path = tmp_path / "longer.pdf"
    path.write_bytes(many_pages(PAGES + 1))
    client = genai.Client(api_key="long", http_options={"base_url": server.url})

    file = until_final(client, client.files.upload(file=path))

    assert file.state == types.FileState.FAILED
    assert file.error
    assert file.error.code == 3
    assert "3601 pages which exceeds the supported page limit of 3600" in (file.error.message or "")
