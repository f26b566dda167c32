"""Whether photos of val or test lie in training too, as copies or as other photos of one scene.

Two ways, for they find different things. Perceptual hashes (DCT, 64 bits; imagehash) of a resized
or recompressed copy differ in a few bits, those of two unrelated photos in about 32. The image
tower's features, less their mean over training, have a high cosine for photos of one burst as well,
which no hash takes for copies. A command by itself, for imagehash comes with modeling[dev]:

    python -m tulip_modeling.near_duplicates
"""

from pathlib import Path

import numpy as np
import torch.nn.functional as F
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from tqdm import tqdm

from tulip_modeling.data import Split, load_photos
from tulip_modeling.features import photo_features
from tulip_modeling.manifest import VISION, revisions
from tulip_modeling.paths import Paths
from tulip_modeling.results import Json, write_result

Hashes = NDArray[np.bool_]  # [photos, 64]
NEAR = 8  # bits; a copy at half the size and quality 40 differs in fewer
ALIKE = 0.75  # cosine of the centred features; above it lie bursts, and scenes that look the same
SPLITS: tuple[Split, ...] = ("val", "test")


def hash_photos(photos: list[Path]) -> Hashes:
    """Perceptual hashes of photos -> [photos, 64]."""
    import imagehash  # comes with modeling[dev] only

    rows = [imagehash.phash(Image.open(photo)).hash.ravel() for photo in tqdm(photos, leave=False)]
    return np.stack(rows)


def nearest(hashes: Hashes, among: Hashes) -> NDArray[np.int64]:
    """Bits in which each differs from the nearest of the others -> [hashes]."""
    signs, others = (np.where(each, 1, -1) for each in (hashes, among))
    bits = hashes.shape[1]
    fewest: NDArray[np.int64] = ((bits - signs @ others.T) // 2).min(1)  # [hashes, among] before
    return fewest


def most_alike(features: Tensor, among: Tensor) -> Tensor:
    """Cosine of each to the most alike of the others, centred -> [features]."""
    mean = among.mean(0)
    ours, others = F.normalize(features - mean), F.normalize(among - mean)
    most: Tensor = (ours @ others.T).amax(1)  # [features, among] before
    return most


def told(names: list[str], bits: NDArray[np.int64], cosine: Tensor) -> Json:
    """Which photos of a split are near, and how near the others are."""
    copies, alike = bits <= NEAR, cosine.numpy() > ALIKE
    return {
        "photos": len(names),
        "near by hash": int(copies.sum()),
        "near by features": int(alike.sum()),
        "near": [name for name, near in zip(names, copies | alike, strict=True) if near],
        "fewest bits": int(bits.min()),
        "median bits": float(np.median(bits)),
        "highest cosine": float(cosine.max()),
        "median cosine": float(cosine.median()),
    }


def find_near_duplicates(paths: Paths) -> None:
    """Writes results/near-duplicates.json: for val and test, photos by distance to training."""
    train = load_photos(paths.data, "train")
    hashes = hash_photos([photo.path for photo in train])
    features = photo_features(paths.runs, train, "train")
    found: Json = {}
    for split in SPLITS:
        photos = load_photos(paths.data, split)
        bits = nearest(hash_photos([photo.path for photo in photos]), hashes)
        cosine = most_alike(photo_features(paths.runs, photos, split), features)
        found[split] = told([photo.path.name for photo in photos], bits, cosine)
    content = {
        "weights": {VISION: revisions(paths.models)[VISION]},
        "near bits": NEAR,
        "near cosine": ALIKE,
        "splits": found,
    }
    write_result(paths.results, "near-duplicates", content)


if __name__ == "__main__":
    find_near_duplicates(Paths())
