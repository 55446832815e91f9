import asyncio
import gc
from dataclasses import replace
from io import BytesIO

import pytest

from tests.unit.evidence.pages import make_blob, make_block, make_document, make_page, make_source
from wasat.blob import Blob
from wasat.documents.document import Document, Page, Summary
from wasat.documents.formats.csv import read_csv
from wasat.documents.limits import Limits
from wasat.evidence.passage import PassageKind
from wasat.evidence.prepare import Preparer
from wasat.generation.chunk import Modality, TokenCount
from wasat.generation.prompt import Source
from wasat.status import (
    ErrorInfo,
    FieldViolation,
    InternalError,
    InvalidArgumentError,
    ResourceExhaustedError,
    StatusError,
    UnreadableDocumentError,
)

DOCUMENT = make_document(make_page(make_block("the words of a page")))

ENCRYPTED = UnreadableDocumentError("The document is encrypted.")


class FakeLibrary:
    """Gives one document, after a gate, and counts."""

    def __init__(
        self, document: Document | None = DOCUMENT, failure: StatusError = ENCRYPTED
    ) -> None:
        self.document = None if failure is not ENCRYPTED else document
        self.failure = failure
        self.loaded: list[Blob] = []
        self.forgotten: list[tuple[str, str]] = []

    async def load(self, blob: Blob) -> Document:
        self.loaded.append(blob)
        await asyncio.sleep(0)
        if self.document is None:
            raise self.failure
        return self.document

    async def forget(self, project: str, sha256: str) -> None:
        self.forgotten.append((project, sha256))


def make_file(name: str, mime_type: str = "application/pdf") -> Blob:
    return Blob(
        project="acme", sha256=name, mime_type=mime_type, size_bytes=10, lend=make_blob().lend
    )


def make_plain(mime_type: str, *, is_paged: bool, size: tuple[float, float] = (0, 0)) -> Document:
    page = Page(number=1, width=size[0], height=size[1])
    summary = Summary(mime_type=mime_type, is_paged=is_paged, page_count=1)
    return Document(summary=summary, pages=(page,))


async def test_a_document_is_indexed_and_located() -> None:
    prepared = await Preparer(FakeLibrary()).prepare(make_file("a"))
    assert prepared.index.count(PassageKind.PROSE) == 1
    assert prepared.index.language.code == "en"
    assert prepared.document is DOCUMENT


async def test_however_many_ask_at_once_it_is_loaded_once() -> None:
    library = FakeLibrary()
    preparer = Preparer(library)
    first, second = await asyncio.gather(*[preparer.prepare(make_file("a")) for _ in range(2)])
    assert first is second
    assert len(library.loaded) == 1


async def test_only_the_latest_stay_in_memory() -> None:
    library = FakeLibrary()
    preparer = Preparer(library, kept=2)
    for name in ("a", "b", "a", "c", "a", "b"):
        await preparer.prepare(make_file(name))
    assert [blob.sha256 for blob in library.loaded] == ["a", "b", "c", "b"]


async def test_one_that_gives_up_does_not_take_it_from_the_others() -> None:
    preparer = Preparer(FakeLibrary())
    impatient = asyncio.create_task(preparer.prepare(make_file("a")))
    patient = asyncio.create_task(preparer.prepare(make_file("a")))
    await asyncio.sleep(0)
    impatient.cancel()
    assert (await patient).document is DOCUMENT


async def test_what_fails_when_all_who_waited_have_gone_counts_as_heard() -> None:
    unheard: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, about: unheard.append(about))
    await leave_before_it_fails()
    gc.collect()
    assert unheard == []


async def leave_before_it_fails() -> None:
    library = FakeLibrary(failure=InternalError("broken"))
    preparer = Preparer(library)
    leaving = asyncio.create_task(preparer.prepare(make_file("a")))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.wait([leaving])
    assert library.loaded
    await preparer.forget("acme", "a")


async def test_what_could_not_be_read_is_tried_again() -> None:
    library = FakeLibrary(None)
    preparer = Preparer(library)
    for _ in range(2):
        with pytest.raises(UnreadableDocumentError):
            await preparer.prepare(make_file("a"))
    assert len(library.loaded) == 2


async def test_inspecting_prepares_what_can_be_read() -> None:
    library = FakeLibrary()
    preparer = Preparer(library)
    await preparer.inspect(make_file("a"))
    await preparer.prepare(make_file("a"))
    assert len(library.loaded) == 1


