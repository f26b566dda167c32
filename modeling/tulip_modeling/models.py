"""The trained towers, put together from the checkpoints in runs/."""

from dataclasses import replace
from pathlib import Path

from tulip_modeling.checkpoint import load, load_strictly
from tulip_modeling.features import load_lite0
from tulip_modeling.image_tower import ImageTower
from tulip_modeling.text_tower import TextConfig, TextTower

CLIP = TextConfig("absolute")


def load_image_tower(runs: Path) -> ImageTower:
    """Folded Lite0 with the head that both models share."""
    tower = ImageTower()
    tower.backbone = load_lite0()
    load_strictly(tower.head, load(runs / "clip-lite.pt")["image_head"], "clip-lite.pt")
    return tower.eval()


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
