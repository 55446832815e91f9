import numpy as np

from wasat.documents.glyphs.arabic import order_ligatures


def _ordered(text: str, places: list[int]) -> str:
    codes = np.array([ord(c) for c in text], np.int32)
    boxes = np.array([(10 * place, 10, 10 * place + 10, 0) for place in places], np.float32)
    return "".join(map(chr, order_ligatures(codes, boxes).tolist()))


def test_lam_comes_before_the_alef_that_shares_its_glyph() -> None:
    assert _ordered("\u0633\u0627\u0644\u0645", [3, 2, 2, 1]) == "\u0633\u0644\u0627\u0645"


def test_an_article_is_two_glyphs_and_stays() -> None:
    assert _ordered("\u0627\u0644\u0643", [3, 2, 1]) == "\u0627\u0644\u0643"


def test_a_page_may_begin_with_lam_or_have_none() -> None:
    assert _ordered("\u0644\u0627", [1, 1]) == "\u0644\u0627"
    assert _ordered("abc", [1, 2, 3]) == "abc"
