import contextlib
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make import scan
from tests.make.pdf import pages
from tests.unit.documents.ocr.made import PrintedEngine
from wasat.documents.codec import decode_part
from wasat.documents.document import Glance, Origin, Page, Summary
from wasat.documents.formats.samples import SAMPLES
from wasat.documents.formats.sniff import READ_TYPES
from wasat.documents.limits import Limits
from wasat.documents.load import READERS, iter_parts, load_document
from wasat.status import UnreadableDocumentError


def _refusal(data: bytes, mime_type: str) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        load_document(BytesIO(data), mime_type)
    return caught.value.message


@pytest.mark.parametrize(
    ("mime_type", "data", "text"),
    [
        ("text/plain", b"words", "words"),
        ("text/html; charset=utf-8", b"<p>words", "words"),
        ("text/md", b"# words", "words"),
        ("text/css", b"a {}", "a {}"),
        ("application/javascript", b"let a;", "let a;"),
        ("text/x-python", b"a = 1", "a = 1"),
        ("text/csv", b"a,b", "a\tb"),
        ("application/xml", b"<r>words</r>", "words"),
        ("application/rtf", b"{\\rtf1 words}", "words"),
        ("jsonl", b"{}", "{}"),
        ("", b"words", "words"),
        ("application/octet-stream", b"<!doctype html><p>words", "words"),
    ],
)
def test_a_document_is_read_by_its_type(mime_type: str, data: bytes, text: str) -> None:
    document = load_document(BytesIO(data), mime_type)
    assert [block.text for block in document.pages[0].blocks] == [text]


def test_the_summary_names_the_type_by_which_it_was_read() -> None:
    document = load_document(BytesIO(b"<!doctype html>a"), "text/plain")
    assert document.summary.mime_type == "text/html"


def test_a_picture_is_a_page_that_is_unread() -> None:
    png = dict(SAMPLES)["image/png"]
    (page,) = load_document(BytesIO(png), "image/png", engines=()).pages
    assert page.unread == "It is a picture that has not been read."


@pytest.mark.parametrize(
    ("mime_type", "data"),
    [
        ("image/png", scan.encoded(scan.written())),
        ("application/pdf", scan.scanned(scan.written())),
        ("application/octet-stream", scan.encoded(scan.written(), kind="JPEG")),
    ],
)
def test_pictures_of_text_are_read_by_the_engines_given(mime_type: str, data: bytes) -> None:
    document = load_document(BytesIO(data), mime_type, engines=[PrintedEngine(scan.LETTER)])
    (page,) = document.pages
    words = [word for block in page.blocks for line in block.lines for word in line.words]
    assert [word.text for word in words] == " ".join(scan.LETTER).split()
    assert {word.confidence for word in words} == {0.99}
    assert {block.origin for block in page.blocks} == {Origin.OCR}
    assert document.summary.scans == document.summary.unread == ()


def test_a_picture_that_cannot_be_decoded_costs_its_own_page() -> None:
    png = scan.encoded(scan.written())[:300]
    document = load_document(BytesIO(png), "image/png", engines=[PrintedEngine([])])
    assert document.pages[0].unread == "The picture is damaged: it cannot be decoded."


@pytest.mark.parametrize(
    "mime_type", ["audio/mpeg", "Video/MP4; codecs=x", "application/x-made-up"]
)
def test_a_type_nobody_reads_is_refused_by_name(mime_type: str) -> None:
    bare = mime_type.partition(";")[0]
    assert _refusal(b"words", mime_type).startswith(f"Unsupported MIME type: {bare}. ")


def test_bytes_of_no_declared_type_are_refused_by_what_they_are() -> None:
    assert _refusal(b"PK\x03\x04", "").startswith("Unsupported MIME type: application/zip. ")


def test_a_contradiction_names_both_types() -> None:
    assert _refusal(b"<html>", "application/pdf") == (
        "The document has no pages. It was declared as application/pdf, but its content is"
        " text/html."
    )


@pytest.mark.parametrize("mime_type", sorted(READERS))
def test_nothing_at_all_is_refused_by_every_reader(mime_type: str) -> None:
    assert _refusal(b"", mime_type)


def test_there_is_a_reader_for_each_type_that_is_said_to_be_read() -> None:
    assert set(READERS) == READ_TYPES


def test_parts_are_pages_and_the_summary_last() -> None:
    data = b"some words of a paragraph, enough of them\n\n" * 60
    parts = list(map(decode_part, iter_parts(BytesIO(data), mime_type="text/plain")))
    assert [type(part) for part in parts] == [Page, Page, Summary]
    document = load_document(BytesIO(data), "text/plain")
    assert parts == [*document.pages, document.summary]


def test_limits_of_a_job_are_given_by_name() -> None:
    with pytest.raises(UnreadableDocumentError, match="up to 3 bytes"):
        list(iter_parts(BytesIO(b"words"), mime_type="text/plain", text_bytes=3))


def test_limits_of_a_library_call_are_a_value() -> None:
    with pytest.raises(UnreadableDocumentError, match="up to 3 bytes"):
        load_document(BytesIO(b"words"), "text/plain", Limits(text_bytes=3))


PAGES = pages(["One"], ["Two"], ["Three"])


@pytest.mark.parametrize(
    ("span", "numbers"),
    [((1, 2), [1, 2]), ((2, 2), [2]), ((3, None), [3]), ((1, 0), []), ((9, None), [])],
)
def test_some_pages_are_read_alone(span: tuple[int, int | None], numbers: list[int]) -> None:
    first, last = span
    file = BytesIO(PAGES)

    *parts, summary = map(
        decode_part, iter_parts(file, mime_type="application/pdf", first_page=first, last_page=last)
    )

    assert [part.number for part in parts if isinstance(part, Page)] == numbers
    assert [part.page for part in parts if isinstance(part, Glance)] == 2 * numbers
    assert isinstance(summary, Summary)
    assert summary.page_count == 3


def test_only_of_a_pdf_pages_are_read_alone() -> None:
    with pytest.raises(UnreadableDocumentError, match="not of text/plain"):
        list(iter_parts(BytesIO(b"words"), mime_type="text/plain", first_page=2))


@given(st.binary(), st.sampled_from(sorted(set(READERS) - {"application/pdf"})))
def test_any_bytes_under_any_type_are_read_or_refused(data: bytes, mime_type: str) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        document = load_document(BytesIO(data), mime_type, engines=())
        assert document.summary.page_count == len(document.pages) > 0


LATE = """
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from charset_normalizer.constant import IANA_SUPPORTED
from wasat.documents.load import iter_parts, warm
from wasat.status import UnreadableDocumentError

warm()
before = set(sys.modules)
for encoding in IANA_SUPPORTED:
    for words in ("déjà vu, naïve", "Привет, мир", "これは日本語です"):
        data = words.encode(encoding, "replace")
        for mime_type, head in (("text/plain", b""), ("text/html", b"<meta charset=hex>")):
            for name in (mime_type, "text/csv", "text/markdown", "text/x-python"):
                with suppress(UnreadableDocumentError):
                    list(iter_parts(BytesIO(head + data), mime_type=name))
list(iter_parts(BytesIO(Path(sys.argv[1]).read_bytes()), mime_type="application/pdf"))
print(sorted(set(sys.modules) - before))
"""
REPORT = Path(__file__).parents[3] / "examples" / "report.pdf"


def test_a_warm_process_imports_nothing_more() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LATE, REPORT], capture_output=True, check=True, text=True, timeout=60
    )
    assert run.stdout == "[]\n"
