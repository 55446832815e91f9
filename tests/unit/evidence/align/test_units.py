from tests.unit.evidence.pages import make_block, make_page, make_source, make_table
from wasat.evidence.align.units import iter_units, split


def test_sentences_and_rows_are_units() -> None:
    page = make_page(make_block("One is. Two is."), make_table(("a", "b"), ("1", "2")))

    assert [unit.text for unit in iter_units(page)] == ["One is.", "Two is.", "a b", "1 2"]


def test_every_unit_can_be_cited() -> None:
    page = make_page(make_block("One is. Two is."), make_table(("a", "b")))

    citations = [unit.cite(make_source(), page, 0.5) for unit in iter_units(page)]

    assert [(each.quote, each.score) for each in citations] == [
        ("One is.", 0.5), ("Two is.", 0.5), ("a b", 0.5)
    ]  # fmt: skip


def test_text_without_an_end_is_one_unit() -> None:
    assert list(split("no end here")) == [(0, 11)]
    assert list(split("")) == []
