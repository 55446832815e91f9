import pytest

from wasat.documents.ocr.engine import Script
from wasat.documents.ocr.scripts import guess_script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("SIMPLIFIED TAX INVOICE РНАБ 12.50", Script.LATIN),
        ("Счёт за воду № 12 (VAT)", Script.CYRILLIC),
        ("東京都の港", Script.JAPANESE),
        ("北京市发票 VAT", Script.HAN),
        ("서울 항구", Script.HANGUL),
        ("مرحبا", Script.ARABIC),
        ("12.50 +++", Script.UNKNOWN),
    ],
)
def test_the_most_letters_tell_the_script(text: str, script: Script) -> None:
    assert guess_script(text) is script
