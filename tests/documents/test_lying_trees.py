"""Whatever a structure tree claims, no word is lost by it and none comes twice."""

import re
from collections import Counter
from io import BytesIO
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import make_pdf, write
from tests.documents.tagging import Element, marked, tag
from wasat.documents.export.html import export_html
from wasat.documents.export.options import ExportOptions
from wasat.documents.load import load_document

ALL = ExportOptions(has_running_lines=True)
WORD = re.compile(r"x[0-9]+q")
PIECES = 12  # of marked content, in three columns
KINDS = ("Document", "H1", "H3", "P", "L", "LI", "LBody", "Table", "TR", "TD", "TH", "Figure")

LEAVES = st.integers(0, PIECES + 2)  # some of which are not on the page
SPANS = st.integers(-1, 4)


def _elements(kids: st.SearchStrategy[int | Element]) -> st.SearchStrategy[Element]:
    parts = st.tuples(
        st.sampled_from(KINDS), st.lists(kids, max_size=5), SPANS, SPANS, st.sampled_from(("", "A"))
    )
    return parts.map(lambda it: Element(*it))


ELEMENTS = st.recursive(
    _elements(LEAVES), lambda inner: _elements(st.one_of(LEAVES, inner)), max_leaves=25
)


def _draw(canvas: Canvas) -> None:
    words = count()
    for number in range(PIECES):
        x, y = 60 + 160 * (number % 3), 80 + 24 * (number // 3)
        with marked(canvas, number):
            text = " ".join(f"x{next(words)}q" for _ in range(1 + number % 4))
            write(canvas, x, y, text, size=14 if number == 4 else 10)


@given(st.lists(ELEMENTS, min_size=1, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_tree_loses_or_doubles_a_word(trees: list[Element]) -> None:
    plain = make_pdf(_draw)
    document = load_document(BytesIO(tag(plain, *trees)), "application/pdf")

    found = Counter(WORD.findall("".join(export_html(document.pages, ALL))))

    assert found == Counter(
        f"x{number}q" for number in range(sum(1 + n % 4 for n in range(PIECES)))
    )
