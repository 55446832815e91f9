from wasat.chat.words.reduce import bound, merge


def nowhere(value: str, label: str) -> bool:
    del value, label
    return False


def test_lists_are_joined_and_each_member_kept_once() -> None:
    answers = [{"rows": [{"a": 1}, {"a": 2}]}, {"rows": []}, {"rows": [{"a": 2}, {"a": 3}]}]

    assert merge(answers, nowhere) == {"rows": [{"a": 1}, {"a": 2}, {"a": 3}]}


def test_members_that_differ_in_spaces_and_capitals_alone_are_one() -> None:
    answers = [{"parts": ["Main  pump"]}, {"parts": ["main pump", "Valve"]}]

    assert merge(answers, nowhere) == {"parts": ["Main  pump", "Valve"]}


def test_of_single_values_the_one_said_most_is_taken() -> None:
    assert merge([{"name": "A"}, {"name": "B"}, {"name": "B"}], nowhere) == {"name": "B"}


def test_what_stands_in_the_document_beats_what_is_said_more() -> None:
    def stands(value: str, label: str) -> bool:
        return (value, label) == ("A", " name")

    assert merge([{"name": "A"}, {"name": "B"}, {"name": "B"}], stands) == {"name": "A"}


def test_nothing_gives_way_to_something() -> None:
    assert merge([{"a": None}, {"a": ""}, {"a": 0}], nowhere) == {"a": 0}


def test_where_all_say_nothing_nothing_is_said() -> None:
    assert merge([{"a": None}, {"a": None}], nowhere) == {"a": None}


def test_inner_objects_are_merged_too() -> None:
    answers = [{"o": {"l": [1], "s": "x"}}, {"o": {"l": [2], "s": "x"}}]

    assert merge(answers, nowhere) == {"o": {"l": [1, 2], "s": "x"}}


def section(name: str, *rows: int, total: int | None = None) -> dict:
    return {"name": name, "total": total, "rows": [*rows]}


def test_a_member_that_goes_on_in_the_next_portion_is_one_with_its_lists_joined() -> None:
    answers = [[section("A", 1), section("B", 2)], [section("b", 2, 3, total=5), section("C")]]

    merged = merge(answers, nowhere)

    assert merged == [section("A", 1), section("B", 2, 3, total=5), section("C")]


def test_lists_within_lists_within_members_are_joined_too() -> None:
    answers = [[{"of": "X", "parts": [section("A", 1)]}], [{"of": "X", "parts": [section("A", 2)]}]]

    assert merge(answers, nowhere) == [{"of": "X", "parts": [section("A", 1, 2)]}]


def test_members_that_differ_in_a_single_value_stay_apart() -> None:
    answers = [[section("A", 1, total=1)], [section("A", 2, total=2)]]

    assert merge(answers, nowhere) == [section("A", 1, total=1), section("A", 2, total=2)]


def test_what_one_portion_tells_apart_stays_apart() -> None:
    answers = [[section("A", 1), section("A", 2)], [section("B")]]

    assert merge(answers, nowhere) == [section("A", 1), section("A", 2), section("B")]


def test_members_without_lists_are_one_only_where_they_are_the_same() -> None:
    answers = [[{"name": "A", "total": None}], [{"name": "A", "total": 1}]]

    assert merge(answers, nowhere) == [{"name": "A", "total": None}, {"name": "A", "total": 1}]


def test_joined_lists_are_cut_to_what_the_schema_allows() -> None:
    schema = {"properties": {"rows": {"type": "array", "maxItems": 2}}}

    assert bound({"rows": [1, 2, 3], "other": [1]}, schema) == {"rows": [1, 2], "other": [1]}
    assert bound([1, 2], {"maxItems": 1}) == [1]


def test_inner_lists_are_cut_behind_references_and_choices_too() -> None:
    rows = {"anyOf": [{"type": "null"}, {"type": "array", "maxItems": 1}]}
    schema = {
        "type": "array",
        "items": {"$ref": "#/$defs/Section"},
        "$defs": {"Section": {"type": "object", "properties": {"rows": rows}}},
    }

    assert bound([{"rows": [1, 2]}, {"rows": None}], schema) == [{"rows": [1]}, {"rows": None}]
