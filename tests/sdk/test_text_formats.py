"""Every text format of the documentation, asked about as a document."""

import pathlib

import pytest
from google import genai

from tests.sdk.pages import contexts, text_of

MODEL = "gemini-2.0-flash"
FORMATS = {
    "report.txt": ("text/plain", "The lighthouse\n\nIts height is 41 metres.\n"),
    "report.html": (
        "text/html",
        "<html><body><h1>The lighthouse</h1><p>Its height is 41 metres.</p></body></html>",
    ),
    "report.css": (
        "text/css",
        "/* The height of the lighthouse is 41 metres. */\nbody { margin: 0 }\n",
    ),
    "report.md": ("text/md", "# The lighthouse\n\nIts height is 41 metres.\n"),
    "report.csv": ("text/csv", "Building,Height\nLighthouse,41 metres\nTower,12 metres\n"),
    "report.xml": (
        "text/xml",
        "<?xml version='1.0'?><lighthouse><note>Its height is 41 metres.</note></lighthouse>",
    ),
    "report.rtf": ("text/rtf", r"{\rtf1\ansi The lighthouse\par Its height is 41 metres.\par}"),
    "report.js": ("text/javascript", "// The height of the lighthouse is 41 metres.\nlet a = 1;\n"),
    "report.py": ("text/x-python", "# The height of the lighthouse is 41 metres.\na = 1\n"),
}
ALIASES = {"report.js": "application/x-javascript", "report.py": "application/x-python"}


def ask(client: genai.Client, tmp_path: pathlib.Path, name: str, mime_type: str) -> str:
    path = tmp_path / name
    path.write_text(FORMATS[name][1])
    file = client.files.upload(file=path, config={"mime_type": mime_type})

    response = client.models.generate_content(
        model=MODEL, contents=[file, "What is the height of the lighthouse?"]
    )

    context = next(contexts(response))
    assert "41" in (context.text or "")
    assert "#page" not in (context.uri or "")
    return text_of(response)


@pytest.mark.parametrize("name", FORMATS)
def test_a_question_about_a_text_document_is_answered(
    client: genai.Client, tmp_path: pathlib.Path, name: str
) -> None:
    assert "41" in ask(client, tmp_path, name, FORMATS[name][0])


@pytest.mark.parametrize("name", ALIASES)
def test_the_other_documented_type_is_read_too(
    client: genai.Client, tmp_path: pathlib.Path, name: str
) -> None:
    assert "41" in ask(client, tmp_path, name, ALIASES[name])
