import json
from pathlib import Path

from tests.cli.conftest import REPORT, Wasat

QUESTION = "What was the total revenue in 2025?"


def test_a_question_is_answered_in_process_with_its_evidence(wasat: Wasat, tmp_path: Path) -> None:
    done = wasat("ask", REPORT, QUESTION)

    assert done.returncode == 0, done.stderr
    assert "48.3" in done.stdout
    assert "report.pdf, page" in done.stderr
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"


def test_a_question_is_answered_by_a_server(wasat: Wasat, server_url: str) -> None:
    done = wasat("ask", REPORT, QUESTION, "--server", server_url)

    assert done.returncode == 0, done.stderr
    assert "48.3" in done.stdout
    assert "report.pdf, page" in done.stderr


def test_both_give_the_same_answer(wasat: Wasat, server_url: str) -> None:
    here = wasat("ask", REPORT, QUESTION)
    there = wasat("ask", REPORT, QUESTION, "--server", server_url)

    assert here.stdout == there.stdout


def test_a_schema_makes_the_answer_json(wasat: Wasat, tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(
        json.dumps({"type": "object", "properties": {"employees": {"type": ["integer", "null"]}}})
    )

    done = wasat("ask", REPORT, "Extract the facts.", "--schema", schema)

    assert json.loads(done.stdout) == {"employees": 214}


def test_a_missing_document_is_one_sentence(wasat: Wasat) -> None:
    done = wasat("ask", "missing.pdf", QUESTION)

    assert done.returncode == 1
    assert done.stderr.startswith("wasat: ")
    assert "missing.pdf" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreadable_document_is_one_sentence(wasat: Wasat, tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(b"This is no PDF.")

    done = wasat("ask", path, QUESTION)

    assert done.returncode == 1
    assert "The document has no pages." in done.stderr
    assert "Traceback" not in done.stderr
