from pathlib import Path

import numpy as np
import torch
from PIL import Image

from tulip_modeling.near_duplicates import NEAR, hash_photos, most_alike, nearest, told
from tulip_modeling.paths import Paths


def test_a_small_poor_copy_is_near_and_another_photo_is_not(tmp_path: Path) -> None:
    photos = sorted(Paths().samples.rglob("*.jpg"))[:12]
    copies = []
    for photo in photos:
        image = Image.open(photo).convert("RGB")
        copies.append(tmp_path / photo.name)
        image.resize((image.width // 2, image.height // 2)).save(copies[-1], quality=40)
    hashes, copied = hash_photos(photos), hash_photos(copies)
    assert all(nearest(copied[[i]], hashes[[i]])[0] <= NEAR for i in range(len(photos)))
    apart = [nearest(copied[[i]], np.delete(hashes, i, 0))[0] for i in range(len(photos))]
    assert sorted(apart)[2] > NEAR, "a few of the samples are of one scene"


def test_a_photo_of_the_same_scene_is_near_by_its_features_alone() -> None:
    among = torch.randn(50, 16, generator=torch.Generator().manual_seed(0)) + 3
    features = torch.stack([among[7] + 0.1, among[9] - 2 * (among[9] - among.mean(0))])
    cosine = most_alike(features, among)
    assert cosine[0] > 0.95 > cosine[1]
    found = told(["burst.jpg", "other.jpg"], np.array([20, 22]), cosine)
    assert found["near"] == ["burst.jpg"]
    assert (found["near by hash"], found["near by features"]) == (0, 1)
