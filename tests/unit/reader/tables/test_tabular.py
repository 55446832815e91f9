from tests.unit.evidence.pages import make_source
from tests.unit.reader.asking import cited, join
from wasat.generation.chunk import Citation
from wasat.reader.tables.tabular import TableCell, write_table

CITED = TableCell(text="a|b & c", citations=(Citation(source=make_source(), quote="a|b & c"),))
ROWS = [("Row", [CITED, TableCell(text="–")])]
HEADER = ["", "a.pdf", "b.pdf"]


def test_markdown_escapes_pipes() -> None:
    text = join(list(write_table(HEADER, ROWS)))

    assert text == "|  | a.pdf | b.pdf |\n| --- | --- | --- |\n| Row | a\\|b & c | – |\n"


def test_html_escapes_markup() -> None:
    text = join(list(write_table(HEADER, ROWS, is_html=True)))

    assert "<tr><th></th><th>a.pdf</th><th>b.pdf</th></tr>" in text
    assert "<tr><th>Row</th><td>a|b &amp; c</td><td>–</td></tr>" in text


def test_only_cells_with_evidence_are_claims() -> None:
    chunks = list(write_table(HEADER, ROWS))

    assert [text for text, _ in cited(chunks)] == ["a\\|b & c"]
    assert [chunk.text for chunk in chunks if chunk.is_claim] == ["a\\|b & c"]