@pytest.mark.parametrize("mime_type", ["audio/mp3", "video/mp4", "application/zip"])
async def test_inspecting_what_nobody_reads_does_nothing(mime_type: str) -> None:
    library = FakeLibrary()
    await Preparer(library).inspect(make_file("a", mime_type))
    assert library.loaded == []


async def test_what_is_forgotten_is_loaded_anew() -> None:
    library = FakeLibrary()
    preparer = Preparer(library)
    await preparer.prepare(make_file("a"))
    await preparer.forget("acme", "a")
    await preparer.prepare(make_file("a"))
    assert library.forgotten == [("acme", "a")]
    assert len(library.loaded) == 2


async def measure(document: Document | None, source: Source) -> list[TokenCount]:
    return list(await Preparer(FakeLibrary(document)).measure(source))


@pytest.mark.parametrize(
    ("first", "last", "pages"), [(1, None, 3), (2, None, 2), (2, 2, 1), (1, 99, 3), (3, None, 1)]
)
async def test_a_chosen_page_costs_258(first: int, last: int | None, pages: int) -> None:
    document = make_document(*[make_page(number=number) for number in (1, 2, 3)])
    source = Source(blob=make_blob(), title="a", first_page=first, last_page=last)
    assert await measure(document, source) == [
        TokenCount(modality=Modality.DOCUMENT, tokens=258 * pages)
    ]


async def test_pages_behind_the_last_one_are_refused_wherever_they_are_asked_for() -> None:
    document = make_document(*[make_page(number=number) for number in (1, 2, 3)])
    source = Source(blob=make_blob(), title="a", first_page=4)

    with pytest.raises(InvalidArgumentError, match="has no page 4: it has 3"):
        await measure(document, source)
    with pytest.raises(UnreadableDocumentError, match="has no page 4: it has 3"):
        await Preparer(FakeLibrary(document)).prepare_source(source)


async def test_a_picture_costs_by_its_tiles() -> None:
    document = make_plain("image/png", is_paged=True, size=(1000, 500))
    assert await measure(document, make_source()) == [
        TokenCount(modality=Modality.IMAGE, tokens=2 * 258)
    ]


async def test_a_text_costs_by_its_bytes() -> None:
    document = make_plain("text/plain", is_paged=False)
    source = Source(blob=make_blob(b"x" * 9, "text/plain"), title="a")
    assert await measure(document, source) == [TokenCount(modality=Modality.TEXT, tokens=3)]


async def test_of_a_sheet_the_visible_cells_are_counted() -> None:
    *pages, summary = read_csv(BytesIO(b"a,b\n1,22\n3,44\n"), Limits())
    document = Document(summary=summary, pages=pages)
    source = Source(blob=make_blob(b"x" * 100, "text/csv"), title="a", cells="B2:B3")
    assert await measure(document, source) == [TokenCount(modality=Modality.TEXT, tokens=2)]


async def test_what_may_not_be_seen_is_not_indexed() -> None:
    preparer = Preparer(FakeLibrary())
    source = replace(make_source(), layers=("PAGE_IMAGE",))
    prepared = await preparer.prepare_source(source)
    assert prepared.index.count(PassageKind.PROSE) == 0
    assert prepared.document.summary.unread == (1,)
    assert (await preparer.prepare_source(make_source())).document is DOCUMENT


async def test_measuring_says_why_and_names_the_document_that_cannot_be_read() -> None:
    source = replace(make_source(), place="contents[0].parts[1]")
    with pytest.raises(InvalidArgumentError, match=r"is encrypted\. \[report\.pdf\]") as caught:
        await measure(None, source)
    assert not isinstance(caught.value, UnreadableDocumentError)
    violation, info = caught.value.details
    assert isinstance(violation, FieldViolation)
    assert violation.path == "contents[0].parts[1]"
    assert isinstance(info, ErrorInfo)
    assert (info.reason, info.metadata) == ("DOCUMENT_UNREADABLE", {"document": "report.pdf"})


async def test_running_out_of_room_is_passed_on() -> None:
    library = FakeLibrary(failure=ResourceExhaustedError("full"))
    with pytest.raises(ResourceExhaustedError):
        await Preparer(library).prepare(make_file("a"))
