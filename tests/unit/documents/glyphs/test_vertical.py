import numpy as np

from wasat.documents.glyphs.vertical import (
    downward_baselines,
    find_downward,
    follows_downward,
    may_be_downward,
)

TEXTS = ["港湾事務所は、日没後", "一", "訪問者は三十年以上前", "2024"]
BOXES = np.array(
    [[461, 57, 471, 157], [462, 160, 470, 162], [439, 57, 449, 157], [290, 800, 310, 810]],
    np.float32,
)
LEVEL = np.zeros(4, np.int64)


def test_letters_under_one_another_are_written_downwards_and_single_ones_with_them() -> None:
    assert find_downward(TEXTS, BOXES, LEVEL).tolist() == [True, True, True, False]


def test_a_page_mostly_written_across_is_not() -> None:
    across = BOXES[:, [1, 0, 3, 2]]

    assert not find_downward(TEXTS, across, LEVEL).any()
    assert not find_downward(TEXTS[:1], BOXES[:1], LEVEL[:1]).any()


def test_what_stands_right_below_goes_on_without_a_space() -> None:
    is_downward = find_downward(TEXTS, BOXES, LEVEL)

    assert follows_downward(BOXES, is_downward).tolist() == [False, True, False, False]
    assert downward_baselines(BOXES)[0] == np.float32(462.2)


def test_only_some_scripts_are_written_downwards() -> None:
    assert may_be_downward("第一章 Wasat")
    assert not may_be_downward("Wasat, Васат")
