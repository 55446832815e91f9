import pytest

from wasat.reader.arithmetic.operation import Kind, read_operation


@pytest.mark.parametrize(
    ("question", "language", "kind", "operands"),
    [
        ("What is the difference between rent and tax in 2021?", "en", "difference", 2),
        ("How much higher was rent than tax in 2021?", "en", "difference", 2),
        ("What is the ratio of rent to tax?", "en", "ratio", 2),
        ("What share of total costs was rent in 2021?", "en", "share", 2),
        ("Rent as a percentage of total costs", "en", "share", 2),
        ("What were rent, tax and heating combined in 2021?", "en", "sum", 3),
        ("Which was higher in 2020, rent or tax?", "en", "larger", 2),
        ("Was rent lower than tax in 2020?", "en", "smaller", 2),
        ("Wie groß ist die Differenz zwischen Miete und Steuer 2021?", "de", "difference", 2),
        ("Welchen Anteil an den Kosten hatte die Miete?", "de", "share", 2),
        ("Quelle est la différence entre le loyer et la taxe ?", "fr", "difference", 2),
        ("¿Cuál es la suma de la renta y el impuesto?", "es", "sum", 2),
        ("Qual è la differenza tra affitto e tassa nel 2021?", "it", "difference", 2),
        ("Qual é a soma da renda e do imposto?", "pt", "sum", 2),
        ("Wat is het verschil tussen huur en belasting?", "nl", "difference", 2),
    ],
)
def test_what_is_to_be_computed_is_understood(
    question: str, language: str, kind: str, operands: int
) -> None:
    operation = read_operation(question, language)

    assert operation is not None
    assert (operation.kind.value, len(operation.operands)) == (kind, operands)


@pytest.mark.parametrize(
    "question",
    ["What was rent in 2021?", "What is the sum of rent?", "Who is the difference engineer?"],
)
def test_a_question_for_one_figure_computes_nothing(question: str) -> None:
    assert read_operation(question, "en") is None


def test_a_part_comes_before_its_whole() -> None:
    operation = read_operation("What percentage of total costs was rent in 2021?", "en")

    assert operation is not None
    assert operation.operands == ("rent in 2021", "total costs")


def test_whether_one_is_larger_is_a_question_of_yes_or_no() -> None:
    asked = [read_operation(text, "en") for text in ("Was rent higher than tax?",
             "Which was higher, rent or tax?")]  # fmt: skip

    assert [(o.kind, o.is_stance) for o in asked if o] == [
        (Kind.LARGER, True),
        (Kind.LARGER, False),
    ]
