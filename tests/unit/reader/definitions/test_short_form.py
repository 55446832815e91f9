import pytest

from wasat.reader.definitions.short_form import find_long_form


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We measure total dissolved solids (TDS) daily.", "TDS", "total dissolved solids"),
        ("the Distinguished Encoding Rules (DER)", "DER", "Distinguished Encoding Rules"),
        (
            "A QAPP (Quality Assurance Project Plan)",
            "QAPP",
            "Quality Assurance Project Plan",
        ),
        ("La evapotranspiración (ET) es la pérdida", "ET", "evapotranspiración"),
        ("EGD stands for Entropy Gathering Daemon, a program", "EGD", "Entropy Gathering Daemon"),
        ("NTU – nephelometric turbidity unit", "NTU", "nephelometric turbidity unit"),
        ("De VOG (Verklaring Omtrent het Gedrag) kost", "VOG", "Verklaring Omtrent het Gedrag"),
    ],
)
def test_a_long_form_has_the_letters_of_the_short_one(text: str, short: str, long: str) -> None:
    found = find_long_form(text, short)
    assert found is not None
    assert text[found.start : found.end] == long


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("We took samples (TDS) at noon.", "TDS"),
        ("TDS: 350 mg per litre", "TDS"),
        ("(TDS) is measured", "TDS"),
        ("TDS is measured", "TDS"),
        ("the TDS (TDS)", "TDS"),
    ],
)
def test_words_with_other_letters_are_no_long_form(text: str, short: str) -> None:
    assert find_long_form(text, short) is None
