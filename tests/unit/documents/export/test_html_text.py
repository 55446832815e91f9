from tests.unit.documents.making import lines, marked
from wasat.documents.document import Break
from wasat.documents.export.html_text import write_alignment, write_text
from wasat.documents.looks import Alignment, Mark, Style


def test_marks_become_elements() -> None:
    made = write_text(marked("x2 is bold", Mark(1, 2, Style.SUPERSCRIPT), Mark(6, 10, Style.BOLD)))
    assert made == "x<sup>2</sup> is <b>bold</b>"


def test_marks_that_overlap_are_nested() -> None:
    made = write_text(marked("abc", Mark(0, 2, Style.ITALIC), Mark(1, 3, Style.BOLD)))
    assert made == "<i>a</i><b><i>b</i>c</b>"


def test_a_link_shows_where_it_leads_and_cannot_leave_its_quotes() -> None:
    made = write_text(marked("a", Mark(0, 1, Style.LINK, 'https://a.b/?c="d"&e')))
    assert made == '<a href="https://a.b/?c=&quot;d&quot;&amp;e">a</a>'


def test_line_ends_of_the_text_are_breaks_inside_of_a_mark_too() -> None:
    both = (*marked("a", Mark(0, 1, Style.BOLD)), *marked("b", Mark(0, 1, Style.BOLD)))
    assert write_text(both) == "<b>a<br>b</b>"
    assert write_text(lines("a\nb", Break.NEWLINE)) == "a<br>b"


def test_lines_at_the_usual_edge_need_no_attribute() -> None:
    assert write_alignment(Alignment.START) == ""
    assert write_alignment(Alignment.CENTER) == ' style="text-align:center"'
