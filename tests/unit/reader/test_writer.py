from tests.unit.evidence.pages import make_source
from tests.unit.reader.asking import cited, join
from wasat.evidence.task import Form
from wasat.generation.chunk import Citation
from wasat.reader.writer import Statement, write_statements

SOURCE = make_source()


def state(text: str, page: int) -> Statement:
    return text, (Citation(source=SOURCE, quote=text, page=page),)


def mark(citation: Citation) -> str:
    return f" [p. {citation.page}]"


STATEMENTS = [state("One & two.", 1), state("Three.", 1), state("Four.", 2)]


def test_prose_has_one_mark_for_each_run_from_one_page() -> None:
    chunks = list(write_statements(STATEMENTS, Form.PROSE, mark))

    assert join(chunks) == "One & two. Three. [p. 1] Four. [p. 2]\n"


def test_every_statement_is_a_claim_of_its_own() -> None:
    chunks = list(write_statements(STATEMENTS, Form.PROSE, mark))

    assert [text for text, _ in cited(chunks)] == ["One & two.", "Three.", "Four."]


def test_bullets_have_a_mark_each() -> None:
    text = join(list(write_statements(STATEMENTS, Form.BULLETS, mark)))

    assert text == "- One & two. [p. 1]\n- Three. [p. 1]\n- Four. [p. 2]\n"


def test_rows_of_one_sheet_are_marked_from_the_first_to_the_last() -> None:
    def told(*places: str) -> str:
        cited = tuple(Citation(source=SOURCE, quote="1", place=place) for place in places)
        chunks = write_statements([("Sum: 2", cited)], Form.PROSE, lambda it: f" [{it.place}]")
        return join(list(chunks))

    assert told("row 2", "row 5", "row 9") == "Sum: 2 [row 2 – row 9]\n"
    assert told("Staff!B2", "Staff!B9") == "Sum: 2 [Staff!B2 – Staff!B9]\n"
    assert told("row 2", "row 2") == "Sum: 2 [row 2]\n"
    assert told("Staff!B2", "Rooms!B9") == "Sum: 2 [Rooms!B9]\n"
    assert told("line 1", "lines 3-5") == "Sum: 2 [lines 3-5]\n"


def test_a_table_has_a_row_and_a_place_for_each_statement() -> None:
    statements = [state("One | two.", 1), state("Four.", 2)]

    chunks = list(write_statements(statements, Form.TABLE, mark, "a.pdf"))

    assert join(chunks).splitlines() == [
        "| # | a.pdf |  |",
        "| --- | --- | --- |",
        "| 1 | One \\| two. | [p. 1] |",
        "| 2 | Four. | [p. 2] |",
        "",
    ]
    assert [text for text, _ in cited(chunks)] == ["One \\| two.", "Four."]


def test_html_has_no_marks_and_is_escaped() -> None:
    text = join(list(write_statements(STATEMENTS, Form.HTML, mark, "a<b")))

    assert text.startswith("<h2>a&lt;b</h2>\n<ul>\n<li>One &amp; two.</li>")
    assert "[p." not in text


def test_a_title_stands_above_the_statements_of_its_document() -> None:
    text = join(list(write_statements(STATEMENTS[:1], Form.PROSE, mark, "a.pdf")))

    assert text == "a.pdf:\nOne & two. [p. 1]\n\n"


def test_a_statement_without_evidence_has_no_mark() -> None:
    assert join(list(write_statements([("Bare.", ())], Form.PROSE, mark))) == "Bare.\n"
