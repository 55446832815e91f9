"""What every OcrEngine keeps."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from tests.make import scan
from tests.unit.documents.ocr.made import PrintedEngine
from wasat.documents.ocr.engine import OcrEngine, Script, SeenLine, confidence_of
from wasat.documents.ocr.rapid import RapidOcr
from wasat.documents.ocr.tesseract import Tesseract

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
