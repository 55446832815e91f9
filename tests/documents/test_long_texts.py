"""Texts that are long in one place: the time that they take grows with their length alone."""

import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, contextmanager
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest
import pytest_asyncio

from wasat.adapters.sealed.pool import SealedExecutor
from wasat.blob import Blob
from wasat.documents.codec import decode_part
from wasat.documents.document import Page
from wasat.documents.executor import Job
from wasat.documents.export.html import export_page as export_html_page
from wasat.documents.export.markdown import export_page as export_markdown_page
from wasat.documents.limits import STANDARD_PACE
from wasat.documents.load import load_document

MANY = 30_000
LAST = "Castor"
_DEEP = "element-of-a-long-name"

DOCUMENTS = {
    "styled lines of one paragraph": (
        "text/html",
        f"<p>{'<b>a</b> b<br>' * MANY}<b>{LAST}</b>",
    ),
    "styled words of one line": ("text/html", f"<p>{'<b>a</b> b ' * MANY}<b>{LAST}</b>"),
    "pictures in one paragraph": ("text/html", f"<p>word {'<img alt=a> b ' * MANY}{LAST}"),
    "styled lines of Markdown": ("text/markdown", "**a** b\n" * MANY + f"**{LAST}**"),
    "one paragraph of RTF": ("text/rtf", rf"{{\rtf1 {'ab{}' * 5 * MANY}{LAST}\par}}"),
    "encoded words of a mail's subject": (
        "message/rfc822",
        f"From: a@b\nSubject: {'=?a?q?' * MANY}\n\n{LAST}",
    ),
    "elements far below the root": (
        "text/xml",
        f"<{_DEEP}>" * 190 + "<a>b</a>" * MANY + f"<a>{LAST}</a>" + f"</{_DEEP}>" * 190,
    ),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def executor() -> AsyncIterator[SealedExecutor]:
    executor = SealedExecutor(modules=["wasat.documents.load"], children=1)
    yield executor
    await executor.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_long_text_is_read_in_the_processor_time_of_a_page(
    executor: SealedExecutor, tmp_path: Path, name: str
) -> None:
    mime_type, text = DOCUMENTS[name]
    path = tmp_path / "document"
    path.write_text(text)
    blob = Blob(
        project="acme",
        sha256="0" * 64,
        mime_type=mime_type,
        size_bytes=len(text),
        lend=lambda: path.open("rb"),
    )
    job = Job(
        function="wasat.documents.load.iter_parts",
        blob=blob,
        arguments={"mime_type": mime_type},
        seconds=120,
        first_cpu_seconds=STANDARD_PACE.page_cpu_seconds,
        result_cpu_seconds=STANDARD_PACE.page_cpu_seconds,
    )

    async with aclosing(executor.run(job)) as results:
        parts = [decode_part(result) async for result in results]

    pages = [part for part in parts if isinstance(part, Page)]
    assert [page.unread for page in pages if page.unread] == []
    assert pages[-1].blocks[-1].text.endswith(LAST)


@contextmanager
def at_most(cpu_seconds: float) -> Iterator[None]:
    """Raise when this process takes more processor time; other processes do not count."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise TimeoutError(f"it takes more than {cpu_seconds:g} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("write", [export_html_page, export_markdown_page])
def test_a_long_text_is_written_out_in_the_processor_time_of_a_page(
    name: str, write: Callable[[Page], str]
) -> None:
    mime_type, text = DOCUMENTS[name]
    document = load_document(BytesIO(text.encode()), mime_type, engines=())

    with at_most(STANDARD_PACE.page_cpu_seconds):
        written = [write(page) for page in document.pages]

    assert LAST in written[-1]
