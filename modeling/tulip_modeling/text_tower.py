"""Text tower: MiniLM-L6, bidirectional and mean-pooled, with absolute or rotary positions."""

from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tulip_modeling.rope import DynamicNtk, rotate, rotation
from tulip_modeling.tokens import PAD
from tulip_modeling.unit import to_unit

Positions = Literal["absolute", "rotary"]


@dataclass(frozen=True)
class TextConfig:
    """Sizes of a text tower; MiniLM-L6's by default."""

    positions: Positions
    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    mlp: int = 1536
    dim: int = 384
    context: int = 77  # rows of the absolute position table; unused when rotary
    theta: float = 10000.0  # unused when absolute
    dynamic: DynamicNtk | None = None  # of the theta, for texts past the trained length

    @property
    def head_dim(self) -> int:
        """Width of one attention head."""
        return self.width // self.heads


class Attention(nn.Module):
    """Self-attention over the tokens that are not padding."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.heads, self.head_dim = config.heads, config.head_dim
        self.query = nn.Linear(config.width, config.width)
        self.key = nn.Linear(config.width, config.width)
        self.value = nn.Linear(config.width, config.width)
        self.out = nn.Linear(config.width, config.width)

    def split(self, x: Tensor) -> Tensor:
        """[batch, length, width] -> [batch, heads, length, head_dim]."""
        batch, length, _ = x.shape
        return x.reshape(batch, length, self.heads, self.head_dim).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor, turn: tuple[Tensor, Tensor] | None) -> Tensor:
        """x [batch, length, width]; bias [batch, 1, 1, length] is very negative at padding."""
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        if turn is not None:
            q, k = rotate(q, *turn), rotate(k, *turn)
        scores = q * self.head_dim**-0.5 @ k.transpose(-1, -2)  # [batch, heads, length, length]
        # In their own type: added to float32 they would be copied, half of a step's time in bf16.
        mixed = (scores + bias.to(scores.dtype)).softmax(-1) @ v  # [batch, heads, length, head_dim]
        return self.out(mixed.transpose(1, 2).flatten(-2))  # type: ignore[no-any-return]


class Block(nn.Module):
    """BERT's post-norm transformer block."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.attention = Attention(config)
        self.attention_norm = nn.LayerNorm(config.width, eps=1e-12)
        self.mlp_in = nn.Linear(config.width, config.mlp)
        self.mlp_out = nn.Linear(config.mlp, config.width)
        self.mlp_norm = nn.LayerNorm(config.width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor, turn: tuple[Tensor, Tensor] | None) -> Tensor:
        """[batch, length, width] -> the same."""
        x = self.attention_norm(x + self.attention(x, bias, turn))
        return self.mlp_norm(x + self.mlp_out(F.gelu(self.mlp_in(x))))  # type: ignore[no-any-return]


class TextEncoder(nn.Module):
    """Token ids to one mean-pooled feature vector (MiniLM's sentence vector before L2 norm)."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.config = config
        self.tokens = nn.Embedding(config.vocabulary, config.width)
        if config.positions == "absolute":
            self.positions = nn.Embedding(config.context, config.width)
        self.bias = nn.Parameter(torch.zeros(config.width))  # BERT's token type 0
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))

    def forward(self, ids: Tensor) -> Tensor:
        """[batch, length] ids, 0 where padded -> [batch, width], the mean over real tokens."""
        kept = (ids != PAD).to(torch.float32)  # [batch, length]
        return pool(self.states(ids, kept)[-1], kept)

    def states(self, ids: Tensor, kept: Tensor) -> list[Tensor]:
        """Each block's output [batch, length, width]; kept [batch, length] is 0 at padding."""
        bias = (1 - kept)[:, None, None, :] * -1e9  # [batch, 1, 1, length]
        length = ids.shape[1]
        x = self.tokens(ids) + self.bias  # [batch, length, width]
        turn = None
        if self.config.positions == "absolute":
            x = x + self.positions.weight[:length]
        else:
            config = self.config
            turn = rotation(length, config.head_dim, config.theta, config.dynamic)
        x = self.norm(x)
        states = []
        for block in self.blocks:
            x = block(x, bias, turn)
            states.append(x)
        return states


def pool(states: Tensor, kept: Tensor) -> Tensor:
    """Mean over real tokens: [batch, length, width] -> [batch, width]."""
    return (states * kept[..., None]).sum(1) / kept.sum(1, keepdim=True)


class TextTower(nn.Module):
    """Token ids to a unit vector."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.encoder = TextEncoder(config)
        self.head = nn.Linear(config.width, config.dim)

    def forward(self, input_ids: Tensor) -> Tensor:
        """[batch, length] -> [batch, dim], unit length."""
        return to_unit(self.head(self.encoder(input_ids)))
