import numpy as np
import pytest

from tests.make import scan
from tests.unit.documents.ocr.made import PrintedEngine
from wasat.documents.ocr.engine import Script
from wasat.documents.ocr.recognise import recognise


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("degrees", [0.0, 2.0])
def test_a_page_is_set_upright_and_level(quarters: int, degrees: float) -> None:
    page = scan.turned(scan.tilted(scan.written(), degrees), quarters)
    sight = recognise(page, [PrintedEngine(scan.LETTER)], 200)
    assert sight.quarters == -quarters % 4
    assert sight.tilt == pytest.approx(degrees, abs=0.3)
    assert [len(line.words) for line in sight.lines] == [len(it.split()) for it in scan.LETTER]


def test_the_first_engine_that_is_sure_reads_alone() -> None:
    first, second = PrintedEngine(scan.LETTER, name="first"), PrintedEngine(scan.LETTER)
    assert recognise(scan.written(), [first, second], 200).engine == "first"
    assert second.reads == 0


def test_an_engine_that_is_unsure_is_followed_by_the_next() -> None:
    unsure = PrintedEngine(scan.LETTER, confidence=0.7, name="unsure")
    sure = PrintedEngine(scan.LETTER, confidence=0.95, name="sure")
    assert recognise(scan.written(), [unsure, sure], 200).engine == "sure"


def test_the_surest_wins_where_nobody_is_sure() -> None:
    better = PrintedEngine(scan.LETTER, confidence=0.7, name="better")
    worse = PrintedEngine(scan.LETTER, confidence=0.5, name="worse")
    assert recognise(scan.written(), [better, worse], 200).engine == "better"


def test_a_script_is_left_to_an_engine_that_reads_it() -> None:
    latin = PrintedEngine(scan.LETTER, script=Script.HAN, name="latin")
    han = frozenset({Script.HAN})
    chinese = PrintedEngine(scan.LETTER, scripts=han, script=Script.HAN, name="chinese")
    assert recognise(scan.written(), [latin, chinese], 200).engine == "chinese"
    assert latin.reads == 0


def test_a_script_that_no_other_reads_needs_less_certainty() -> None:
    cyrillic = frozenset({Script.CYRILLIC})
    only = PrintedEngine(
        ["гавань"] * 6, confidence=0.8, scripts=cyrillic, script=Script.CYRILLIC, name="only"
    )
    guesser = PrintedEngine(scan.LETTER, confidence=0.9, name="guesser")
    assert recognise(scan.written(), [only, guesser], 200).engine == "only"


def test_a_script_that_was_not_read_was_mistaken() -> None:
    scripts = frozenset({Script.LATIN, Script.CYRILLIC})
    mistaken = PrintedEngine(
        scan.LETTER, confidence=0.8, scripts=scripts, script=Script.CYRILLIC, name="mistaken"
    )
    rival = PrintedEngine(scan.LETTER, confidence=0.95, name="rival")
    assert recognise(scan.written(), [mistaken, rival], 200).engine == "rival"


def test_blank_paper_has_no_words_and_no_engine() -> None:
    sight = recognise(np.full((300, 200), 255, np.uint8), [PrintedEngine(scan.LETTER)], 200)
    assert (list(sight.lines), sight.engine) == ([], "")


def test_nobody_looks_at_an_empty_page() -> None:
    engine = PrintedEngine(scan.LETTER)
    paper = np.full((400, 300), 250, np.uint8)
    paper[::7] = 245

    sight = recognise(paper, [engine], 200)

    assert (sight.lines, sight.engine, engine.reads) == ((), "", 0)
