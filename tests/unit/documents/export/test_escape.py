import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from tests.unit.documents.making import TEXTS
from wasat.documents.export.escape import clean, escape_html, escape_markdown


def test_html_leaves_no_sign_that_opens_anything() -> None:
    escaped = escape_html("<a href=\"x\" title='y'>&amp;</a>")
    assert escaped == "&lt;a href=&quot;x&quot; title='y'&gt;&amp;amp;&lt;/a&gt;"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\ud800", "\uffff", "\r"])
def test_what_neither_html_nor_utf_8_holds_is_replaced(character: str) -> None:
    assert clean(f"a{character}b") == "a\ufffdb"


def test_line_ends_and_tabs_stay() -> None:
    assert clean("a\n\tb") == "a\n\tb"


@given(st.text())
def test_escaped_html_is_utf_8_and_reads_as_the_same_text(text: str) -> None:
    escaped = escape_html(text)
    escaped.encode()
    shown = LexborHTMLParser(f"<pre>x{escaped}</pre>").css_first("pre")
    assert shown is not None
    assert shown.text() == "x" + clean(text)


MEANINGFUL = (
    "# heading|- item|+ item|1. item|2) item|> quote|---|=== |*strong* _emphasis_|`code`|[a](link)"
    "|![a](picture)|<a@link.org>|&amp;|&#35;|~~struck~~|\\|\\*|<b>tag</b>"
)


@pytest.mark.parametrize("text", [*MEANINGFUL.split("|"), "a | b"])
def test_markdown_escapes_what_would_mean_something(text: str) -> None:
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
    expected = escape_html(text.rstrip())
    assert rendered(escape_markdown(text)) == f"<p>{expected}</p>\n"


@given(TEXTS)
def test_escaped_markdown_reads_as_the_same_text(text: str) -> None:
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escape_markdown(text))
    shown = LexborHTMLParser(html).body
    assert shown is not None
    assert shown.text().split() == clean(text).split()
