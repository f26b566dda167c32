"""Small JPEGs, each of its own colours and the same in every run: python write_small_photos.py FOLDER COUNT SEED."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

SMALLEST, LARGEST = (64, 48), (200, 150)


def main(folder: Path, count: int, seed: int) -> None:
    """Writes 000000.jpg and so on."""
    rng = np.random.default_rng(seed)
    for i in range(count):
        spots = Image.fromarray(rng.integers(0, 256, (4, 6, 3), dtype=np.uint8))
        width, height = (
            int(rng.integers(least, most + 1))
            for least, most in zip(SMALLEST, LARGEST, strict=True)
        )
        picture = spots.resize((width, height), Image.Resampling.BICUBIC)
        picture.save(folder / f"{i:06}.jpg", quality=80)


main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
