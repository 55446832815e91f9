"""Draws `report.pdf`, the document of the demo: everything in it is made up.

Six pages: a cover with a summary, prose in two columns, a table with spanning cells and a figure
with its caption, a list of risks, a page that is only a scan, and notes.

    .venv/bin/python examples/make_report.py
"""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    Image,
    ListFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

HERE = Path(__file__).parent
WIDTH, HEIGHT = A4
MARGIN = 64
SCAN_DPI = 150

_STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", _STYLES["BodyText"], leading=14, alignment=TA_JUSTIFY, spaceAfter=6)
CAPTION = ParagraphStyle("caption", _STYLES["BodyText"], fontSize=8.5, fontName="Times-Italic")

SUMMARY = (
    "Halden Tidal Cooperative sells electricity from eleven tidal turbines in the Skerry Sound."
    " In 2025 revenue rose by 12.4 percent to 48.3 million euros, because two new turbines went"
    " into service in March. The cooperative employed 214 people at the end of the year and paid"
    " its members a dividend of 1.85 euros a share."
)
COLUMNS = (
    (
        "1.1 Turbines",
        "The eleven turbines stood still for 3.1 percent of the year, less than in any year"
        " before. The longest stop, nineteen days in August, followed a damaged bearing in"
        " turbine 7. Both turbines that were added in March reached their rated power of 2.4"
        " megawatts within six weeks.",
    ),
    (
        "1.2 Grid",
        "A second sea cable, 14 kilometres long, was laid between Halden and the mainland. It"
        " carries 60 megawatts and cost 21.7 million euros, of which the Coastal Fund paid 8"
        " million. Since it went live on 4 June 2025, no output has been lost to grid"
        " congestion.",
    ),
    (
        "1.3 People",
        "At the end of the year 214 people worked for the cooperative, 23 more than a year"
        " earlier. Thirty-one of them were apprentices. Ingrid Solberg has been managing"
        " director since 1 February 2025; she followed Tomas Reyes, who retired.",
    ),
    (
        "1.4 Wildlife",
        "Cameras below the turbines recorded 412 seals and no collision. The monitoring"
        " programme, which the University of Skerry runs, goes on until the end of 2028.",
    ),
)
RISKS = (
    "Steel prices: a rise of ten percent would cost 0.9 million euros a year.",
    "Storms: the insurance covers damage of up to 35 million euros for each event.",
    "Licence: the right to use the Skerry Sound ends on 31 December 2041.",
)
NOTES = (
    "Revenue is recognised when electricity is delivered. Grants of the Coastal Fund are deducted"
    " from the cost of the asset they were given for.",
    "The dividend was approved by the members' meeting on 17 April 2026 and paid on 5 May 2026.",
)
SCANNED = (
    "To the members of Halden Tidal Cooperative",
    "We have examined the accounts for the year 2025.",
    "In our opinion they give a true and fair view.",
    "Marlow & Finch, auditors, 27 March 2026",
)


def _paragraphs(texts: tuple[str, ...]) -> list[Flowable]:
    return [Paragraph(text, BODY) for text in texts]


def _cover() -> list[Flowable]:
    return [
        Spacer(1, 90),
        Paragraph("Halden Tidal Cooperative", _STYLES["Title"]),
        Paragraph("Annual report 2025", _STYLES["Title"]),
        Spacer(1, 40),
        Paragraph("Summary", _STYLES["Heading1"]),
        Paragraph(SUMMARY, BODY),
    ]


def _two_columns() -> list[Flowable]:
    story: list[Flowable] = [
        NextPageTemplate("two"),
        PageBreak(),
        Paragraph("1 The year in review", _STYLES["Heading1"]),
        FrameBreak(),
    ]
    for heading, text in COLUMNS:
        story += [Paragraph(heading, _STYLES["Heading2"]), Paragraph(text, BODY)]
        story += [Paragraph(text, BODY) for text in _filler(heading)]
    return story


def _filler(heading: str) -> tuple[str, ...]:
    """Further prose, so that a section runs over the end of its column."""
    topic = heading.split(" ", 1)[1].lower()
    return (
        f"What the members asked about {topic} at the open day in October was answered in the"
        " newsletter of December, and every figure in this section was checked against the"
        " control room's own log before it was printed.",
        f"The supervisory board discussed {topic} at each of its four meetings. It found no"
        " reason to change the plan for 2026, which foresees a twelfth turbine and a workshop"
        " on the quay.",
    )


