import pytest

from tests.unit.reader.asking import open_leaves
from tests.unit.reader.questions.papers import write
from wasat.reader.questions.letters import find_saluted, find_signature


@pytest.mark.parametrize(
    "closing",
    [
        "Yours sincerely,",
        "Mit freundlichen Grüßen",
        "Cordialement,",
        "Un cordial saludo,",
        "Distinti saluti",
        "Com os melhores cumprimentos,",
        "Met vriendelijke groet,",
    ],
)
def test_the_name_below_the_closing_signs(closing: str) -> None:
    found = find_signature(open_leaves(write("The lamps are dark.", closing, "Ada Moss")))
    assert found is not None
    assert (found.printed, found.citations[0].quote) == ("Ada Moss", "Ada Moss")


def test_what_is_no_name_does_not_sign() -> None:
    assert find_signature(open_leaves(write("Kind regards from all", "at 12 Mill Road"))) is None
    many = "The undersigned members of the board of our club"
    assert find_signature(open_leaves(write("Kind regards,", many))) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dear Mr Oakes,", "Mr Oakes"),
        ("Liebe Familie Petersen,", "Familie Petersen"),
        ("Cher Paul,", "Paul"),
        ("Estimada Ana:", "Ana"),
        ("Gentile Dott. Neri,", "Dott. Neri"),
        ("Prezado Rui,", "Rui"),
        ("Geachte heer De Wit,", "heer De Wit"),
    ],
)
def test_a_letter_greets_by_name(line: str, name: str) -> None:
    found = find_saluted(open_leaves(write(line, "The lamps are dark.")))
    assert found is not None
    assert found.printed == name


@pytest.mark.parametrize("line", ["Dear Sir or Madam,", "Sehr geehrte Damen und Herren,", "Hello"])
def test_who_is_greeted_by_no_name_is_nobody(line: str) -> None:
    assert find_saluted(open_leaves(write(line))) is None
