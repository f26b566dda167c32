"""Many photos and texts through the towers, on whatever device they are."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from torch import Tensor
from tqdm import tqdm

from tulip_modeling.captions import DataError
from tulip_modeling.checkpoint import load, save
from tulip_modeling.features import by_length, pad
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.importer.framing import Framing, framed_pixels
from tulip_modeling.importer.vit import VisionTower

AT_ONCE = 32  # photos
CHUNK = 1024  # photos whose vectors are saved together


def load_photos(photos: Sequence[Path], framing: Framing) -> Tensor:
    """[photos, 3, side, side]; a photo that can't be decoded is named."""

    def decode(photo: Path) -> Tensor:
        try:
            return framed_pixels(photo, framing)
        except (OSError, ValueError, SyntaxError) as error:
            raise DataError(f"{photo} can't be read as a photo: {error}") from error

    with ThreadPoolExecutor(max_workers=8) as pool:
        return torch.stack(list(pool.map(decode, photos)))


@torch.inference_mode()
def encode_photos(tower: VisionTower, photos: Sequence[Path], framing: Framing) -> Tensor:
    """Unit vectors [photos, dim] on the CPU."""
    device = tower.proj.device
    parts = [
        tower(load_photos(photos[start : start + AT_ONCE], framing).to(device)).cpu()
        for start in range(0, len(photos), AT_ONCE)
    ]
    return torch.cat(parts)


def photo_vectors(
    tower: VisionTower, photos: Sequence[Path], framing: Framing, folder: Path
) -> Tensor:
    """Unit vectors [photos, dim], each encoded once: a killed run goes on at the next chunk."""
    chunks = []
    for start in tqdm(range(0, len(photos), CHUNK), desc="photos, 1,024 at a time"):
        path = folder / f"photos-{start:08}.pt"
        if not path.exists():
            vectors = encode_photos(tower, photos[start : start + CHUNK], framing)
            save(path, {"vectors": vectors})
        chunks.append(load(path)["vectors"])
    return torch.cat(chunks)


@torch.inference_mode()
def encode_texts(tower: ClipTextTower, ids: list[list[int]]) -> Tensor:
    """Unit vectors of many texts [texts, dim], in the order given."""
    device = tower.text_projection.device
    out: list[Tensor] = [torch.empty(0)] * len(ids)
    for group in by_length(ids):
        vectors = tower(pad([ids[row] for row in group]).to(device)).cpu()
        for row, vector in zip(group, vectors, strict=True):
            out[row] = vector
    return torch.stack(out)
