import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.evidence.pages import make_block, make_heading, make_page
from wasat.documents.document import BlockKind
from wasat.reader.prose.sentences import iter_sentences, split_sentences
from wasat.reader.prose.structure import Section


def texts_of(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It costs 3.50 euros. Cheap.", ["It costs 3.50 euros.", "Cheap."]),
        ("Dr. J. Smith et al. found it. Good.", ["Dr. J. Smith et al. found it.", "Good."]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("no capital. after it", ["no capital. after it"]),
        ("これはペンです。あれは本です。", ["これはペンです。", "あれは本です。"]),
        ("  padded.  ", ["padded."]),
        ("", []),
    ],
)
def test_running_text_is_cut_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert texts_of(text) == sentences


@given(st.text())
def test_sentences_hold_all_that_is_not_white_space(text: str) -> None:
    kept = "".join("".join(sentence.split()) for sentence in texts_of(text))

    assert kept == "".join(text.split())


def test_sentences_know_their_section_and_place_in_it() -> None:
    page = make_page(
        make_block("Preface words."),
        make_heading("1 Introduction"),
        make_block("First. Second."),
        make_heading("Details"),
        make_block("Third."),
    )

    found = [(s.text, s.section, s.heading, s.position) for s in iter_sentences([page])]

    assert found == [
        ("Preface words.", Section.BODY, 0, 0),
        ("First.", Section.INTRODUCTION, 1, 0),
        ("Second.", Section.INTRODUCTION, 1, 1),
        ("Third.", Section.BODY, 2, 0),
    ]


def test_a_sentence_that_runs_over_the_page_is_one() -> None:
    pages = [
        make_page(make_block("Start. This goes"), number=1),
        make_page(make_block("on here. End."), number=2),
    ]

    sentences = list(iter_sentences(pages))

    assert [sentence.text for sentence in sentences] == ["Start.", "This goes on here.", "End."]
    assert [page for page, _ in sentences[1].places] == [1, 2]


def test_a_word_cut_between_blocks_is_mended() -> None:
    page = make_page(make_block("We com-"), make_block("pare them."))

    assert [sentence.text for sentence in iter_sentences([page])] == ["We compare them."]


def test_a_new_capital_ends_an_open_sentence() -> None:
    page = make_page(make_block("A line without an end"), make_block("Another one."))

    texts = [sentence.text for sentence in iter_sentences([page])]

    assert texts == ["A line without an end", "Another one."]


def test_a_run_in_heading_is_no_part_of_the_sentence() -> None:
    page = make_page(make_block("Abstract. We show it."))

    (sentence,) = iter_sentences([page])

    assert (sentence.text, sentence.section) == ("We show it.", Section.ABSTRACT)
    ((_, place),) = sentence.places
    assert place.start == 10


def test_a_section_name_counts_as_heading_though_printed_as_text() -> None:
    page = make_page(make_block("Abstract"), make_block("We show it."))

    (sentence,) = iter_sentences([page])

    assert sentence.section is Section.ABSTRACT


def test_only_prose_is_read() -> None:
    page = make_page(
        make_block("Page 3", kind=BlockKind.HEADER),
        make_block("Item one.", kind=BlockKind.LIST_ITEM),
        make_block("x = 1", kind=BlockKind.CODE),
    )

    assert [sentence.text for sentence in iter_sentences([page])] == ["Item one."]


def test_a_sentence_that_looks_like_a_heading_is_read_as_prose() -> None:
    page = make_page(
        make_heading("Note 8. Debt."),
        make_heading("The loan has to be paid back on 15 May 2026."),
    )

    assert [s.text for s in iter_sentences([page])] == [
        "The loan has to be paid back on 15 May 2026."
    ]
