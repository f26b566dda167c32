"""Pictures of rare size, dark but for a light corner on the upper left: python write_oversized.py FOLDER.

Writes long.jpg (30,000 pixels), large.jpg (200 megapixels) and refused.jpg, whose header says 450 megapixels; and
whole.png (36 megapixels), which can't be shrunk while it is decoded.
"""

import struct
import sys
from pathlib import Path

from PIL import Image

DARK, LIGHT = 40, 220
FRAME = b"\xff\xc0"


def picture(width: int, height: int) -> Image.Image:
    """A quarter of it is light."""
    image = Image.new("L", (width, height), DARK)
    image.paste(LIGHT, (0, 0, width // 2, height // 2))
    return image


def main(folder: Path) -> None:
    """Writes the three files."""
    picture(30_000, 1_000).save(folder / "long.jpg", quality=60)
    picture(20_000, 10_000).save(folder / "large.jpg", quality=60)
    picture(6_000, 6_000).save(folder / "whole.png")
    picture(300, 150).save(folder / "refused.jpg")
    whole = (folder / "refused.jpg").read_bytes()
    size_at = whole.index(FRAME) + 5
    size = struct.pack(">HH", 15_000, 30_000)
    (folder / "refused.jpg").write_bytes(whole[:size_at] + size + whole[size_at + 4 :])


main(Path(sys.argv[1]))
