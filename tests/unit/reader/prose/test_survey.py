from itertools import pairwise

from tests.unit.evidence.pages import make_block, make_heading, make_page
from wasat.documents.document import Page
from wasat.reader.prose.survey import survey

SENTENCE = "The orchard of number {} gave some apples in the year of the survey."


def write(count: int, sentences: int) -> list[Page]:
    """Pages with a heading and so many sentences of fourteen words each."""
    return [
        make_page(
            make_heading(f"Orchard {number}"),
            make_block(*(SENTENCE.format(f"{number}-{at}") for at in range(sentences))),
            number=number,
        )
        for number in range(1, count + 1)
    ]


def test_headings_and_pages_know_how_many_words_stand_before_them() -> None:
    seen = survey(write(3, 2))

    assert seen.words == 3 * 2 * 14
    assert list(seen.pages.items()) == [(1, 0), (2, 28), (3, 56)]
    assert [(mark.heading.title, mark.start) for mark in seen.marks] == [
        ("Orchard 1", 0),
        ("Orchard 2", 28),
        ("Orchard 3", 56),
    ]


def test_of_a_long_text_some_sentences_a_page_are_kept_in_order() -> None:
    seen = survey(write(300, 20))

    assert seen.count == 6_000
    assert len(seen.candidates) == 2_000 + 4 * 200
    assert all(a.start < b.start for a, b in pairwise(seen.candidates))
    assert {page for each in seen.sentences for page, _ in each.places} == set(range(1, 301))


def test_a_sentence_that_has_no_end_is_kept_all_the_same() -> None:
    seen = survey([make_page(make_block("The last words of a page that was torn off are"))])

    assert [sentence.text.split()[-1] for sentence in seen.sentences] == ["are"]
