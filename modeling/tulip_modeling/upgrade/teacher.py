"""The teacher, and the student that its text weights make."""

import math
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from tulip_modeling.checkpoint import CheckpointError, load_strictly
from tulip_modeling.importer.clip_text import ClipTextConfig, ClipTextTower
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.framing import Framing, read_framing
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.shapes import build_towers
from tulip_modeling.importer.vit import VisionTower
from tulip_modeling.importer.vocabulary import Vocabulary, read_vocabulary
from tulip_modeling.importer.weights import read_weights

LARGEST_SCALE = math.log(100)  # CLIP holds its logit scale there


@dataclass(frozen=True)
class Teacher:
    """A CLIP, on the device that trains."""

    format: str
    text: ClipTextTower
    image: VisionTower
    words: Vocabulary
    framing: Framing
    logit_scale: Tensor  # [], a logarithm

    @property
    def context(self) -> int:
        """Tokens that it reads."""
        assert self.text.config.context is not None
        return self.text.config.context


def load_teacher(asked: Options, device: torch.device) -> Teacher:
    """Any CLIP that the importer reads; a TULIP has nothing left to upgrade."""
    checkpoint = read_checkpoint(asked)
    if checkpoint.family == "tulip":
        raise CheckpointError(f"{asked.path} is a TULIP already: the teacher must be a CLIP")
    words = read_vocabulary(asked, checkpoint)
    towers = build_towers(checkpoint, asked, words.end)
    scale = read_weights(asked.path).tensors.get("logit_scale", torch.tensor(LARGEST_SCALE))
    return Teacher(
        checkpoint.format,
        towers.text.to(device).requires_grad_(False),
        towers.image.to(device).requires_grad_(False),
        words,
        read_framing(checkpoint, towers.image.config.side),
        scale.detach().float().reshape(()),
    )


def make_student(teacher: ClipTextTower, theta: float) -> ClipTextTower:
    """The teacher's weights without its position table; rotary positions and exact GELU instead."""
    blocks = replace(teacher.config.blocks, activation="gelu")
    state = teacher.state_dict()
    del state["positional_embedding"]
    return _filled(
        teacher, replace(teacher.config, blocks=blocks, context=None, theta=theta), state
    )


def scale_theta(student: ClipTextTower, theta: float) -> ClipTextTower:
    """The same weights at another theta."""
    return _filled(student, replace(student.config, theta=theta), student.state_dict())


def _filled(like: ClipTextTower, config: ClipTextConfig, state: dict[str, Tensor]) -> ClipTextTower:
    tower = ClipTextTower(config)
    load_strictly(tower, state, "the teacher")
    return tower.to(like.text_projection.device)
