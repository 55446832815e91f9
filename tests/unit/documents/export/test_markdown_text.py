import pytest
from markdown_it import MarkdownIt

from tests.unit.documents.making import marked
from wasat.documents.export.markdown_text import write_line, write_lines
from wasat.documents.looks import Mark, Style

BOLD, ITALIC = Style.BOLD, Style.ITALIC


@pytest.mark.parametrize(
    ("text", "marks", "markdown"),
    [
        ("a bold word", [Mark(2, 6, BOLD)], "a **bold** word"),
        ("a bold word", [Mark(1, 7, BOLD)], "a **bold** word"),
        ("boldly", [Mark(0, 4, BOLD)], "**bold**ly"),
        ("a(b)c", [Mark(1, 4, BOLD)], "a<b>(b)</b>c"),
        ("both", [Mark(0, 4, BOLD), Mark(0, 4, ITALIC)], "***both***"),
        ("x2", [Mark(1, 2, Style.SUPERSCRIPT)], "x<sup>2</sup>"),
        ("a b", [Mark(0, 1, Style.LINK, "https://a.b/(c)")], "[a](<https://a.b/(c)>) b"),
        ("a*b", [Mark(0, 3, BOLD)], "**a\\*b**"),
    ],
)
def test_marks_are_written(text: str, marks: list[Mark], markdown: str) -> None:
    assert write_line(marked(text, *marks)) == markdown


@pytest.mark.parametrize("text", ["a bold b", "a (bold) b", "x(bold)y", "bold, b", "a 'bold'"])
@pytest.mark.parametrize("signs", ["bold", "(bold)", "'bold'", "bold,"])
def test_what_is_bold_reads_as_bold(text: str, signs: str) -> None:
    start = text.find(signs)
    if start < 0:
        return
    made = write_line(marked(text, Mark(start, start + len(signs), BOLD)))
    html = MarkdownIt("commonmark").render(made)
    assert html.replace("strong>", "b>").count("<b>") == 1
    assert "*" not in html


def test_lines_end_in_hard_breaks_outside_of_signs() -> None:
    both = (*marked("a", Mark(0, 1, BOLD)), *marked("b", Mark(0, 1, BOLD)))
    assert write_lines(both, "  ") == "**a**\\\n  **b**"
