"""CLIP's image tower: a vision transformer (arXiv 2103.00020; clip/model.py, VisionTransformer)."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from tulip_modeling.importer.blocks import BlockConfig, Transformer
from tulip_modeling.unit import to_unit


@dataclass(frozen=True)
class ImageConfig:
    """Sizes of an image tower."""

    blocks: BlockConfig
    patch: int
    side: int
    dim: int

    @property
    def positions(self) -> int:
        """One for every patch, and the class token's."""
        return (self.side // self.patch) ** 2 + 1


class VisionTower(nn.Module):
    """Normalised pixels to a unit vector, read at the class token."""

    def __init__(self, config: ImageConfig) -> None:
        super().__init__()
        self.config = config
        width, eps = config.blocks.width, config.blocks.eps
        self.conv1 = nn.Conv2d(3, width, config.patch, stride=config.patch, bias=False)
        self.class_embedding = nn.Parameter(torch.zeros(width))
        self.positional_embedding = nn.Parameter(torch.zeros(config.positions, width))
        self.ln_pre = nn.LayerNorm(width, eps=eps)
        self.transformer = Transformer(config.blocks)
        self.ln_post = nn.LayerNorm(width, eps=eps)
        self.proj = nn.Parameter(torch.zeros(width, config.dim))

    def forward(self, pixel_values: Tensor) -> Tensor:
        """[batch, 3, side, side] -> [batch, dim], unit length."""
        patches = self.conv1(pixel_values).flatten(2).transpose(1, 2)  # [batch, patches, width]
        first = self.class_embedding.expand(patches.shape[0], 1, -1)  # [batch, 1, width]
        x = torch.cat([first, patches], dim=1) + self.positional_embedding
        x = self.transformer(self.ln_pre(x))
        return to_unit(self.ln_post(x[:, 0]) @ self.proj)
