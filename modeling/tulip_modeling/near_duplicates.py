"""Whether photos of val or test are copies of training photos, by perceptual hashes.

Hashes (DCT, 64 bits; imagehash) of a resized or recompressed copy differ in a few bits, those of
two unrelated photos in about 32. A command by itself, for imagehash comes with modeling[dev]:

    python -m tulip_modeling.near_duplicates
"""

from pathlib import Path

import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tqdm import tqdm

from tulip_modeling.data import load_photos
from tulip_modeling.paths import Paths
from tulip_modeling.results import write_result

Hashes = NDArray[np.bool_]  # [photos, 64]
NEAR = 8  # bits; a copy at half the size and quality 40 differs in fewer


def hash_photos(photos: list[Path]) -> Hashes:
    """Perceptual hashes of photos -> [photos, 64]."""
    rows = [imagehash.phash(Image.open(photo)).hash.ravel() for photo in tqdm(photos, leave=False)]
    return np.stack(rows)


def nearest(hashes: Hashes, among: Hashes) -> NDArray[np.int64]:
    """Bits in which each differs from the nearest of the others -> [hashes]."""
    signs, others = (np.where(each, 1, -1) for each in (hashes, among))
    bits = hashes.shape[1]
    fewest: NDArray[np.int64] = ((bits - signs @ others.T) // 2).min(1)  # [hashes, among] before
    return fewest


def find_near_duplicates(paths: Paths) -> None:
    """Writes results/near-duplicates.json: for val and test, photos by distance to training."""
    hashes = {
        split: hash_photos([photo.path for photo in load_photos(paths.data, split)])
        for split in ("train", "val", "test")
    }
    found = {}
    for split in ("val", "test"):
        bits = nearest(hashes[split], hashes["train"])
        found[split] = {
            "photos": len(bits),
            "near": int((bits <= NEAR).sum()),
            "fewest bits": int(bits.min()),
            "median bits": float(np.median(bits)),
        }
    write_result(paths.results, "near-duplicates", {"near bits": NEAR, "splits": found})


if __name__ == "__main__":
    find_near_duplicates(Paths())
