import pytest

from wasat.files.fetch import follow_redirect, parse_url
from wasat.status import InvalidArgumentError

HERE = "https://example.org/a/b.pdf"


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("c.pdf", "https://example.org/a/c.pdf"),
        ("/c.pdf#page=2", "https://example.org/c.pdf"),
        ("https://example.com/c.pdf", "https://example.com/c.pdf"),
    ],
)
def test_a_redirect_is_read_from_where_it_was_said(location: str, url: str) -> None:
    assert follow_redirect(HERE, location) == url


@pytest.mark.parametrize("location", ["https://[::1", "https://a@b/"])
def test_a_redirect_to_what_may_not_be_fetched_is_refused(location: str) -> None:
    with pytest.raises(InvalidArgumentError, match="Cannot fetch content"):
        follow_redirect(HERE, location)


def test_a_url_is_fetched_without_its_fragment() -> None:
    assert parse_url(f"{HERE}#page=2") == HERE
