"""Which pages a question is limited to."""

import pytest

from wasat.evidence.phrases import all_phrases
from wasat.evidence.scope.asked_pages import AskedPages, read_pages


@pytest.mark.parametrize(
    ("language", "question", "spans"),
    [
        ("en", "Transcribe pages 3-7", [(3, 7)]),
        ("en", "What does page 5 say?", [(5, 5)]),
        ("en", "Summarize pages 2 to 4", [(2, 4)]),
        ("en", "Transcribe pages 3 and 7", [(3, 3), (7, 7)]),
        ("en", "Transcribe page 3 and page 7", [(3, 3), (7, 7)]),
        ("en", "Transcribe pages 3, 5 and 7-9 to HTML", [(3, 3), (5, 5), (7, 9)]),
        ("en", "Transcribe pages 3, 5, and 7.", [(3, 3), (5, 5), (7, 7)]),
        ("en", "Summarize pages 2 to 4 and 8 to 9", [(2, 4), (8, 9)]),
        ("en", "What is said between pages 3 and 7?", [(3, 7)]),
        ("en", "On page 5, 3 million people are named. Who?", [(5, 5)]),
        ("en", "What stands on page 5 and 3.5 lines below?", [(5, 5)]),
        ("en", "Summarize pages 7-3", [(7, 7)]),
        ("en", "Summarize the first two pages", [(1, 2)]),
        ("en", "Summarize the last page", [(-1, -1)]),
        ("en", "Summarize this", [(1, -1)]),
        ("de", "Fasse Seiten 2 bis 4 zusammen", [(2, 4)]),
        ("de", "Gib die Seiten 3 und 7 wieder", [(3, 3), (7, 7)]),
        ("de", "Was steht zwischen den Seiten 3 und 7?", [(3, 7)]),
        ("de", "Gib die letzten zwei Seiten wieder", [(-2, -1)]),
        ("de", "Gib die zwei letzten Seiten wieder", [(-2, -1)]),
        ("fr", "Transcris les deux dernières pages", [(-2, -1)]),
        ("es", "Transcribe las dos últimas páginas", [(-2, -1)]),
        ("it", "Trascrivi le prime due pagine", [(1, 2)]),
        ("pt", "Transcreva as duas últimas páginas", [(-2, -1)]),
        ("nl", "Transcribeer de laatste twee pagina's", [(-2, -1)]),
        ("fr", "Transcris les pages 3, 4 et 9", [(3, 3), (4, 4), (9, 9)]),
        ("fr", "Résume ce qui est entre les pages 3 et 7", [(3, 7)]),
        ("es", "Transcribe las páginas 3 y 7", [(3, 3), (7, 7)]),
        ("es", "Transcribe las páginas 3 a 7 y 9", [(3, 7), (9, 9)]),
        ("it", "Trascrivi le pagine da 3 a 7", [(3, 7)]),
        ("it", "Trascrivi le pagine 3 e 7", [(3, 3), (7, 7)]),
        ("pt", "Transcreva as páginas 3 e 7", [(3, 3), (7, 7)]),
        ("nl", "Schrijf pagina's 3 en 7 uit", [(3, 3), (7, 7)]),
        ("nl", "Wat staat er tussen pagina 3 en 7?", [(3, 7)]),
    ],
)
def test_pages_are_read(language: str, question: str, spans: list[tuple[int, int]]) -> None:
    assert list(read_pages(question, all_phrases()[language]).spans) == spans


def test_asked_pages_stay_within_the_document() -> None:
    assert list(AskedPages(((3, 99),)).resolve(4)) == [3, 4]
    assert list(AskedPages(((-2, -1),)).resolve(5)) == [4, 5]
    assert list(AskedPages().resolve(3)) == [1, 2, 3]
    assert list(AskedPages(((9, 9),)).resolve(3)) == []
    assert list(AskedPages(((7, 7), (2, 3), (3, 4), (12, 99))).resolve(10)) == [2, 3, 4, 7]


def test_pages_that_a_document_does_not_have_are_told() -> None:
    assert AskedPages(((2, 6), (9, 9))).beyond(4) == (5, 6, 9)
    assert AskedPages().beyond(4) == ()
    assert AskedPages(((-2, -1),)).beyond(4) == ()
