from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import BlockKind, Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.arrays.lists import find_values
from wasat.reader.extraction.families import describe

TEXT: dict[str, JsonValue] = {"type": "string"}


def values(name: str, document: Document) -> list[JsonValue]:
    return [found.value for found in find_values(describe(name, TEXT), open_leaves(document))]


def lines(*texts: str) -> Document:
    return make_document(
        make_page(*(make_block(text, top=20.0 * n) for n, text in enumerate(texts)))
    )


def test_every_value_known_by_its_form_is_found_once() -> None:
    document = lines("ann@example.com and bob@example.com", "again ann@example.com")

    assert values("emails", document) == ["ann@example.com", "bob@example.com"]


def test_items_under_the_heading_of_that_name_are_the_list() -> None:
    document = make_document(
        make_page(
            make_heading("2. Key risks"),
            make_block("Fire", kind=BlockKind.LIST_ITEM),
            make_block("Some words.", top=20),
            make_block("Water", kind=BlockKind.LIST_ITEM, top=40),
            make_heading("Other"),
            make_block("Sand", kind=BlockKind.LIST_ITEM, top=80),
        )
    )

    assert values("key_risks", document) == ["Fire", "Water"]


def test_a_list_in_one_line_is_cut_at_its_commas() -> None:
    assert values("keywords", lines("Keywords: apples, pears and plums.")) == [
        "apples",
        "pears",
        "plums",
    ]


def test_all_labelled_values_of_a_kind_are_found() -> None:
    assert values("order_numbers", lines("Order No: A1", "Order No: B2", "Order No: A1")) == [
        "A1",
        "B2",
    ]


def test_nothing_found_is_an_empty_list() -> None:
    assert values("keywords", lines("Only words.")) == []
