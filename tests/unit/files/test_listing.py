import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.files.fakes import DAY, NOW
from wasat.files.file import File
from wasat.files.listing import format_page_token, parse_page_size, parse_page_token
from wasat.files.store import Place
from wasat.status import InvalidArgumentError

FILE = File(
    project="acme",
    id="my-file",
    blob="files/0",
    mime_type="text/plain",
    size_bytes=0,
    sha256="",
    created=NOW,
    updated=NOW,
    expires=NOW + DAY,
)


@pytest.mark.parametrize(("asked", "given_size"), [(0, 10), (1, 1), (100, 100)])
def test_a_page_has_as_many_files_as_asked_or_ten(asked: int, given_size: int) -> None:
    assert parse_page_size(asked) == given_size


@pytest.mark.parametrize("asked", [-1, 101])
def test_other_sizes_are_refused(asked: int) -> None:
    with pytest.raises(InvalidArgumentError) as raised:
        parse_page_size(asked)
    assert raised.value.message.startswith("* ListFilesRequest.page_size: ")
    assert raised.value.message.endswith(f"not {asked}")


def test_a_token_leads_behind_its_file() -> None:
    token = format_page_token("acme", FILE)
    assert parse_page_token("acme", token) == Place(NOW, "my-file")


def test_no_token_is_the_first_page() -> None:
    assert parse_page_token("acme", "") is None


def test_a_token_is_of_no_use_to_another_project() -> None:
    with pytest.raises(InvalidArgumentError, match="page_token"):
        parse_page_token("other", format_page_token("acme", FILE))


def test_a_token_with_a_seal_that_was_guessed_is_refused() -> None:
    seal = hashlib.sha256(b"acme\nnoon a").hexdigest()[:16]
    forged = base64.urlsafe_b64encode(f"{seal} noon a".encode()).decode()
    with pytest.raises(InvalidArgumentError, match="page_token"):
        parse_page_token("acme", forged)


def test_a_token_cannot_be_written_by_hand() -> None:
    forged = base64.urlsafe_b64encode(b"0000000000000000 2026-03-01T12:00:00+00:00 a").decode()
    with pytest.raises(InvalidArgumentError, match="page_token"):
        parse_page_token("acme", forged)


@given(token=st.text(min_size=1, max_size=80))
def test_anything_else_is_refused(token: str) -> None:
    with pytest.raises(InvalidArgumentError, match="page_token"):
        parse_page_token("acme", token)
