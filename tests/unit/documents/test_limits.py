from dataclasses import FrozenInstanceError

import pytest

from wasat.documents.limits import STANDARD, Limits


def test_the_standard_is_what_was_promised() -> None:
    assert Limits() == STANDARD
    assert STANDARD.pages == 3_600
    assert STANDARD.text_bytes == 20_000_000
    assert STANDARD.depth == 200
    assert STANDARD.page_characters == 1_000_000
    assert STANDARD.document_characters == 50_000_000


def test_limits_do_not_change_under_anybody() -> None:
    with pytest.raises(FrozenInstanceError):
        STANDARD.pages = 1  # type: ignore[misc]  # the point of the test
