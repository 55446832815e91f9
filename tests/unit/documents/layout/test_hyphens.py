import pytest

from tests.unit.documents.layout.made import strip
from wasat.box import NOWHERE
from wasat.documents.document import Break, Word, flow
from wasat.documents.layout.hyphens import end_lines, find_break


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("opera-", "tion", Break.HYPHEN),
        ("opera\u2010", "tion", Break.HYPHEN),
        ("the", "river", Break.SPACE),
        ("Self-", "Hosting", Break.NONE),
        ("2019-", "2020", Break.NONE),
        ("well-", "known", Break.NONE),
        ("Async-", "Client", Break.HYPHEN),
        ("https://", "example.org/", Break.NONE),
        ("https://a.org/full-stack-", "template", Break.NONE),
        ("static/", "folder", Break.SPACE),
        ("https://example.org/page.", "html", Break.NONE),
        ("https://example.org.", "The", Break.SPACE),
        ("水は", "川へ", Break.NONE),
        ("-", "dash", Break.SPACE),
    ],
)
def test_a_line_goes_on_as_its_last_and_next_word_say(
    above: str, below: str, expected: Break
) -> None:
    vocabulary = {"well-known", "asyncclient"}

    assert find_break(Word(above, NOWHERE), Word(below, NOWHERE), vocabulary) is expected


def test_the_last_line_of_a_block_ends_plainly() -> None:
    lines = end_lines([strip("an opera-", 10, 50), strip("tion of-", 10, 62)], frozenset())

    assert [line.ends_with for line in lines] == [Break.HYPHEN, Break.SPACE]
    assert flow(lines)[0] == "an operation of-"
