"""PDFs with known content."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

_STYLES = getSampleStyleSheet()
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])


def pages(*texts: Sequence[str]) -> bytes:
    """One page for each sequence of lines, in 12 point Helvetica."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=1)
    for lines in texts:
        text = canvas.beginText(72, A4[1] - 72)
        text.setFont("Helvetica", 12)
        text.textLines("\n".join(lines))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def many_pages(count: int) -> bytes:
    """So many pages of about forty lines, each with its own number in it."""
    filler = [f"Line {n} holds words enough to look like a page of a report." for n in range(40)]
    return pages(*([f"This is page number {number}.", *filler] for number in range(1, count + 1)))


def story(title: str, sections: Mapping[str, Sequence[str]]) -> bytes:
    """A title, and headings with paragraphs below them."""
    data = io.BytesIO()
    flowables = [Paragraph(title, _STYLES["Title"])]
    for heading, texts in sections.items():
        flowables.append(Paragraph(heading, _STYLES["Heading1"]))
        flowables += [Paragraph(text, _STYLES["BodyText"]) for text in texts]
    SimpleDocTemplate(data, pagesize=A4, title=title, invariant=1).build(flowables)
    return data.getvalue()


def chapters(title: str, sections: Sequence[Mapping[str, Any]]) -> bytes:
    """A page for each section: `heading`, `text`, and perhaps a ruled `table` with a `caption`."""
    data = io.BytesIO()
    flowables: list[Flowable] = [Paragraph(title, _STYLES["Title"])]
    for section in sections:
        flowables.append(Paragraph(section["heading"], _STYLES["Heading1"]))
        flowables.append(Paragraph(section["text"], _STYLES["BodyText"]))
        if "table" in section:
            flowables.append(Paragraph(section["caption"], _STYLES["BodyText"]))
            flowables.append(Table(section["table"], style=_GRID))
        flowables.append(PageBreak())
    SimpleDocTemplate(data, pagesize=A4, title=title, invariant=1).build(flowables)
    return data.getvalue()


def paper(title: str, abstract: str, scores: Mapping[str, str]) -> bytes:
    """A paper with an abstract and one ruled table of benchmark scores."""
    data = io.BytesIO()
    rows = [["Benchmark", "Score"], *([name, score] for name, score in scores.items())]
    SimpleDocTemplate(data, pagesize=A4, title=title, invariant=1).build(
        [
            Paragraph(title, _STYLES["Title"]),
            Paragraph("Abstract", _STYLES["Heading1"]),
            Paragraph(abstract, _STYLES["BodyText"]),
            Paragraph("Results", _STYLES["Heading1"]),
            Paragraph("Table 1: Results on the main benchmarks", _STYLES["BodyText"]),
            Spacer(1, 6),
            Table(rows, style=_GRID),
        ]
    )
    return data.getvalue()


def encrypted(data: bytes, password: str = "secret") -> bytes:  # noqa: S107 - of a test's own file
    """The same PDF, readable only with the password."""
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(result, encryption=pikepdf.Encryption(user=password, owner=password))
    return result.getvalue()
