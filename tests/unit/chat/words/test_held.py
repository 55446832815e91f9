import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.chat.fakes import make_pages
from tests.unit.reader.asking import prepare
from wasat.chat.words.held import Leaf, find_leaves, share_out, unwrap, write_leaves
from wasat.evidence.align.aligner import Aligner, Shelf
from wasat.generation.chunk import Chance, Chunk

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)


def make_aligner(*texts: str) -> Aligner:
    ((source, prepared),) = prepare([make_pages(*texts)])
    return Aligner([Shelf(source=source, prepared=prepared, pages=range(1, len(texts) + 1))])


@pytest.mark.parametrize("text", ['{"a": 1}', '```json\n{"a": 1}\n```', '\n```\n{"a": 1}\n```\n'])
def test_json_is_taken_out_of_its_fence(text: str) -> None:
    assert unwrap(text) == '{"a": 1}'


def test_strings_and_numbers_are_leaves_named_by_their_keys() -> None:
    text = '{"totalAmount": {"net_value": 1.5}, "names": ["A b", ""], "is": true, "no": null}'

    assert [(leaf.value, leaf.label) for leaf in find_leaves(text)] == [
        ("1.5", "total Amount net value"), ("A b", "names")
    ]  # fmt: skip


def test_a_leafs_place_leaves_out_quotation_marks() -> None:
    text = '{"a": "x"}'
    (leaf,) = find_leaves(text)

    assert leaf == Leaf(7, 8, "x", "a")
    assert text[leaf.start : leaf.end] == "x"


NOTHING = make_aligner("Nothing here.")


@given(VALUES)
def test_the_pieces_make_up_the_whole(value: object) -> None:
    text = json.dumps(value)

    assert "".join(chunk.text for chunk in write_leaves(text, NOTHING)) == text


def test_a_leaf_that_stands_in_the_document_is_cited_and_one_that_does_not_is_told() -> None:
    aligner = make_aligner("The net total of the invoice is 1,250.00 EUR.", "Another page.")

    chunks = list(write_leaves('{"total": 1250, "name": "Nobody"}', aligner))

    claims = [chunk for chunk in chunks if chunk.is_claim]
    assert [(chunk.text, [c.page for c in chunk.citations]) for chunk in claims] == [
        ("1250", [1]), ("Nobody", [])
    ]  # fmt: skip


def test_without_documents_the_text_is_one_piece() -> None:
    assert [chunk.text for chunk in write_leaves('{"a": 1}', None)] == ['{"a": 1}']


@pytest.mark.parametrize(
    ("texts", "shares"),
    [
        (['{"a": "x"}'], [['{"', 'a": ', '"x', '"}']]),
        (['{"a": "', "x", '"}'], [['{"', 'a": ', '"x'], [], ['"}']]),
        (["x"], [['{"', 'a": ', '"x', '"}']]),
        (['{"a"', "and much more", ""], [['{"', 'a": '], ['"x', '"}'], []]),
    ],
)
def test_chances_go_with_the_words_of_their_tokens(
    texts: list[str], shares: list[list[str]]
) -> None:
    chances = [Chance(text=text, log_probability=-1.0) for text in ('{"', 'a": ', '"x', '"}')]

    shared = list(share_out(chances, [Chunk(text=text) for text in texts]))

    assert [chunk.text for chunk in shared] == texts
    assert [[chance.text for chance in chunk.chances] for chunk in shared] == shares
