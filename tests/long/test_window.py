"""A thousand pages against a window of 8,192 tokens, as `benchmarks/long_window.py` measures it."""

from pathlib import Path

import pytest

from benchmarks.long_window import BAR, ask
from examples.local_server import serve
from tests.make.handbook import handbook
from tests.make.pdf import pages
from tests.models.background import serve_stub
from tests.models.stubs import Stub

pytestmark = [pytest.mark.long, pytest.mark.filterwarnings("ignore")]

PAGES, CASES = 1_000, 100


def test_a_pointed_question_about_1000_pages_is_asked_about_the_right_one(tmp_path: Path) -> None:
    texts, cases = handbook(PAGES, CASES)
    path = tmp_path / "handbook.pdf"
    path.write_bytes(pages(*texts))

    with (
        serve_stub(Stub(kind="vllm", bytes_a_token=4.0)) as engine,
        serve(tmp_path / "data", settings={"WASAT_ENGINES": engine}) as server,
    ):
        seen = list(ask(server.url, path, cases))

    assert {route for _, route, _ in seen} == {"find"}
    assert sum(case.page in sent for case, _, sent in seen) >= BAR * CASES
    assert max(len(sent) for *_, sent in seen) < 40, "pages that fit the window"
