import numpy as np
import pytest

from wasat.reader.prose.rank import centrality, choose, vectors, weigh
from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.structure import Section


def say(text: str, section: Section = Section.BODY, position: int = 3) -> Sentence:
    return Sentence(text=text, places=(), section=section, position=position)


PLAIN = "The committee met on Monday to look at the new plans."


def test_sections_make_a_sentence_weigh_more_or_nothing() -> None:
    body = weigh(say(PLAIN))

    assert weigh(say(PLAIN, Section.CONCLUSION)) > body
    assert weigh(say(PLAIN, Section.EXCLUDED)) == 0
    assert weigh(say(PLAIN, position=0)) > body


def test_cues_weigh_more_and_asides_less() -> None:
    assert weigh(say("In this paper we propose a method for reading plans.")) > weigh(say(PLAIN))
    assert weigh(say("Figure 3 gives the plans of the committee in detail.")) < weigh(say(PLAIN))
    assert weigh(say("This guide describes the plans of the committee.")) > 2 * weigh(say(PLAIN))
    assert weigh(say("However, the committee met on Monday to look at plans.")) < weigh(say(PLAIN))


@pytest.mark.parametrize(
    "text",
    ["Too short.", "Is this a question that nobody answers here today?", "1 2 3 4 5 6 7 8 9 10"],
)
def test_what_is_no_statement_weighs_nothing(text: str) -> None:
    assert weigh(say(text)) == 0


def test_vectors_have_length_one_or_none() -> None:
    matrix = vectors(["red house", "red car house", "zzz"])

    assert np.linalg.norm(matrix, axis=1) == pytest.approx([1, 1, 0])


def test_the_sentence_that_all_resemble_is_central() -> None:
    matrix = vectors(["apples pears", "apples plums", "apples pears plums", "quite other matters"])

    scores = centrality(matrix)

    assert int(scores.argmax()) == 2
    assert float(scores.max()) == pytest.approx(1)


def test_repetition_is_not_chosen_twice() -> None:
    matrix = vectors(["apples pears", "apples pears", "plums cherries", "plums cherries"])

    assert choose([1.0, 0.9, 0.5, 0.4], matrix, [1, 1, 1, 1], 2) == [0, 2]


def test_the_budget_holds_but_one_is_always_chosen() -> None:
    matrix = vectors(["apples pears", "plums pears"])

    assert choose([1.0, 0.5], matrix, [10, 10], 5) == [0]
    assert choose([1.0, 0.5], matrix, [10, 3], 13) == [0, 1]
    assert choose([1.0, 0.5], matrix, [10, 4], 13) == [0]


def test_what_is_worth_nothing_is_never_chosen() -> None:
    assert choose([0.0, 0.0], vectors(["a", "b"]), [1, 1], 5) == []
