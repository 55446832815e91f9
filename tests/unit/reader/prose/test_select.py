from wasat.reader.prose.select import Budget, count_words, find_abstract, select
from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.structure import Section


def write(count: int, section: Section, heading: int, word: str = "word") -> list[Sentence]:
    return [
        Sentence(
            text=f"Sentence {word} number{at} {word} tells something else about {word} again.",
            places=(),
            section=section,
            heading=heading,
            position=at,
        )
        for at in range(count)
    ]


def budget(words: int = 150, sentences: int = 1_000, *, is_fixed: bool = True) -> Budget:
    return Budget(words=words, sentences=sentences, is_fixed=is_fixed)


ABSTRACT = write(14, Section.ABSTRACT, 1)
BODY = write(100, Section.BODY, 2, "body")


def test_the_abstract_is_taken_whole() -> None:
    chosen, way = select([*ABSTRACT, *BODY], budget())

    assert (chosen, way) == (ABSTRACT, "abstract")


def test_a_long_abstract_is_cut_at_the_length_asked_for() -> None:
    chosen, _ = select([*ABSTRACT, *BODY], budget(50))

    assert chosen == ABSTRACT[:6]


def test_so_many_sentences_as_asked_for_are_taken() -> None:
    chosen, _ = select([*ABSTRACT, *BODY], budget(10_000, 3))

    assert chosen == ABSTRACT[:3]


def test_a_short_abstract_is_completed_from_the_text() -> None:
    chosen, way = select([*ABSTRACT[:2], *BODY], budget())

    assert way == "abstract and structure"
    assert chosen[:2] == ABSTRACT[:2]
    assert count_words(chosen) >= 60


def test_without_an_abstract_the_best_sentences_are_taken_in_order() -> None:
    chosen, way = select(BODY, budget(60))

    assert way == "structure"
    assert chosen == sorted(chosen, key=BODY.index)
    assert 0 < count_words(chosen) <= 60


def test_a_summary_far_behind_the_beginning_is_of_a_part_only() -> None:
    assert find_abstract([*BODY, *ABSTRACT]) == []


def test_the_abstract_ends_at_the_next_heading() -> None:
    assert find_abstract([*ABSTRACT[:2], *write(3, Section.ABSTRACT, 2), *BODY]) == ABSTRACT[:2]


def test_nothing_is_chosen_from_scraps() -> None:
    scraps = [Sentence(text=f"scrap {at}", places=()) for at in range(10)]

    assert select(scraps, budget(6))[0] == []


def test_nothing_gives_nothing() -> None:
    assert select([], budget())[0] == []
