"""The mistakes that an importer is known for, each made on a right tower."""

from collections.abc import Callable
from copy import deepcopy

import numpy as np
import torch
from numpy.typing import NDArray
from pytest import MonkeyPatch
from torch import Tensor, nn

from tulip_modeling.importer import blocks, clip_text
from tulip_modeling.importer.blocks import Attention, Mlp
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.unit import to_unit


def other_activation(tower: nn.Module, patch: MonkeyPatch) -> None:
    for module in tower.modules():
        if isinstance(module, Mlp):
            module.activation = "gelu" if module.activation == "quick_gelu" else "quick_gelu"


def permuted_qkv(tower: nn.Module, patch: MonkeyPatch) -> None:
    for module in tower.modules():
        if isinstance(module, Attention):
            module.in_proj_weight.data = module.in_proj_weight.roll(len(module.out_proj.weight), 0)


def shifted_positions(tower: nn.Module, patch: MonkeyPatch) -> None:
    table = tower.get_parameter("positional_embedding")
    table.data = table.roll(1, 0)


def wrong_heads(tower: nn.Module, patch: MonkeyPatch) -> None:
    for module in tower.modules():
        if isinstance(module, Attention):
            module.heads, module.head_dim = 2 * module.heads, module.head_dim // 2


def wrong_eps(tower: nn.Module, patch: MonkeyPatch) -> None:
    for module in tower.modules():
        if isinstance(module, nn.LayerNorm):
            module.eps = 0.01


def no_causal_mask(tower: nn.Module, patch: MonkeyPatch) -> None:
    patch.setattr(clip_text, "MASKED", 0.0)


def pooled_at_the_last_pad(tower: nn.Module, patch: MonkeyPatch) -> None:
    def forward(self: ClipTextTower, ids: Tensor) -> Tensor:
        return to_unit(self.ln_final(self.states(ids)[:, -1]) @ self.text_projection)

    patch.setattr(ClipTextTower, "forward", forward)


def half_split_rope(tower: nn.Module, patch: MonkeyPatch) -> None:
    def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        first, second = x.chunk(2, -1)
        return x * cos + torch.cat([-second, first], -1) * sin

    patch.setattr(blocks, "rotate", rotate)


def transposed_projection(tower: nn.Module, patch: MonkeyPatch) -> None:
    name = "text_projection" if isinstance(tower, ClipTextTower) else "proj"
    table = tower.get_parameter(name)
    table.data = table.T.contiguous()


BOTH = (other_activation, permuted_qkv, wrong_eps)
TEXT = (*BOTH, no_causal_mask, pooled_at_the_last_pad)
ABSOLUTE = (wrong_heads, shifted_positions)


class Mutated:
    """Stands where a written graph does: a copy of the tower with one mistake in it."""

    def __init__(self, tower: nn.Module, mutate: Callable[..., None] | None) -> None:
        self.tower, self.mutate = tower, mutate

    @torch.no_grad()
    def run(self, x: Tensor) -> NDArray[np.float32]:
        tower = deepcopy(self.tower)
        with MonkeyPatch.context() as patch:
            if self.mutate:
                self.mutate(tower, patch)
            found: NDArray[np.float32] = tower(x).numpy()
        return found
