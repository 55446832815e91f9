import json

import pytest

from tests.cli.conftest import REPORT, Wasat


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
    assert "not read: page 5" in wasat("read", REPORT).stderr


def test_two_forms_at_once_are_refused(wasat: Wasat) -> None:
    done = wasat("read", REPORT, "--html", "--md")

    assert done.returncode == 2
    assert "expected one of" in done.stderr
