import pytest

from tests.unit.reader.asking import open_leaves
from tests.unit.reader.questions.papers import write
from wasat.reader.questions.payment import find_means


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("Paid by card.", "by card"),
        ("Cash 20.00", "Cash"),
        ("Bar bezahlt", "Bar"),
        ("Payé par carte bancaire", "par carte bancaire"),
        ("Pagado en efectivo", "en efectivo"),
        ("Pagamento in contanti", "in contanti"),
        ("Pago com cartão", "com cartão"),
        ("Betaald met pin", "met pin"),
    ],
)
def test_a_line_tells_how_it_was_paid(line: str, means: str) -> None:
    found = find_means(open_leaves(write("Total 17.10", line)))
    assert found is not None
    assert found.printed == means


def test_a_line_that_says_so_goes_before_one_that_begins_so() -> None:
    found = find_means(open_leaves(write("Cash is welcome here", "Paid by card")))
    assert found is not None
    assert found.printed == "by card"


def test_other_lines_are_about_no_payment() -> None:
    assert find_means(open_leaves(write("Please show your membership card"))) is None
