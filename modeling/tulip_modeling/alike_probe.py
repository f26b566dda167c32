"""What the app folds as the same picture: src/alike.ts's limits, asked of val's photos."""

from collections.abc import Callable
from io import BytesIO

import torch
from PIL import Image, ImageEnhance
from torch import Tensor

from tulip_modeling.evaluate import CLIP, TULIP
from tulip_modeling.manifest import IMAGE_FILES
from tulip_modeling.match_probe import share
from tulip_modeling.paths import Paths
from tulip_modeling.pixels import load_upright, to_pixels
from tulip_modeling.results import Json
from tulip_modeling.shipped import open_graph
from tulip_modeling.shipped_val import Shipped

ALIKE_FROM, SCORES_APART = 0.94, 0.05  # as in src/alike.ts
EACH_PHOTO, EACH_CAPTION = 4, 68  # every so many of val's: 287 photos, 81 short captions


def saved(photo: Image.Image, quality: int) -> Image.Image:
    """Saved anew as a JPEG of this quality."""
    file = BytesIO()
    photo.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


def cropped(photo: Image.Image, part: float) -> Image.Image:
    """Without this part of its width and height on each side."""
    x, y = round(photo.width * part), round(photo.height * part)
    return photo.crop((x, y, photo.width - x, photo.height - y))


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "JPEG 75": lambda photo: saved(photo, 75),
    "JPEG 40": lambda photo: saved(photo, 40),
    "15 % brighter": lambda photo: ImageEnhance.Brightness(photo).enhance(1.15),
    "2 % cropped": lambda photo: cropped(photo, 0.02),
    "5 % cropped": lambda photo: cropped(photo, 0.05),
}


def highest_cosines(vectors: Tensor) -> Json:
    """Of all pairs of different photos [photos, dim], unit vectors: how many there are, the most
    alike, and how many reach the limit.
    """
    rows, columns = torch.triu_indices(len(vectors), len(vectors), offset=1)
    cosines = (vectors @ vectors.T)[rows, columns]  # [pairs]
    return {
        "pairs": len(cosines),
        "highest cosine": float(cosines.max()),
        "alike": int((cosines >= ALIKE_FROM).sum()),
    }


def scores_apart(texts: Tensor, own: Tensor, changed: Tensor) -> Tensor:
    """How far a photo and itself changed score apart: [texts, dim], [photos, dim] twice ->
    [texts x those of the photos that are alike].
    """
    alike = (own * changed).sum(1) >= ALIKE_FROM  # [photos]
    return (texts @ (own - changed)[alike].T).abs().flatten()


def fold_shares(paths: Paths, shipped: Shipped) -> Json:
    """How often a changed photo is folded, and how far apart what is alike scores."""
    graph = open_graph(paths.models / IMAGE_FILES["fp32"])
    photos, own = shipped.photos[::EACH_PHOTO], shipped.vectors[::EACH_PHOTO]
    captions = shipped.questions["short"].texts[::EACH_CAPTION]
    texts = torch.cat([shipped.reading(reader)(captions) for reader in (CLIP, TULIP)])
    found, apart = {}, []
    for name, change in CHANGES.items():
        pixels = (to_pixels(change(load_upright(photo.path))) for photo in photos)
        changed = torch.stack([torch.from_numpy(graph.run(each[None])[0]) for each in pixels])
        hit = (own * changed).sum(1) >= ALIKE_FROM
        found[name] = share(hit, torch.arange(len(photos)))
        apart.append(scores_apart(texts, own, changed))
    cases = torch.cat(apart)
    return {
        "different photos": highest_cosines(shipped.vectors),
        "changed photos": len(photos),
        "alike": found,
        "cases": len(cases),
        f"scores less than {SCORES_APART} apart": float(
            (cases < SCORES_APART).double().mean() * 100
        ),
    }
