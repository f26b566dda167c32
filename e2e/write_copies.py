"""Copies of photos, as a web page has them: python write_copies.py FOLDER LONGEST PHOTO..."""

import sys
from pathlib import Path

from PIL import Image


def main(folder: Path, longest: int, photos: list[Path]) -> None:
    """JPEGs of at most so many pixels a side, colours at half the resolution, under their own names."""
    for path in photos:
        photo = Image.open(path).convert("RGB")
        photo.info.pop(
            "icc_profile", None
        )  # colours are converted a little otherwise by each
        photo.thumbnail((longest, longest))
        photo.save(folder / path.name, quality=85, subsampling="4:2:0")


main(Path(sys.argv[1]), int(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
