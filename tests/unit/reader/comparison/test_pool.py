from wasat.reader.comparison.names import split_name
from wasat.reader.comparison.own import Choice
from wasat.reader.comparison.pool import Row, align_results, count_shared, gather, narrow
from wasat.reader.comparison.sheet import Result, Sheet
from wasat.reader.tables.grid import GridCell


def result(*parts: str, value: str = "1") -> Result:
    name = " ".join(parts)
    cell = GridCell(text=value, page=1)
    return Result(parts=parts, name=name, key=split_name(name), cell=cell)


def shown(rows: list[Row]) -> list[tuple[str, list[str]]]:
    return [(row.name, ["–" if r is None else r.cell.text for r in row.results]) for row in rows]


def test_each_thing_is_gathered_once_from_where_it_has_a_value() -> None:
    sheet = Sheet(systems=("A",), results=((result("X", value=""), result("Y", value="2")),))
    more = Sheet(systems=("A",), results=((result("X", value="3"), result("Y", value="4")),))

    found = gather([Choice(sheet=sheet, system=0), Choice(sheet=more, system=0)])

    assert [(each.name, each.cell.text) for each in found] == [("Y", "2"), ("X", "3")]


def test_equal_then_nearly_equal_then_fuller_names_stand_side_by_side() -> None:
    first = [result("BIG-Bench Hard"), result("NaturalQuestions"), result("MNLI"), result("MATH")]
    second = [
        result("MNLI", "accuracy", value="2"),
        result("Natural Question", value="3"),
        result("Big Bench-Hard", value="4"),
        result("MathVista", value="5"),
    ]

    rows = align_results([first, second])

    assert shown(rows) == [
        ("BIG-Bench Hard", ["1", "4"]),
        ("NaturalQuestions", ["1", "3"]),
        ("MNLI", ["1", "2"]),
        ("MATH", ["1", "–"]),
        ("MathVista", ["–", "5"]),
    ]
    assert count_shared(rows) == 3


def test_names_that_differ_by_a_number_are_not_the_same() -> None:
    rows = align_results([[result("CIFAR-100")], [result("CIFAR-10")]])

    assert count_shared(rows) == 0


def test_a_fuller_name_that_fits_two_is_left_alone() -> None:
    rows = align_results([[result("SQuAD")], [result("SQuAD", "EM"), result("SQuAD", "F1")]])

    assert count_shared(rows) == 0


def test_rows_are_narrowed_to_the_benchmark_and_to_the_measure() -> None:
    rows = align_results(
        [[result("SQuAD", "EM"), result("SQuAD", "F1"), result("CoQA", "F1"), result("MATH")]]
    )

    assert [row.name for row in narrow(rows, "only the F1")] == ["SQuAD F1", "CoQA F1"]
    assert [row.name for row in narrow(rows, "F1 on SQuAD")] == ["SQuAD F1"]
    assert narrow(rows, "all of them") is rows


def test_equal_things_of_long_documents_are_found_at_once() -> None:
    first, second = (
        [result(f"Task {at}") for at in numbers] for numbers in (range(5000), range(4999, -1, -1))
    )

    assert count_shared(align_results([first, second])) == 5000
