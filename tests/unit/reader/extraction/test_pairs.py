from tests.unit.evidence.pages import make_block, make_document, make_line, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Block, BlockKind
from wasat.reader.extraction.pairs import find_pairs


def place(text: str, left: float, top: float) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, left=left, top=top),))


def pairs(*blocks: Block) -> dict[str, str]:
    found = find_pairs(open_leaves(make_document(make_page(*blocks))))
    return {label: entry.printed for label, entry in found.items()}


def test_labels_and_values_are_read_from_one_line_or_two_runs() -> None:
    assert pairs(place("Name: Ann Lee", 0, 0), place("Age:", 0, 20), place("7", 200, 20)) == {
        "Name": "Ann Lee",
        "Age": "7",
    }


def test_form_fields_are_pairs() -> None:
    field = make_block("Ann", kind=BlockKind.FIELD, marker="First name")

    assert pairs(field) == {"First name": "Ann"}


def test_the_first_value_of_a_label_counts() -> None:
    assert pairs(place("Name: Ann", 0, 0), place("Name: Bob", 0, 20)) == {"Name": "Ann"}


def test_links_times_and_bare_labels_are_no_pairs() -> None:
    assert (
        pairs(
            place("http://example.com", 0, 0),
            place("10:30", 0, 20),
            place("Name:", 0, 40),
            place("Next:", 200, 40),
        )
        == {}
    )
