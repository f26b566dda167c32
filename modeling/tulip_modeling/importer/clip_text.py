"""CLIP's causal text tower, with absolute positions or TULIP's rotary ones (arXiv 2410.10034)."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from tulip_modeling.importer.blocks import BlockConfig, Transformer
from tulip_modeling.rope import DynamicNtk, rotation
from tulip_modeling.unit import to_unit

MASKED = -1e4  # softmax gives exactly 0 in float32, and float16 still holds the number


@dataclass(frozen=True)
class ClipTextConfig:
    """Sizes of a text tower; positions are absolute where theta is None."""

    blocks: BlockConfig
    vocabulary: int
    dim: int
    end: int  # id of the end token, where the vector is read
    context: int | None  # rows of the position table; None: rotary, any length
    theta: float | None = None
    dynamic: DynamicNtk | None = None  # of theta, for texts past the trained length


class ClipTextTower(nn.Module):
    """Token ids to a unit vector, read at the first end token."""

    def __init__(self, config: ClipTextConfig) -> None:
        super().__init__()
        self.config = config
        width = config.blocks.width
        self.token_embedding = nn.Embedding(config.vocabulary, width)
        if config.context is not None:
            self.positional_embedding = nn.Parameter(torch.zeros(config.context, width))
        self.transformer = Transformer(config.blocks)
        self.ln_final = nn.LayerNorm(width, eps=config.blocks.eps)
        self.text_projection = nn.Parameter(torch.zeros(width, config.dim))

    def states(self, ids: Tensor, skip_last: int = 0) -> Tensor:
        """[batch, length] -> what the blocks give, without the last norm [batch, length, width]."""
        length, config = ids.shape[1], self.config
        x, turn = self.token_embedding(ids), None
        if config.theta is None:
            x = x + self.positional_embedding[:length]
        else:
            head_dim = config.blocks.head_dim
            turn = rotation(length, head_dim, config.theta, config.dynamic, ids.device)
        at = torch.arange(length, device=ids.device)
        later = (at[None, :] > at[:, None]).to(torch.float32)  # [length, length], 1 where unseen
        return self.transformer(x, later * MASKED, turn, skip_last)  # type: ignore[no-any-return]

    def forward(self, input_ids: Tensor) -> Tensor:
        """[batch, length] -> [batch, dim], unit length."""
        x = self.states(input_ids)
        end = (input_ids == self.config.end).to(torch.int32).argmax(-1, keepdim=True)  # [batch, 1]
        # A sum over one kept row instead of a gather: the same few operators on every runtime.
        at = torch.arange(input_ids.shape[1], device=input_ids.device)
        kept = (at == end).to(torch.float32)  # [batch, length]
        pooled = (x * kept[..., None]).sum(1)  # [batch, width]
        return to_unit(self.ln_final(pooled) @ self.text_projection)


class HiddenStates(nn.Module):
    """The states before the last block, which image generators condition on."""

    def __init__(self, tower: ClipTextTower) -> None:
        super().__init__()
        self.tower = tower

    def forward(self, input_ids: Tensor) -> Tensor:
        """[batch, length] -> [batch, length, width]; hidden_states[-2] in transformers."""
        return self.tower.states(input_ids, skip_last=1)
