import io
import tempfile

import pytest

from tests.documents.make import edit, encrypt, make_pdf, write
from wasat.documents.limits import Limits
from wasat.documents.pdf.opening import find_pages, open_document
from wasat.status import UnreadableDocumentError

PLAIN = make_pdf(*[lambda canvas: write(canvas, 72, 100, "word")] * 3)


def _refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        open_document(io.BytesIO(data))
    return caught.value.message


def test_a_file_with_a_descriptor_is_opened_where_it_lies() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(PLAIN)
        file.flush()
        document = open_document(file)

        assert find_pages(document, Limits()) == [0, 1, 2]
        document.close()


def test_bytes_in_memory_are_opened_too() -> None:
    document = open_document(io.BytesIO(PLAIN))

    assert len(document) == 3
    document.close()


def test_a_password_is_asked_for_in_the_service_words_first() -> None:
    assert _refusal(encrypt(PLAIN, "secret")) == (
        "The document has no pages. It is encrypted; a password is needed."
    )


@pytest.mark.parametrize("data", [b"not a PDF at all", b"%PDF-1.7 and nothing more", b""])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert _refusal(data).startswith("The document has no pages. It ")


def test_an_empty_file_is_refused() -> None:
    with (
        tempfile.TemporaryFile() as file,
        pytest.raises(UnreadableDocumentError, match="zero bytes"),
    ):
        open_document(file)


def test_too_many_pages_are_refused_in_the_service_words() -> None:
    document = open_document(io.BytesIO(PLAIN))

    with pytest.raises(UnreadableDocumentError) as caught:
        find_pages(document, Limits(pages=2))

    assert caught.value.message == (
        "The document contains 3 pages which exceeds the supported page limit of 2."
    )
    document.close()


@pytest.mark.parametrize("claimed", [100, 90_000])
def test_pages_that_are_only_claimed_do_not_count(claimed: int) -> None:
    def lie(pdf: object) -> None:
        pdf.Root.Pages.Count = claimed  # type: ignore[attr-defined]

    document = open_document(io.BytesIO(edit(PLAIN, lie)))

    assert find_pages(document, Limits()) == [0, 1, 2]
    document.close()
