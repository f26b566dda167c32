"""The text towers that stage 2 can start from: tulip-lite's, and what it is compared with."""

from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import Tensor

from tulip_modeling.checkpoint import load_strictly
from tulip_modeling.models import load_clip_text, load_tulip_text, swap_positions
from tulip_modeling.paths import Paths
from tulip_modeling.pretrained import minilm_state
from tulip_modeling.rope import DynamicNtk, ntk_theta
from tulip_modeling.text_tower import TextConfig, TextTower
from tulip_modeling.tokens import CONTEXT, TRAINED_CONTEXT

NTK_SCALE = 2.0
KEPT, RATIO = 20, 4  # Long-CLIP leaves the first positions as they are and stretches the others


def student(paths: Paths, scale: float = NTK_SCALE) -> TextTower:
    """Stage 1's tower, theta scaled for stage 2 by the NTK rule, or not at scale 0."""
    tower = load_tulip_text(paths.runs / "student.pt")
    return at_theta(tower, scale) if scale else tower


def dynamic_student(paths: Paths) -> TextTower:
    """Stage 1's tower, theta scaled for each text of more tokens than stage 1 showed."""
    tower = student(paths, 0)
    config = replace(tower.encoder.config, dynamic=DynamicNtk(NTK_SCALE, CONTEXT))
    return rebuilt(tower, config, tower.state_dict())


def undistilled(paths: Paths) -> TextTower:
    """clip-lite's weights with RoPE swapped in and nothing learnt from it."""
    return at_theta(swap_positions(load_clip_text(paths.runs), 10_000.0), NTK_SCALE)


def at_theta(tower: TextTower, scale: float) -> TextTower:
    """The same weights at theta scaled from 77 to the trained context."""
    config = tower.encoder.config
    theta = ntk_theta(config.theta, scale, CONTEXT, TRAINED_CONTEXT, config.head_dim)
    return rebuilt(tower, replace(config, theta=theta), tower.state_dict())


def clip(paths: Paths) -> TextTower:
    """clip-lite's text tower: 77 absolute positions."""
    return load_clip_text(paths.runs)


def with_positions(paths: Paths, positions: Tensor) -> TextTower:
    """clip-lite's text tower with other absolute positions [context, width]."""
    tower = load_clip_text(paths.runs)
    state = tower.state_dict() | {"encoder.positions.weight": positions}
    return rebuilt(tower, replace(tower.encoder.config, context=len(positions)), state)


def extended(paths: Paths) -> TextTower:
    """clip-lite with all 512 position embeddings of the MiniLM that it was made from."""
    return with_positions(paths, minilm_state(TRAINED_CONTEXT)["positions.weight"])


def interpolated(paths: Paths) -> TextTower:
    """clip-lite's 77 positions as Long-CLIP (ECCV 2024, section 3.1) stretches CLIP's to 248."""
    own = load_clip_text(paths.runs).encoder.positions.weight.detach()
    return with_positions(paths, stretch_positions(own))


def stretch_positions(own: Tensor) -> Tensor:
    """[77, width] -> [248, width]: the first 20 as they are, four in place of each one after."""
    rest = own[KEPT:].T[None]  # [1, width, 57]
    stretched = F.interpolate(rest, scale_factor=float(RATIO), mode="linear", align_corners=True)
    return torch.cat([own[:KEPT], stretched[0].T])


def rebuilt(tower: TextTower, config: TextConfig, state: dict[str, Tensor]) -> TextTower:
    """A tower of another configuration with these weights."""
    made = TextTower(config)
    load_strictly(made, state, "the tower it starts from")
    return made.eval()
