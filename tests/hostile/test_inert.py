import pytest

from tests.hostile.inert import find_live


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<img src=http://127.0.0.1:9/>",
        "<p style='background:URL(x)'>x</p>",
        "<svg onload=alert(1)>",
    ],
)
def test_what_could_run_or_fetch_is_found(html: str) -> None:
    assert find_live(html)


def test_words_and_plain_links_are_inert() -> None:
    html = "<h1>&lt;script&gt;</h1><p><a href='https://example.org/'>onclick=x</a></p>"

    assert find_live(html) == []
