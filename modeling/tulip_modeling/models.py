"""The trained towers, put together from the checkpoints in runs/."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from tulip_modeling.checkpoint import load, load_strictly
from tulip_modeling.data import Photo, Split
from tulip_modeling.features import load_lite0, photo_features
from tulip_modeling.image_tower import ImageTower
from tulip_modeling.text_tower import TextConfig, TextTower
from tulip_modeling.unit import to_unit

CLIP = TextConfig("absolute")


def load_image_tower(runs: Path) -> ImageTower:
    """Folded Lite0 with the head that both models share."""
    tower = ImageTower()
    tower.backbone = load_lite0()
    load_strictly(tower.head, load(runs / "clip-lite.pt")["image_head"], "clip-lite.pt")
    return tower.eval()


@torch.inference_mode()
def exact_photo_vectors(runs: Path, photos: Sequence[Photo], split: Split) -> Tensor:
    """Photos of a split by the image tower in PyTorch's float32 -> [photos, 384]."""
    return to_unit(load_image_tower(runs).head(photo_features(runs, photos, split)))


def load_clip_text(runs: Path) -> TextTower:
    """clip-lite's text tower: the teacher."""
    tower = TextTower(CLIP)
    load_strictly(tower, load(runs / "clip-lite.pt")["text"], "clip-lite.pt")
    return tower.eval()


def swap_positions(teacher: TextTower, theta: float) -> TextTower:
    """The teacher's weights without position embeddings, RoPE in their place."""
    student = TextTower(replace(teacher.encoder.config, positions="rotary", theta=theta))
    state = teacher.state_dict()
    del state["encoder.positions.weight"]
    load_strictly(student, state, "the teacher")
    return student.eval()


def load_tulip_text(path: Path) -> TextTower:
    """A student saved by distil or tune, with the theta it was trained at."""
    saved = load(path)
    tower = TextTower(TextConfig("rotary", theta=saved["theta"]))
    load_strictly(tower, saved["text"], path.name)
    return tower.eval()
