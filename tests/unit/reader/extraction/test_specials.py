from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import describe
from wasat.reader.extraction.specials import find_special

PAPER = make_document(
    make_page(
        make_heading("Part of a series", level=2),
        make_heading("Counting Apples"),
        make_block("Ann Lee and Bob Ray", top=40),
        make_heading("Abstract", level=2),
        make_block("We present a careful method for counting apples for 5 € or 6 €.", top=80),
    )
)


def find(name: str, document: Document = PAPER, kind: str = "string") -> list[JsonValue] | None:
    schema: dict[str, JsonValue] = {"type": kind}
    found = find_special(describe(name, schema), open_leaves(document))
    return None if found is None else [entry.value for entry in found]


def test_the_highest_heading_is_the_title() -> None:
    assert find("title") == ["Counting Apples"]
    assert find("title", make_document(make_page(make_block("words")))) == []


def test_authors_are_named_below_the_title() -> None:
    assert find("authors") == ["Ann Lee", "Bob Ray"]


def test_a_label_names_the_author() -> None:
    document = make_document(make_page(make_block("Author: Cid Moss")))

    assert find("author", document) == ["Cid Moss"]


def test_the_currency_written_most_often_is_given_as_code() -> None:
    assert find("currency") == ["EUR"]
    assert find("currency", make_document(make_page(make_block("words")))) == []


def test_the_summary_is_quoted() -> None:
    assert find("summary") == ["We present a careful method for counting apples for 5 € or 6 €."]


def test_pages_are_counted() -> None:
    assert find("page_count", kind="integer") == [1]


def test_other_fields_are_not_special() -> None:
    assert find("invoice_number") is None
