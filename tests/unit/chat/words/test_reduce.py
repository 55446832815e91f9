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


def test_joined_lists_are_cut_to_what_the_schema_allows() -> None:
    schema = {"properties": {"rows": {"type": "array", "maxItems": 2}}}

    assert bound({"rows": [1, 2, 3], "other": [1]}, schema) == {"rows": [1, 2], "other": [1]}
    assert bound([1, 2], {"maxItems": 1}) == [1]
