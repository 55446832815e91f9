from tests.unit.documents.formats.reading import read
from wasat.documents.export.html import export_page
from wasat.documents.formats.rtf import read_rtf


def _html(rows: bytes) -> str:
    (page,) = read(read_rtf, rb"{\rtf1 " + rows + rb"\pard end\par}").pages
    return export_page(page).replace("\n", "").removesuffix("<p>end</p>")


def test_a_cell_as_wide_as_two_spans_both() -> None:
    rows = rb"\trowd\cellx2000\intbl a\cell\row\trowd\cellx1000\cellx2000\intbl b\cell c\cell\row"
    assert _html(rows) == (
        '<table><tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>'
    )


def test_merged_cells_are_spans() -> None:
    rows = (
        rb"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\intbl a\cell b\cell\cell\row"
        rb"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\intbl\cell c\cell d\cell\row"
    )
    assert _html(rows) == (
        '<table><tbody><tr><td rowspan="2">a</td><td colspan="2">b</td></tr>'
        "<tr><td>c</td><td>d</td></tr></tbody></table>"
    )


def test_rows_without_edges_have_a_column_a_cell() -> None:
    assert _html(rb"\trowd\intbl a\cell b\cell\row\trowd\intbl c\cell\row") == (
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>"
    )


def test_a_header_row_is_the_head() -> None:
    rows = rb"\trowd\trhdr\cellx9\intbl a\cell\row\trowd\cellx9\intbl b\cell\row"
    assert _html(rows).startswith("<table><thead><tr><th>a</th></tr></thead>")


def test_edges_that_differ_by_less_than_a_point_are_one() -> None:
    rows = (
        rb"\trowd\cellx1000\cellx2000\intbl a\cell b\cell\row"
        rb"\trowd\cellx1005\cellx2001\intbl c\cell d\cell\row"
    )
    assert "colspan" not in _html(rows)
