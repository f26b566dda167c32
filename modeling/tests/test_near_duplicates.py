from pathlib import Path

import numpy as np
from PIL import Image

from tulip_modeling.near_duplicates import NEAR, hash_photos, nearest
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
