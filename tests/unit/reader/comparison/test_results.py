from tests.unit.evidence.pages import make_document, make_heading, make_page, make_table
from tests.unit.reader.asking import open_all
from wasat.documents.document import Document
from wasat.reader.comparison.results import Results, find_results

HEADS = ["Model", "MATH", "DROP"]


def make_paper(title: str, *systems: str) -> Document:
    rows = [[system, f"{number}.5", f"{number}"] for number, system in enumerate(systems)]
    return make_document(make_page(make_heading(title), make_table(HEADS, *rows)))


def find(question: str, *documents: Document) -> Results | None:
    return find_results(question, open_all(*documents))


def names(results: Results | None) -> list[str]:
    return [] if results is None else [row.name for row in results.rows]


def test_documents_without_systems_of_their_own_have_no_results() -> None:
    assert find("", make_paper("A report", "BERT"), make_paper("Heron", "Heron")) is None


def test_documents_without_common_results_have_none_to_compare() -> None:
    other = make_document(
        make_page(make_heading("Vireo"), make_table(["", "XNLI", "MATH"], ["Vireo", "1", "2"]))
    )

    assert find("", make_paper("Heron", "Heron", "BERT"), other) is None


def test_several_systems_that_are_asked_for_have_rows_of_their_own() -> None:
    first, second = (make_paper(name, "BERT", "GPT-3", name) for name in ("Heron", "Vireo"))

    results = find("Compare BERT and GPT-3.", first, second)

    assert names(results) == ["BERT: MATH", "BERT: DROP", "GPT-3: MATH", "GPT-3: DROP"]
    assert results is not None
    assert results.is_asked


def test_the_own_systems_named_in_the_question_change_nothing() -> None:
    first, second = make_paper("Heron", "Heron"), make_paper("Vireo", "Heron", "Vireo")

    results = find("How do Heron and Vireo differ?", first, second)

    assert results is not None
    assert [result.cell.text for result in results.rows[0].results if result] == ["0.5", "1.5"]
    assert not results.is_asked


def test_very_long_tables_are_data_and_no_results() -> None:
    more = [f"Run {number}" for number in range(500)]
    first, second = (make_paper(name, name, *more) for name in ("Heron", "Vireo"))

    assert find("How do Heron and Vireo differ?", first, second) is None
