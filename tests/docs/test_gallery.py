"""The gallery shows what is understood of its pages today."""

import numpy as np
from PIL import Image

from docs.gallery.make_gallery import FOLDER, draw_gallery
from wasat.documents.render import decode_png


def test_each_picture_is_what_would_be_drawn_now() -> None:
    kept = sorted(FOLDER.glob("*.png"))

    for path, drawn in zip(kept, draw_gallery(), strict=True):
        with Image.open(path) as picture:
            is_same = np.array_equal(np.asarray(picture), decode_png(drawn))
        assert is_same, (
            f"{path.name}: run `.venv/bin/python -m docs.gallery.make_gallery`, and look"
        )


def test_each_picture_is_shown_once() -> None:
    page = (FOLDER / "README.md").read_text()

    assert [page.count(f"({path.name})") for path in FOLDER.glob("*.png")] == [1] * 10
