from wasat.reader.comparison.words import (
    is_better_low,
    is_marked_own,
    means_better,
    means_document,
    read_ordinal,
)


def test_authors_mark_what_is_their_own() -> None:
    assert is_marked_own("Ours")
    assert is_marked_own("X (diese Arbeit)")
    assert not is_marked_own("Fours")


def test_of_errors_there_should_be_few() -> None:
    assert is_better_low("Word error")
    assert is_better_low("FID ↓")
    assert not is_better_low("Accuracy")


def test_properties_say_what_they_mean() -> None:
    assert means_better("better paper")
    assert means_document("paper")
    assert read_ordinal("second paper") == 1
    assert read_ordinal("paper b") == 1
    assert read_ordinal("benchmark") is None
