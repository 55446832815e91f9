"""Papers as businesses print them, with what is asked of them and the truth, from `papers/*.json`.

A paper is texts (edge, left, down, size, words) and tables; `fields` say what is asked: a type, a
question mark where null is allowed, a list of the words to choose from, or a list of one row.
"""

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

_FOLDER = Path(__file__).with_name("papers")
_BODY = getSampleStyleSheet()["BodyText"]
_RULES = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
_FORMATS = ("date", "email")
_LONG = 34  # characters of a cell that is wrapped


def iter_papers() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each paper by its name."""
    for path in sorted(_FOLDER.glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def draw(paper: Mapping[str, Any]) -> bytes:
    """Print a paper as a PDF of one page."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=1)
    write = {
        "left": canvas.drawString,
        "right": canvas.drawRightString,
        "centre": canvas.drawCentredString,
    }
    for edge, x, y, size, text in paper["texts"]:
        canvas.setFont("Helvetica", size)
        write[edge](x, A4[1] - y, text)
    for table in paper["tables"]:
        cells = [[_cell(text) for text in row] for row in table["rows"]]
        drawn = Table(cells, colWidths=table["widths"])
        style: list[Any] = [("FONTSIZE", (0, 0), (-1, -1), 9), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        drawn.setStyle(TableStyle([*style, _RULES] if table["rules"] else style))
        _, height = drawn.wrapOn(canvas, 500, 800)
        drawn.drawOn(canvas, table["x"], A4[1] - table["y"] - height)
    canvas.save()
    return data.getvalue()


def ask_for(fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Write what is asked as JSON Schema."""
    if isinstance(fields, dict):
        properties = {name: ask_for(value) for name, value in fields.items()}
        return {"type": "object", "properties": properties, "required": list(fields)}
    if isinstance(fields, list) and len(fields) > 1:
        return {"type": "string", "enum": fields}
    if isinstance(fields, list):
        return {"type": "array", "items": ask_for(fields[0])}
    word = fields.rstrip("?")
    schema = {"type": "string", "format": word} if word in _FORMATS else {"type": word}
    return {**schema, "type": [schema["type"], "null"]} if fields.endswith("?") else schema


def _cell(text: str) -> str | Paragraph:
    return Paragraph(text, _BODY) if len(text) > _LONG else text
