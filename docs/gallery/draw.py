"""Five pages of our own for the gallery: what is hard about pages, one thing each."""

import io
from collections.abc import Sequence

from reportlab.lib.colors import black, grey, lightgrey
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

WIDTH, HEIGHT = A4
TEXT = (
    "The harbour of Halden was dredged in spring. Ships of up to nine metres of draught may now "
    "moor at the northern quay, which had been closed since the storm of 2019. "
)


def make_pages() -> bytes:
    """Return a PDF of the five pages."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for draw in (_draw_spans, _draw_open_table, _draw_news, _draw_form, _draw_slide):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _write(
    canvas: Canvas, x: float, top: float, text: str, font: str = "Helvetica", size: float = 10
) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - top, text)


def _wrap(canvas: Canvas, x: float, top: float, width: float, text: str, size: float = 10) -> float:
    """Write a paragraph and return where the next may begin."""
    line = ""
    for word in [*text.split(), ""]:
        longer = f"{line} {word}".strip()
        if word and canvas.stringWidth(longer, "Helvetica", size) <= width:
            line = longer
            continue
        _write(canvas, x, top, line, size=size)
        top += size * 1.25
        line = word
    return top + size * 0.6


def _table(
    canvas: Canvas,
    x: float,
    top: float,
    rows: Sequence[Sequence[str]],
    style: list[tuple[object, ...]],
    widths: Sequence[float],
) -> None:
    table = Table([list(row) for row in rows], colWidths=list(widths))
    table.setStyle(TableStyle([("FONTSIZE", (0, 0), (-1, -1), 9), *style]))
    _, height = table.wrap(WIDTH, HEIGHT)
    table.drawOn(canvas, x, HEIGHT - top - height)


def _draw_spans(canvas: Canvas) -> None:
    _write(canvas, 72, 60, "Port dues · Tariff 2026", size=8)
    _write(canvas, 72, 100, "2 Dues by length and season", "Helvetica-Bold", 16)
    end = _wrap(canvas, 72, 130, 450, TEXT * 2)
    _write(canvas, 72, end + 10, "Table 2: Dues in euros a night", size=9)
    rows = [
        ["Length", "Low season", "", "High season", ""],
        ["", "quay", "buoy", "quay", "buoy"],
        ["to 8 m", "12.00", "8.00", "18.00", "11.00"],
        ["to 12 m", "19.50", "12.50", "28.00", "17.50"],
        ["over 12 m", "on request", "", "", ""],
    ]
    spans = [
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (4, 0)),
        ("SPAN", (1, 4), (4, 4)),
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("BACKGROUND", (0, 0), (-1, 1), lightgrey),
        ("FONTNAME", (0, 0), (-1, 1), "Helvetica-Bold"),
        ("ALIGN", (1, 0), (-1, -1), "CENTER"),
        *spans,
    ]
    _table(canvas, 72, end + 18, rows, style, [90, 80, 80, 80, 80])
    _write(canvas, 72, 780, "Page 7", size=8)


def _draw_open_table(canvas: Canvas) -> None:
    _write(canvas, 72, 80, "Balance sheet", "Helvetica-Bold", 16)
    _write(canvas, 72, 100, "in thousands of euros", size=9)
    rows = [
        ["", "31 Dec 2025", "31 Dec 2024"],
        ["Assets", "", ""],
        ["Ships and cranes", "41,300", "38,950"],
        ["Land", "12,000", "12,000"],
        ["Cash", "3,214", "(120)"],
        ["Total assets", "56,514", "50,830"],
        ["Liabilities", "", ""],
        ["Loans", "22,400", "24,100"],
        ["Equity", "34,114", "26,730"],
        ["Total", "56,514", "50,830"],
    ]
    style = [
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("LINEABOVE", (0, 5), (-1, 5), 0.5, black),
        ("LINEABOVE", (0, 9), (-1, 9), 0.5, black),
        ("FONTNAME", (0, 5), (-1, 5), "Helvetica-Bold"),
        ("FONTNAME", (0, 9), (-1, 9), "Helvetica-Bold"),
    ]
    _table(canvas, 66, 116, rows, style, [180, 110, 110])
    end = _wrap(canvas, 72, 330, 450, TEXT * 3)
    for number, text in enumerate(
        ("Dredging is written off over ten years.", "Loans are in euros.", "No ship was sold."), 1
    ):
        _write(canvas, 90, end + 16 * number, f"{number}. {text}")


def _draw_news(canvas: Canvas) -> None:
    _write(canvas, 60, 80, "The Halden Messenger", "Times-Bold", 26)
    for column in range(3):
        x = 60 + 165 * column
        top = 115.0
        _write(
            canvas,
            x,
            top,
            ("Quay reopened", "Ferry late again", "Letters")[column],
            "Helvetica-Bold",
            12,
        )
        top = _wrap(canvas, x, top + 18, 150, TEXT, 9)
        top = _wrap(canvas, x, top, 150, TEXT * 2, 9)
        _wrap(canvas, x, top, 150, TEXT, 9)
    canvas.setStrokeColor(grey)
    canvas.line(60, HEIGHT - 740, 200, HEIGHT - 740)
    _write(canvas, 60, 752, "1 Measured at low water.", size=7)
    _write(canvas, 290, 800, "– 3 –", size=8)


def _draw_form(canvas: Canvas) -> None:
    _write(canvas, 72, 80, "Request for a berth", "Helvetica-Bold", 16)
    fields = [
        ("Name of the ship", "Solveig"),
        ("Length in metres", "11.8"),
        ("Skipper", "Ingrid Solberg"),
        ("From", "2026-05-01"),
    ]
    for index, (label, value) in enumerate(fields):
        top = 120 + 34 * index
        _write(canvas, 72, top, label)
        canvas.acroForm.textfield(
            name=label,
            value=value,
            x=220,
            y=HEIGHT - top - 6,
            width=200,
            height=18,
            fontSize=10,
            borderWidth=1,
        )
    _write(canvas, 72, 270, "Power on the quay")
    canvas.acroForm.checkbox(name="Power", checked=True, x=220, y=HEIGHT - 274, size=14)
    _wrap(canvas, 72, 320, 450, "The request holds for seven days. " + TEXT)


def _draw_slide(canvas: Canvas) -> None:
    width, height = landscape(A4)
    canvas.setPageSize((width, height))
    canvas.setFont("Helvetica-Bold", 28)
    canvas.drawString(60, height - 80, "What changes for skippers")
    canvas.setFont("Helvetica", 18)
    lines = [
        (80, "• One price a night, power included"),
        (80, "• Requests by mail:"),
        (110, "– ship and length"),
        (110, "– first and last night"),
        (80, "• Answer within two days"),
    ]
    for index, (x, text) in enumerate(lines):
        canvas.drawString(x, height - 140 - 34 * index, text)
    canvas.setFont("Courier", 14)
    canvas.drawString(80, height - 340, "due = nights * rate[length]")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 30, "Harbour board · May 2026")
    canvas.drawString(width - 80, 30, "12")
