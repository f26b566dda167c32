"""What the frozen towers see, computed once and kept in runs/features."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from tqdm import tqdm

from tulip_modeling.checkpoint import load_strictly, save
from tulip_modeling.data import Photo, Split
from tulip_modeling.image_tower import Lite0, fold_batch_norms
from tulip_modeling.pixels import load_pixels
from tulip_modeling.pretrained import lite0_state


def pad(rows: Sequence[Sequence[int]]) -> Tensor:
    """Ids of several texts -> [batch, longest], 0 where padded."""
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True)


def by_length(ids: Sequence[Sequence[int]], tokens: int = 8192) -> Iterator[list[int]]:
    """Groups of row numbers of like length, about `tokens` ids each, so that little is padding."""
    order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
    group: list[int] = []
    for row in order:
        if group and (len(group) + 1) * len(ids[row]) > tokens:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


@torch.inference_mode()
def encode_ids(tower: nn.Module, ids: Sequence[Sequence[int]], label: str = "texts") -> Tensor:
    """Runs a text encoder or tower over many texts -> [texts, width], in the order given."""
    tower.eval()
    out: list[Tensor] = [torch.empty(0)] * len(ids)
    with tqdm(total=len(ids), desc=label, leave=False) as bar:
        for group in by_length(ids):
            vectors = tower(pad([ids[row] for row in group]))  # [batch, width]
            for row, vector in zip(group, vectors, strict=True):
                out[row] = vector
            bar.update(len(group))
    return torch.stack(out)


@torch.inference_mode()
def encode_photos(backbone: Callable[[Tensor], Tensor], photos: Sequence[Photo]) -> Tensor:
    """Runs the image backbone, or the start of it, over photos -> [photos, ...].

    Eight at a time, channels last: faster than larger batches on 2 cores.
    """
    out = []
    for start in tqdm(range(0, len(photos), 8), desc="photos", leave=False):
        batch = photos[start : start + 8]
        pixels = torch.stack([load_pixels(photo.path) for photo in batch])
        out.append(backbone(pixels.to(memory_format=torch.channels_last)))
    return torch.cat(out)


def load_lite0() -> Lite0:
    """The frozen backbone, batch norms folded."""
    backbone = Lite0().eval()
    load_strictly(backbone, lite0_state(), "EfficientNet-Lite0")
    fold_batch_norms(backbone)
    return backbone.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def cached_vectors(runs: Path, name: str, compute: Callable[[], Tensor]) -> Tensor:
    """What `compute` gives, from the cache where it is there."""
    path = runs / "features" / f"{name}.pt"
    if path.exists():
        cached: Tensor = torch.load(path, weights_only=True)
        return cached
    vectors = compute()
    save(path, vectors)
    return vectors


def photo_features(runs: Path, photos: Sequence[Photo], split: Split) -> Tensor:
    """Pooled Lite0 features of a split -> [photos, 1280], from the cache where it is there."""
    return cached_vectors(runs, f"photos-{split}", lambda: encode_photos(load_lite0(), photos))


def photo_maps(runs: Path, photos: Sequence[Photo], split: Split) -> Tensor:
    """What Lite0 makes of a split before its last stage -> [photos, 192, 7, 7], float16."""

    def compute() -> Tensor:
        backbone = load_lite0()
        return encode_photos(lambda pixels: backbone.maps(pixels).half(), photos)

    return cached_vectors(runs, f"maps-{split}", compute)


def text_features(
    runs: Path, encoder: nn.Module, ids: Sequence[Sequence[int]], name: str
) -> Tensor:
    """Frozen text features -> [texts, width], from the cache where it is there."""
    return cached_vectors(runs, f"texts-{name}", lambda: encode_ids(encoder, ids, name))
