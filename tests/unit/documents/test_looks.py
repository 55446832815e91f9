import pytest

from wasat.documents.looks import has_right_to_left, is_right_to_left


@pytest.mark.parametrize("text", ["שלום עולם", "تحسين R", "اميدنامه 1403"])
def test_hebrew_and_arabic_are_read_from_the_right(text: str) -> None:
    assert is_right_to_left(text)


@pytest.mark.parametrize("text", ["", "12", "Peace is שלום there", "Мост", "結果"])
def test_other_text_is_read_from_the_left(text: str) -> None:
    assert not is_right_to_left(text)


def test_a_single_letter_is_enough_to_have_some() -> None:
    assert has_right_to_left("alef: א")
    assert not has_right_to_left("alef")
