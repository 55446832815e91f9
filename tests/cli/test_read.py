import json
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT, Wasat
from tests.make import scan
from wasat.documents.formats.office.samples import make_samples


@pytest.mark.parametrize(
    ("flag", "words"),
    [("--html", "<h1>3 Risks</h1>"), ("--md", "# 3 Risks")],
)
def test_a_document_is_printed_in_the_form_asked_for(wasat: Wasat, flag: str, words: str) -> None:
    done = wasat("read", REPORT, flag)

    assert done.returncode == 0, done.stderr
    assert words in done.stdout


def test_html_is_the_default(wasat: Wasat) -> None:
    assert wasat("read", REPORT).stdout == wasat("read", REPORT, "--html").stdout


def test_json_holds_pages_with_boxes(wasat: Wasat) -> None:
    document = json.loads(wasat("read", REPORT, "--json").stdout)

    assert len(document["pages"]) == 6
    assert len(document["pages"][0]["blocks"][0]["box"]) == 4


def test_pages_that_could_not_be_read_are_named(wasat: Wasat) -> None:
    done = wasat("read", REPORT, WASAT_MAX_OCR_PAGES="0")

    assert "not read: page 5" in done.stderr
    assert "We have examined" not in done.stdout


def test_a_scanned_page_is_read_like_the_others(wasat: Wasat) -> None:
    done = wasat("read", REPORT)

    assert "not read" not in done.stderr
    assert "We have examined the accounts" in done.stdout


def test_a_picture_is_read_and_each_word_says_how_sure_it_is(wasat: Wasat, tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_bytes(scan.encoded(scan.written()))

    done = wasat("read", "letter.png", "--json")

    blocks = json.loads(done.stdout)["pages"][0]["blocks"]
    words = [word for block in blocks for line in block["lines"] for word in line]
    assert {block["origin"] for block in blocks} == {"ocr"}
    assert {"harbour", "12,650"} <= {word[0] for word in words}
    assert all(0 <= word[5] <= 1 for word in words if len(word) == 6)
    assert any(len(word) == 6 for word in words)


def test_two_forms_at_once_are_refused(wasat: Wasat) -> None:
    done = wasat("read", REPORT, "--html", "--md")

    assert done.returncode == 2
    assert "expected one of" in done.stderr


def test_plain_text_and_chosen_pages(wasat: Wasat) -> None:
    done = wasat("read", REPORT, "--text", "--pages", "2")
    assert done.stdout.startswith("1 The year in review\n\n1.1 Turbines\n\n")
    assert "2 Revenue and output" not in done.stdout


def test_figures_stand_in_the_page_where_asked(wasat: Wasat) -> None:
    plain = wasat("read", REPORT, "--pages", "3").stdout
    shown = wasat("read", REPORT, "--pages", "3", "--images").stdout
    assert "<img" not in plain
    assert 'src="data:image/png;base64,iVBOR' in shown


def test_what_was_understood_of_a_page_is_drawn(wasat: Wasat, tmp_path: Path) -> None:
    done = wasat("read", REPORT, "--debug", "page.png", "--pages", "2")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
    assert "   2 heading    1 The year in review\n" in done.stdout


def test_pages_that_are_not_there_are_refused(wasat: Wasat) -> None:
    done = wasat("read", REPORT, "--pages", "9")
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "wasat: the document has pages 1 to 6, not 9",
    )


def test_every_kind_of_document_is_read_sealed(wasat: Wasat, tmp_path: Path) -> None:
    endings = {"wordprocessingml": "docx", "spreadsheetml": "xlsx", "presentationml": "pptx",
               "text": "odt", "epub+zip": "epub"}  # fmt: skip
    for mime_type, data in make_samples():
        ending = next(end for name, end in endings.items() if name in mime_type)
        (tmp_path / f"a.{ending}").write_bytes(data)
        done = wasat("read", f"a.{ending}", "--text")
        assert (done.returncode, done.stderr.strip()) == (0, "")
        assert done.stdout.split()[0] in ("A", "S")
