import pytest

from wasat.reader.brief import shorten
from wasat.reader.lookup.wanted import Want


@pytest.mark.parametrize(
    ("sentence", "question", "want", "brief"),
    [
        ("It ends on 31 March 2025.", "When does it end?", Want.TIME, "31 March 2025"),
        ("It was built in 1987 in Ellwood.", "When was it built?", Want.TIME, "1987"),
        ("Interest is 4% a year.", "What is the interest?", Want.NUMBER, "4%"),
        ("The chair is Hugo Lindqvist.", "Who is the chair?", Want.PERSON, "Hugo Lindqvist"),
        ("Hugo Lindqvist follows Ada Brandt.", "Who follows Ada Brandt?", Want.PERSON,
         "Hugo Lindqvist"),
        ("It rains.", "When does it rain?", Want.TIME, "It rains."),
    ],
)  # fmt: skip
def test_the_value_asked_for_is_cut_out(
    sentence: str, question: str, want: Want, brief: str
) -> None:
    assert shorten(sentence, question, frozenset({want}), is_figure=False) == brief


def test_a_number_is_cut_out_where_nothing_but_a_number_is_wanted() -> None:
    assert shorten("They pay 4%.", "What do they pay?", frozenset(), is_figure=True) == "4%"
    assert (
        shorten("They pay 4%.", "What do they pay?", frozenset(), is_figure=False) == "They pay 4%."
    )
