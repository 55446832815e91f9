import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.formats.reading import read, read_texts
from wasat.documents.export.html import export_html
from wasat.documents.formats.html.read import flatten, iter_fragment, read_html
from wasat.status import UnreadableDocumentError


def test_the_title_is_the_documents_own() -> None:
    assert read(read_html, "<title> A \n B </title><p>c").summary.title == "A B"


@pytest.mark.parametrize(
    "declaration",
    ["<meta charset=iso-8859-5>", "<meta http-equiv=a content='text/html; charset=iso-8859-5'>"],
)
def test_the_charset_it_declares_is_believed(declaration: str) -> None:
    data = f"{declaration}<p>Привет</p>".encode("iso8859_5")
    assert read_texts(read_html, data) == ["Привет"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</template>",
        "<iframe srcdoc='<p>x'>x</iframe>",
        "<svg><title>x</title><text>x</text></svg>",
        "<object data=x>x</object>",
        "<!-- x -->",
        "<p hidden>x</p>",
        "<div hidden><p>x</p></div>",
        "<math><annotation>x</annotation></math>",
        "<img src=x onerror=x>",
    ],
)
def test_what_a_page_would_not_show_is_left_out(hidden: str) -> None:
    assert read_texts(read_html, f"<p>a</p>{hidden}<p>b</p>") == ["a", "b"]


def test_text_without_any_tag_is_read() -> None:
    assert read_texts(read_html, "only words") == ["only words"]


def test_a_page_that_shows_nothing_has_no_pages() -> None:
    with pytest.raises(UnreadableDocumentError, match="no text"):
        read(read_html, "<!-- <p>never closed")


def test_below_the_deepest_level_text_is_still_read() -> None:
    document = "<div><p>a</p>" * 250 + "<ul><li>deep</ul>"
    texts = read_texts(read_html, document)
    assert " ".join(texts).split() == [*["a"] * 250, "deep"]


def test_a_hundred_thousand_elements_inside_one_another_are_read() -> None:
    assert read_texts(read_html, "<div>" * 100_000 + "deep" + "</div>" * 100_000) == ["deep"]


def test_tags_nested_too_deep_are_dropped_with_their_ends() -> None:
    flat = flatten("<b>" * 2_001 + "x" + "</b>" * 2_001 + "<i>y</i>")
    assert flat == "<b>" * 2_000 + "x" + "</b>" * 2_000 + "<i>y</i>"


def test_ends_without_a_beginning_do_not_count() -> None:
    flat = flatten("<b></i>" * 2_001)
    assert flat.count("<b>") == 2_000


def test_elements_that_close_by_themselves_do_not_count() -> None:
    text = "<p>a<br>" * 5_000
    assert flatten(text) is text


def test_a_fragment_is_read_as_a_page_is() -> None:
    assert [block.text for block in iter_fragment("<p>a</p>b", 200)] == ["a", "b"]


@given(st.binary(min_size=1))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        read(read_html, data)


TAGS = ("p", "div", "b", "ul", "ol", "li", "table", "tr", "td", "th", "thead", "caption", "h1")
MORE = ("pre", "br", "img", "figure", "figcaption", "svg")
PIECES = [*(f"<{tag}>" for tag in TAGS + MORE), *(f"</{tag}>" for tag in TAGS + MORE), "a", " "]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_tangle_of_tags_is_read_or_refused(tags: list[str]) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        read(read_html, "".join(tags) or " ")


def test_a_tag_that_is_dropped_ends_where_it_ends() -> None:
    assert flatten("<b>" * 2_000 + "<i a='<b'>x</i>y") == "<b>" * 2_000 + "xy"


def test_a_tag_that_never_ends_is_no_text() -> None:
    assert flatten("<b>" * 2_000 + "<i <i <i") == "<b>" * 2_000


PAGE = """<!DOCTYPE html>
<html lang="en">
<head><title>Harbour dues 2024</title><style>p { color: red }</style></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/dues">Dues</a></li></ul></nav>
<main>
  <h1>Harbour dues</h1>
  <p>Dues are paid <em>per berth</em> and
     per night; see <a href="#table">the table</a>.</p>
  <h2>Rates</h2>
  <table id="table">
    <caption>Rates in euro</caption>
    <thead>
      <tr><th rowspan="2">Length</th><th colspan="2">Season</th></tr>
      <tr><th>Low</th><th>High</th></tr>
    </thead>
    <tbody>
      <tr><th>to 8 m</th><td>12</td><td>18</td></tr>
      <tr><th>to 12 m</th><td colspan="2">25</td></tr>
    </tbody>
  </table>
  <ol start="2"><li>Pay at the office.</li><li>Keep the receipt:
    <ul><li>paper</li></ul></li></ol>
  <pre><code>rate = 12
if high:
    rate = 18</code></pre>
  <blockquote>No refunds.</blockquote>
</main>
<footer>Port of <b>Nowhere</b><br>Quay 1</footer>
<script>document.write("<p>never</p>")</script>
</body></html>
"""


def test_a_whole_page_is_read_in_the_order_of_its_source() -> None:
    document = read(read_html, PAGE)
    assert document.summary.title == "Harbour dues 2024"
    assert [
        (block.kind.value, block.level, block.marker, block.text, block.place)
        for block in document.pages[0].blocks
    ] == [
        ("list_item", 1, "•", "Home", "paragraph 1"),
        ("list_item", 1, "•", "Dues", "paragraph 2"),
        ("heading", 1, "", "Harbour dues", "Harbour dues"),
        (
            "paragraph",
            0,
            "",
            "Dues are paid per berth and per night; see the table.",
            "Harbour dues, paragraph 1",
        ),
        ("heading", 2, "", "Rates", "Rates"),
        ("caption", 0, "", "Rates in euro", "Rates, paragraph 1"),
        (
            "table",
            0,
            "",
            "Length\tSeason\nLow\tHigh\nto 8 m\t12\t18\nto 12 m\t25",
            "Rates, table 1",
        ),
        ("list_item", 1, "2.", "Pay at the office.", "Rates, paragraph 2"),
        ("list_item", 1, "3.", "Keep the receipt:", "Rates, paragraph 3"),
        ("list_item", 2, "•", "paper", "Rates, paragraph 4"),
        ("code", 0, "", "rate = 12\nif high:\n    rate = 18", "Rates, paragraph 5"),
        ("paragraph", 0, "", "No refunds.", "Rates, paragraph 6"),
        ("paragraph", 0, "", "Port of Nowhere\nQuay 1", "Rates, paragraph 7"),
    ]


VECTORS = """<html><head><base href='javascript:'><meta http-equiv=refresh content='0;url=x'>
<script>alert(1)</script></head><body onload=alert(2)>words<img src=x onerror=alert(3)>
<svg onload=alert(4)><a href='java&#10;script:alert(5)'>link</a><iframe srcdoc='<script>'></iframe>
<math><mtext></p><img src onerror=alert(7)></math><form action=javascript:alert(8)>
<button formaction=javascript:alert(9)>button</button></form>
<object data='data:text/html,<script>alert(10)</script>'></object></body></html>"""


def test_nothing_of_a_page_that_acts_gets_through() -> None:
    document = read(read_html, VECTORS)
    written = "".join(export_html(document.pages))
    assert "words" in written
    assert re.search(r"alert|script|src|href|on[a-z]+=", written) is None
