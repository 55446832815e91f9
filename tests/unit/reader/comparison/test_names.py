import pytest

from wasat.reader.comparison.names import find_tokens, is_named, split_name, which_named


def test_brackets_case_and_accents_are_no_part_of_a_name() -> None:
    assert split_name("Résumé-7 [12] (5-shot)") == ("resume", "7")


def test_a_name_that_is_all_brackets_keeps_them() -> None:
    assert split_name("(base)") == ("base",)


def test_versions_stay_whole() -> None:
    assert find_tokens(split_name("Heron 1"), split_name("Heron 1.5")) == -1
    assert find_tokens(split_name("Heron 1.5"), split_name("the Heron 1.5 model")) == 1
    assert find_tokens((), ("a",)) == -1


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("DROP", "What is reported on DROP?", True),
        ("DROP", "Did the scores drop?", False),
        ("SST-2", "Compare the papers on SST-2 only.", True),
        ("HellaSwag (10-shot)", "and on hellaswag?", True),
        ("2021", "the figures of 2021", False),
        ("MATH", "on MathVista", False),
    ],
)
def test_a_question_names_what_it_spells(name: str, question: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert is_named(name, question) is expected


def test_of_names_within_one_another_the_longest_counts() -> None:
    names = ["BERT-large", "BERT", "GPT-3"]

    assert which_named(names, "What does BERT-large reach?") == [0]
