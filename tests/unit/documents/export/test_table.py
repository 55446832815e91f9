from tests.unit.documents.making import cell, table
from wasat.documents.document import Cell, Table
from wasat.documents.export.table import export_table


def _export(*cells: Cell, rows: int = 2, columns: int = 3) -> str:
    written = export_table(Table(row_count=rows, column_count=columns, cells=cells))
    return written.replace("\n", "")


def _header(row: int, column: int, text: str, *, rows: int = 1, columns: int = 1) -> Cell:
    plain = cell(row, column, text, rows=rows, columns=columns)
    return Cell(
        row=row,
        column=column,
        row_span=rows,
        column_span=columns,
        is_header=True,
        lines=plain.lines,
    )


def test_leading_header_rows_become_the_head() -> None:
    made = table("a|b", "1|2", head=1).table
    assert made is not None
    assert export_table(made).replace("\n", "") == (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )


def test_spans_are_kept() -> None:
    assert _export(cell(0, 0, "a", rows=2), cell(0, 1, "b", columns=2), cell(1, 1, "c")) == (
        '<table><tbody><tr><td rowspan="2">a</td><td colspan="2">b</td></tr>'
        "<tr><td>c</td></tr></tbody></table>"
    )


def test_a_gap_is_filled_so_that_columns_stay_in_line() -> None:
    assert _export(cell(0, 2, "c"), rows=1) == (
        '<table><tbody><tr><td colspan="2"></td><td>c</td></tr></tbody></table>'
    )


def test_a_place_under_a_span_from_above_is_no_gap() -> None:
    assert "<tr><td>c</td></tr>" in _export(
        cell(0, 0, "a", rows=2), cell(0, 1, "b"), cell(1, 1, "c"), columns=2
    )


def test_a_head_that_spans_into_the_body_is_no_head() -> None:
    written = _export(_header(0, 0, "a", rows=2), _header(0, 1, "b"), cell(1, 1, "c"))
    assert "<thead>" not in written
    assert '<th rowspan="2">a</th>' in written


def test_a_head_of_two_rows_with_a_span_inside_it_is_one() -> None:
    written = _export(
        _header(0, 0, "a", rows=2), _header(0, 1, "b"), _header(1, 1, "c"), cell(2, 0, "d"), rows=3
    )
    assert written.count("<tr>") == 3
    assert written.index("</thead>") > written.index("<th>c</th>")


def test_rows_without_cells_stay_as_rows() -> None:
    assert _export(cell(1, 0, "b")).count("<tr>") == 2


def test_a_table_without_cells_is_empty() -> None:
    assert _export(rows=0) == "<table></table>"


def test_what_is_in_a_cell_is_escaped() -> None:
    assert "&lt;script&gt;" in _export(cell(0, 0, "<script>"))


def test_cost_grows_with_the_cells_and_not_with_the_grid() -> None:
    assert len(_export(cell(0, 1_000_000_000, "far"))) < 200


def test_one_nameless_series_of_a_chart_is_a_list_of_pairs_and_no_table() -> None:
    made = table("|", "0-4|119.6", "5-14|40.1", head=1).table
    assert made is not None
    assert export_table(made, is_derived=True).replace("\n", "") == (
        '<dl class="derived"><dt>0-4</dt><dd>119.6</dd><dt>5-14</dt><dd>40.1</dd></dl>'
    )
    assert export_table(made).startswith("<table>")


def test_a_named_series_of_a_chart_is_a_table() -> None:
    made = table("|Cost", "2023|12", head=1).table
    assert made is not None
    assert export_table(made, is_derived=True).startswith('<table class="derived">')
