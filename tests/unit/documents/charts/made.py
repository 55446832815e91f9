"""Charts on a page, drawn by another library: bars, stacked and lying ones, and lines."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

COLOURS = [HexColor(it) for it in ("#1f77b4", "#ff7f0e", "#2ca02c")]
KINDS: dict[str, type[Any]] = {
    "bars": VerticalBarChart,
    "stack": VerticalBarChart,
    "lying": HorizontalBarChart,
    "lines": HorizontalLineChart,
}


def chart_page(
    kind: str, categories: Sequence[str], series: dict[str, Sequence[float]], top: float
) -> bytes:
    """A page with a chart between lines of text, with a legend if it has several series."""
    chart = KINDS[kind]()
    chart.x, chart.y, chart.width, chart.height = 60, 50, 280, 150
    chart.data = list(series.values())
    chart.categoryAxis.categoryNames = list(categories)
    chart.valueAxis.valueMin = min(0, *(it for values in series.values() for it in values)) * 1.2
    chart.valueAxis.valueMax = top
    if kind == "bars":
        chart.categoryAxis.joinAxisMode = "bottom"  # names below all bars, negative ones too
    if kind == "stack":
        chart.categoryAxis.style = "stacked"
    for index in range(len(series)):
        if kind == "lines":
            chart.lines[index].strokeColor = COLOURS[index]
        else:
            chart.bars[index].fillColor = COLOURS[index]
    drawing = Drawing(420, 260)
    drawing.add(chart)
    if len(series) > 1:
        legend = Legend()
        legend.x, legend.y, legend.columnMaximum = 60, 245, 1
        legend.deltax, legend.dxTextSpace, legend.alignment = 70, 5, "right"
        legend.colorNamePairs = list(zip(COLOURS, series, strict=False))
        drawing.add(legend)
    return _page(drawing)


def _page(drawing: Drawing) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    for line in range(6):
        canvas.drawString(
            72, 780 - 14 * line, "Words above the chart that fill a line of the page."
        )
    renderPDF.draw(drawing, canvas, 72, 400)
    canvas.drawString(72, 380, "Figure 1: What was measured.")
    for line in range(6):
        canvas.drawString(
            72, 330 - 14 * line, "Words below the chart that fill a line of the page."
        )
    canvas.save()
    return target.getvalue()
