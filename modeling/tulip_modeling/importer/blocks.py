"""CLIP's transformer block (github.com/openai/CLIP, clip/model.py), with the official key names."""

from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tulip_modeling.rope import rotate

Activation = Literal["gelu", "quick_gelu"]
Turn = tuple[Tensor, Tensor]  # rope's cos and sin, each [length, head_dim]


@dataclass(frozen=True)
class BlockConfig:
    """Sizes that the blocks of a tower share."""

    width: int
    layers: int
    heads: int
    mlp: int
    activation: Activation
    eps: float = 1e-5

    @property
    def head_dim(self) -> int:
        """Width of one attention head."""
        return self.width // self.heads


def activate(x: Tensor, activation: Activation) -> Tensor:
    """Exact GELU, or OpenAI's x * sigmoid(1.702 x)."""
    return F.gelu(x) if activation == "gelu" else x * torch.sigmoid(1.702 * x)


class Attention(nn.Module):
    """Multi-head self-attention; q, k and v in one matrix, as nn.MultiheadAttention has them."""

    def __init__(self, config: BlockConfig) -> None:
        super().__init__()
        self.heads, self.head_dim = config.heads, config.head_dim
        self.in_proj_weight = nn.Parameter(torch.zeros(3 * config.width, config.width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * config.width))
        self.out_proj = nn.Linear(config.width, config.width)

    def split(self, x: Tensor) -> Tensor:
        """[batch, length, width] -> [batch, heads, length, head_dim]."""
        batch, length, _ = x.shape
        return x.reshape(batch, length, self.heads, self.head_dim).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor | None, turn: Turn | None) -> Tensor:
        """x [batch, length, width]; mask [length, length] is added to the scores."""
        q, k, v = F.linear(x, self.in_proj_weight, self.in_proj_bias).chunk(3, dim=-1)
        q, k, v = self.split(q), self.split(k), self.split(v)
        if turn is not None:
            q, k = rotate(q, *turn), rotate(k, *turn)
        scores = q @ k.transpose(-1, -2) * self.head_dim**-0.5  # [batch, heads, length, length]
        if mask is not None:
            scores = scores + mask
        mixed = scores.softmax(-1) @ v  # [batch, heads, length, head_dim]
        return self.out_proj(mixed.transpose(1, 2).flatten(-2))  # type: ignore[no-any-return]


class Mlp(nn.Module):
    """Two linear layers."""

    def __init__(self, config: BlockConfig) -> None:
        super().__init__()
        self.activation = config.activation
        self.c_fc = nn.Linear(config.width, config.mlp)
        self.c_proj = nn.Linear(config.mlp, config.width)

    def forward(self, x: Tensor) -> Tensor:
        """[batch, length, width] -> the same."""
        return self.c_proj(activate(self.c_fc(x), self.activation))  # type: ignore[no-any-return]


class Block(nn.Module):
    """Pre-norm residual block."""

    def __init__(self, config: BlockConfig) -> None:
        super().__init__()
        self.ln_1 = nn.LayerNorm(config.width, eps=config.eps)
        self.attn = Attention(config)
        self.ln_2 = nn.LayerNorm(config.width, eps=config.eps)
        self.mlp = Mlp(config)

    def forward(self, x: Tensor, mask: Tensor | None, turn: Turn | None) -> Tensor:
        """[batch, length, width] -> the same."""
        x = x + self.attn(self.ln_1(x), mask, turn)
        return x + self.mlp(self.ln_2(x))  # type: ignore[no-any-return]


class Transformer(nn.Module):
    """A stack of blocks."""

    def __init__(self, config: BlockConfig) -> None:
        super().__init__()
        self.resblocks = nn.ModuleList(Block(config) for _ in range(config.layers))

    def forward(
        self, x: Tensor, mask: Tensor | None = None, turn: Turn | None = None, skip_last: int = 0
    ) -> Tensor:
        """[batch, length, width] -> the same, after all blocks but the last `skip_last`."""
        for block in self.resblocks[: len(self.resblocks) - skip_last]:
            x = block(x, mask, turn)
        return x
