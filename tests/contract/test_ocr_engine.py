"""What every OcrEngine keeps."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.make import scan
from tests.unit.documents.ocr.made import PrintedEngine
from wasat.documents.ocr.engine import OcrEngine, Script, SeenLine, confidence_of
from wasat.documents.ocr.rapid import RapidOcr
from wasat.documents.ocr.tesseract import Tesseract

_DATA = "*/tesseract*/**/{}.traineddata"  # below where systems keep what programs share
_ACCENTED = {
    "deu": (
        ["Die Schiffe liegen im Hafen und warten auf die Flut.",
         "Für die größeren Kräne ist es noch zu früh, und",
         "der Müller geht mit den Söhnen über die Brücke."],
        {"Für", "größeren", "Kräne", "früh,", "Müller", "Söhnen", "über", "Brücke."},
    ),
    "fra": (
        ["Le port est fermé depuis la tempête de cet été, et",
         "les bateaux ne sont pas rentrés à la marée haute.",
         "Le maître de la forêt est allé à la fête avec lui."],
        {"fermé", "tempête", "été,", "rentrés", "à", "marée", "maître", "forêt", "allé", "fête"},
    ),
}  # fmt: skip

_LOADED: dict[str, OcrEngine] = {}


def _load_tesseract() -> OcrEngine:
    try:
        return Tesseract()
    except LookupError as error:
        pytest.skip(f"Tesseract: {error}")


_LOADERS: dict[str, Callable[[], OcrEngine]] = {
    "printed": lambda: PrintedEngine(scan.LETTER),
    "rapidocr": RapidOcr,
    "tesseract": _load_tesseract,
}


@pytest.fixture(params=_LOADERS)
def engine(request: pytest.FixtureRequest) -> OcrEngine:
    name = request.param
    if name not in _LOADED:
        _LOADED[name] = _LOADERS[name]()
    return _LOADED[name]


def words_of(lines: list[SeenLine]) -> list[str]:
    return [word.text for line in lines for word in line.words]


def test_printed_words_are_read(engine: OcrEngine) -> None:
    lines = list(engine.read(scan.written(), Script.LATIN, 200))
    wanted = " ".join(scan.LETTER).split()
    found = words_of(lines)
    assert len(set(wanted) & set(found)) > 0.9 * len(set(wanted))


def test_words_stand_where_they_are_printed(engine: OcrEngine) -> None:
    lines = engine.read(scan.written(), Script.LATIN, 200)
    (harbour,) = (w for line in lines for w in line.words if w.text == "harbour")
    dark = np.argwhere(scan.written()[80:150] < 128)
    assert 80 < harbour.box.x0 < harbour.box.x1 < dark[:, 1].max() + 20
    assert 60 < harbour.box.top < harbour.box.bottom < 160


def test_words_of_a_line_go_from_left_to_right_without_spaces(engine: OcrEngine) -> None:
    for line in engine.read(scan.written(), Script.LATIN, 200):
        assert [word.box.x0 for word in line.words] == sorted(word.box.x0 for word in line.words)
        assert not any(re.search(r"\s", word.text) for word in line.words)


def test_confidence_is_high_for_clean_print_and_never_beyond_its_range(engine: OcrEngine) -> None:
    lines = engine.read(scan.written(), Script.LATIN, 200)
    assert confidence_of(lines) > 0.85
    assert all(0 <= word.confidence <= 1 for line in lines for word in line.words)


def test_an_empty_page_has_no_lines(engine: OcrEngine) -> None:
    blank = np.full((400, 300), 255, np.uint8)
    assert words_of(list(engine.read(blank, Script.UNKNOWN, 200))) == []


def test_a_look_tells_an_upright_page(engine: OcrEngine) -> None:
    assert engine.look(scan.written()).quarters == 0


def test_a_look_tells_a_page_upside_down(engine: OcrEngine) -> None:
    assert engine.look(scan.turned(scan.written(), 2)).quarters == 2


def test_a_look_never_names_a_script_it_is_not_made_for(engine: OcrEngine) -> None:
    assert engine.look(scan.written()).script in {Script.LATIN, Script.UNKNOWN}
    assert Script.LATIN in engine.scripts


@pytest.mark.parametrize("language", _ACCENTED)
def test_a_language_is_read_by_its_own_data_or_doubted(language: str) -> None:
    engine = _load_tesseract()
    lines, accented = _ACCENTED[language]

    found = list(engine.read(scan.written(lines), Script.LATIN, 200))

    if any(any(root.glob(_DATA.format(language))) for root in (Path("/usr"), Path("/opt"))):
        assert len(accented & set(words_of(found))) >= len(accented) - 1
    else:
        assert all(word.confidence <= 0.8 for line in found for word in line.words)