def _table() -> list[Flowable]:
    rows = [
        ["Region", "2025", "", "2024", ""],
        ["", "Revenue", "Output", "Revenue", "Output"],
        ["", "EUR million", "GWh", "EUR million", "GWh"],
        ["Halden", "21.6", "96.2", "19.8", "90.5"],
        ["Mainland", "18.9", "84.0", "15.1", "69.3"],
        ["Export", "7.8", "35.1", "8.1", "37.0"],
        ["Total", "48.3", "215.3", "43.0", "196.8"],
    ]
    style = TableStyle(
        [
            ("SPAN", (0, 0), (0, 2)),
            ("SPAN", (1, 0), (2, 0)),
            ("SPAN", (3, 0), (4, 0)),
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("FONTNAME", (0, 0), (-1, 2), "Helvetica-Bold"),
            ("FONTNAME", (0, -1), (-1, -1), "Helvetica-Bold"),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("ALIGN", (1, 0), (-1, 0), "CENTER"),
            ("VALIGN", (0, 0), (0, 2), "MIDDLE"),
        ]
    )
    return [
        NextPageTemplate("one"),
        PageBreak(),
        Paragraph("2 Revenue and output", _STYLES["Heading1"]),
        Paragraph(
            "Revenue grew in both home regions; exports fell a little, because the mainland took"
            " more. All amounts are in millions of euros.",
            BODY,
        ),
        Paragraph("Table 1: Revenue and output by region", CAPTION),
        Spacer(1, 4),
        Table(rows, colWidths=[96, 80, 80, 80, 80], style=style),
    ]


def _figure() -> list[Flowable]:
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 40, 20, 360, 160
    chart.data = [(31.2, 34.9, 38.7, 43.0, 48.3)]
    chart.categoryAxis.categoryNames = ["2021", "2022", "2023", "2024", "2025"]
    chart.valueAxis.valueMin = 0
    chart.bars[0].fillColor = colors.HexColor("#2f6f9f")
    drawing = Drawing(440, 200)
    drawing.add(chart)
    return [
        Spacer(1, 30),
        drawing,
        Paragraph("Figure 1: Revenue from 2021 to 2025, in millions of euros", CAPTION),
    ]


def _risks() -> list[Flowable]:
    items = [Paragraph(risk, BODY) for risk in RISKS]
    return [
        PageBreak(),
        Paragraph("3 Risks", _STYLES["Heading1"]),
        Paragraph("The board watches three risks above all others:", BODY),
        ListFlowable(items, bulletType="bullet", start="•"),
        Paragraph("4 Outlook", _STYLES["Heading1"]),
        Paragraph(
            "For 2026 the board expects revenue between 50 and 52 million euros and an investment"
            " of 16.5 million euros, most of it for the twelfth turbine.",
            BODY,
        ),
    ]


def _scan() -> list[Flowable]:
    """The auditors' letter as a scanner would deliver it: a grey, slightly turned picture."""
    letter = io.BytesIO()
    canvas = Canvas(letter, pagesize=A4)
    canvas.setFont("Times-Roman", 15)
    canvas.rotate(0.6)
    for number, line in enumerate(SCANNED):
        canvas.drawString(90, HEIGHT - 160 - 34 * number, line)
    canvas.save()
    with pypdfium2.PdfDocument(letter.getvalue()) as pdf:
        picture = pdf[0].render(scale=SCAN_DPI / 72, grayscale=True).to_pil()
    noise = random.Random(7)  # noqa: S311 - the same speckles each time, nothing secret
    for _ in range(900):
        place = noise.randrange(picture.width), noise.randrange(picture.height)
        picture.putpixel(place, noise.randrange(120, 220))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=60)
    data.seek(0)
    return [NextPageTemplate("bare"), PageBreak(), Image(data, WIDTH, HEIGHT)]


def _notes() -> list[Flowable]:
    return [
        NextPageTemplate("one"),
        PageBreak(),
        Paragraph("5 Notes", _STYLES["Heading1"]),
        *_paragraphs(NOTES),
    ]


def _furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
    """Running header and page number."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, HEIGHT - 36, "Halden Tidal Cooperative · Annual report 2025")
    canvas.drawRightString(WIDTH - MARGIN, 32, f"Page {document.page}")


def _template(name: str, frames: list[Frame], draw: Callable[..., None] | None) -> PageTemplate:
    return PageTemplate(name, frames, onPage=draw or (lambda *_: None))


def make_report(path: Path) -> None:
    """Write the report to `path`."""
    inner, gap, top = WIDTH - 2 * MARGIN, 20, HEIGHT - 2 * MARGIN
    column = (inner - gap) / 2
    whole = Frame(MARGIN, MARGIN, inner, top, id="whole")
    title = Frame(MARGIN, HEIGHT - MARGIN - 44, inner, 44, id="title")
    left = Frame(MARGIN, MARGIN, column, top - 50, id="left")
    right = Frame(MARGIN + column + gap, MARGIN, column, top - 50, id="right")
    bare = Frame(0, 0, WIDTH, HEIGHT, 0, 0, 0, 0, id="bare")
    document = BaseDocTemplate(
        str(path), pagesize=A4, title="Annual report 2025", author="Halden Tidal Cooperative",
        invariant=1,
    )  # fmt: skip
    document.addPageTemplates(
        [
            _template("one", [whole], _furniture),
            _template("two", [title, left, right], _furniture),
            _template("bare", [bare], None),
        ]
    )
    document.build(
        [*_cover(), *_two_columns(), *_table(), *_figure(), *_risks(), *_scan(), *_notes()]
    )


if __name__ == "__main__":
    make_report(HERE / "report.pdf")
