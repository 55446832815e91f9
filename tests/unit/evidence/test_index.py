import pytest

from wasat.evidence.index import Index
from wasat.evidence.language import all_languages
from wasat.evidence.passage import Passage, PassageKind

ALL = range(1, 100)
ENGLISH = all_languages()["en"]


def make_passage(
    text: str,
    *,
    number: int = 0,
    page: int = 1,
    kind: PassageKind = PassageKind.PROSE,
    row: int = -1,
) -> Passage:
    return Passage(
        number=number,
        page=page,
        kind=kind,
        first_block=2,
        last_block=3,
        row=row,
        terms=" ".join(ENGLISH.terms(text)),
    )


def make_index(*passages: Passage) -> Index:
    return Index(passages, ENGLISH)


def search(index: Index, question: str, kind: PassageKind = PassageKind.PROSE) -> list[Passage]:
    terms = dict.fromkeys(index.language.content(question), 1.0)
    return [hit.passage for hit in index.search(terms, kind, pages=ALL, limit=10)]


def test_a_passage_comes_back_as_it_was_given() -> None:
    passage = make_passage("Sales 7", number=4, page=9, kind=PassageKind.ROW, row=5)
    assert search(make_index(passage), "sales", PassageKind.ROW) == [passage]


def test_the_passage_with_more_of_the_words_comes_first() -> None:
    index = make_index(
        make_passage("capital of other things"),
        make_passage("capital expenditure was high", number=1, page=2),
    )
    assert [p.page for p in search(index, "capital expenditures")] == [2, 1]


def test_words_match_by_their_stem() -> None:
    assert search(make_index(make_passage("revenues increased")), "increasing revenue")


def test_kinds_are_searched_apart() -> None:
    index = make_index(make_passage("sales"), make_passage("sales", kind=PassageKind.HEADING))
    assert len(search(index, "sales", PassageKind.HEADING)) == 1
    assert (index.count(PassageKind.PROSE), index.count(PassageKind.ROW)) == (1, 0)


def test_only_the_pages_that_count_are_searched() -> None:
    index = make_index(*[make_passage("sales", number=n, page=n) for n in range(1, 6)])
    hits = index.search({"sale": 1.0}, PassageKind.PROSE, pages=range(2, 4), limit=10)
    assert sorted(hit.passage.page for hit in hits) == [2, 3]


def test_a_heavier_term_decides() -> None:
    index = make_index(make_passage("alpha"), make_passage("beta", number=1, page=2))
    terms = {"alpha": 1.0, "beta": 3.0}
    hits = index.search(terms, PassageKind.PROSE, pages=ALL, limit=1)
    assert [hit.passage.page for hit in hits] == [2]


@pytest.mark.parametrize("question", ["", '"unclosed AND (', "title:x* ~^", "the of and"])
def test_no_question_is_an_error(question: str) -> None:
    assert search(make_index(make_passage("text")), question) == []


def test_no_pages_find_nothing() -> None:
    index = make_index(make_passage("sales"))
    assert index.search({"sale": 1.0}, PassageKind.PROSE, pages=range(0), limit=1) == []


def test_rare_words_weigh_more_and_unknown_ones_most() -> None:
    index = make_index(make_passage("common rare"), *[make_passage("common")] * 20)
    assert index.weigh("unknown") > index.weigh("rare") > index.weigh("common") > 0
    assert index.frequency("common") == 21


def test_an_empty_document_can_be_searched() -> None:
    assert search(make_index(), "anything") == []


def test_only_the_pages_asked_about_are_found_though_they_are_no_run() -> None:
    index = make_index(
        *(make_passage("the harbour was dredged", number=page, page=page) for page in range(1, 10))
    )

    hits = index.search({"harbour": 1.0}, PassageKind.PROSE, pages=(2, 3, 7), limit=10)

    assert sorted(hit.passage.page for hit in hits) == [2, 3, 7]


def test_passages_come_back_alike_however_many_were_asked_for() -> None:
    index = make_index(*(make_passage("sales", number=n, page=1 + n % 20) for n in range(2_100)))

    first, again = (
        index.search({"sale": 1.0}, PassageKind.PROSE, pages=range(1, 21), limit=2_100)
        for _ in range(2)
    )

    assert [hit.passage for hit in first] == [hit.passage for hit in again]
    assert {hit.passage.number for hit in first} == set(range(2_100))
