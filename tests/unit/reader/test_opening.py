from tests.unit.evidence.pages import make_block, make_document, make_page, make_table
from tests.unit.reader.asking import open_all
from wasat.documents.document import Block, BlockKind, Break, Line
from wasat.reader.opening import iter_lines


def make_code(*lines: str) -> Block:
    block = make_block(*lines, kind=BlockKind.CODE)
    ended = tuple(Line(words=line.words, ends_with=Break.NEWLINE) for line in block.lines)
    return Block(kind=BlockKind.CODE, lines=ended)


def test_code_is_quoted_line_by_line() -> None:
    (reading,) = open_all(make_document(make_page(make_code("def f():", "return 1"))))

    lines = list(iter_lines(reading, 100))

    assert [text for text, _ in lines] == ["def f():", "return 1"]
    assert [citation.quote for _, (citation,) in lines] == ["def f():", "return 1"]


def test_tables_are_quoted_row_by_row() -> None:
    (reading,) = open_all(make_document(make_page(make_table(["a", "b"], ["1", "2"], ["", ""]))))

    assert [text for text, _ in iter_lines(reading, 100)] == ["a | b", "1 | 2"]


def test_no_more_words_than_allowed_are_quoted_but_at_least_one_line() -> None:
    (reading,) = open_all(make_document(make_page(make_code("one two three", "four"))))

    assert [text for text, _ in iter_lines(reading, 1)] == ["one two three"]
