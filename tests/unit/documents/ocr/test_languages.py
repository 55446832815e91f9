import pytest

from wasat.documents.ocr.languages import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The cat sat on the mat and it was as happy as a cat can be", "eng"),
        ("Der Hund ist nicht mit dem Ball auf die Wiese gelaufen", "deu"),
        ("Le chat est sur la table et les chiens sont dans le jardin", "fra"),
        ("Это не то что на столе и в саду", "rus"),
        ("47 11 0815", ""),
        ("Total", ""),
    ],
)
def test_small_words_tell_the_language(text: str, language: str) -> None:
    assert guess_language(text) == language
