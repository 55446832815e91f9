"""Arabic letters that share a glyph, put in the order they are read."""

import numpy as np

from wasat.documents.layout.sheet import Floats, Integers

# Source: The Unicode Standard, 9.2: lam and alef, in any of its forms, are always one glyph
_LAM, _ALEFS = 0x644, (0x622, 0x623, 0x625, 0x627, 0x671)


def order_ligatures(codes: Integers, boxes: Floats) -> Integers:
    """Put lam before alef where both stand in one place.

    The library turns a line that is read from the right around character by character, those that
    one glyph stands for too.

    Args:
        codes: n: code points.
        boxes: n by 4; characters of one glyph have the same box.
    """
    lams = np.flatnonzero(codes[1:] == _LAM) + 1
    if not len(lams):
        return codes
    is_turned = np.isin(codes[lams - 1], _ALEFS) & (boxes[lams - 1] == boxes[lams]).all(axis=1)
    turned = lams[is_turned]
    if not len(turned):
        return codes
    ordered = codes.copy()
    ordered[turned], ordered[turned - 1] = codes[turned - 1], codes[turned]
    return ordered
