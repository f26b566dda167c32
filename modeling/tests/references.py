"""What an import must equal: transformers' CLIP, and TULIP's text tower in plain functions."""

from pathlib import Path

import torch
import torch.nn.functional as F
from tiny_clips import END, LAYERS, SIDE, VOCABULARY, State
from torch import Tensor
from transformers import CLIPModel

from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.shapes import Towers, build_towers
from tulip_modeling.importer.vocabulary import read_vocabulary


def options(path: Path, **more: object) -> Options:
    return Options(path, "tiny", path.parent / "out", **more)  # type: ignore[arg-type]


def load(path: Path, **more: object) -> Towers:
    asked = options(path, **more)
    checkpoint = read_checkpoint(asked)
    return build_towers(checkpoint, asked, read_vocabulary(asked, checkpoint).end)


def texts(length: int) -> Tensor:
    """[6, length]: the end token last, and once early with more of it behind."""
    ids = torch.randint(0, VOCABULARY - 2, (6, length), generator=torch.Generator().manual_seed(1))
    ids[:, -1] = END
    ids[0, length // 2 :] = END
    return ids


def photos() -> Tensor:
    return torch.randn(4, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(2))


@torch.no_grad()
def image_reference(model: CLIPModel, pixels: Tensor) -> Tensor:
    features: Tensor = model.visual_projection(model.vision_model(pixels).pooler_output)
    return F.normalize(features)


@torch.no_grad()
def text_reference(model: CLIPModel, ids: Tensor) -> Tensor:
    features: Tensor = model.text_projection(model.text_model(ids).pooler_output)
    return F.normalize(features)


def turn_pairs(x: Tensor, theta: float) -> Tensor:
    """RoPE as TULIP's authors write it: complex numbers, interleaved pairs; [.., length, d]."""
    length, d = x.shape[-2:]
    frequencies = theta ** (-torch.arange(0, d, 2).double() / d)
    angles = torch.outer(torch.arange(length).double(), frequencies)
    turn = torch.polar(torch.ones_like(angles), angles)
    pairs = torch.view_as_complex(x.double().reshape(*x.shape[:-1], -1, 2))
    return torch.view_as_real(pairs * turn).flatten(-2).float()


def tulip_reference(state: State, ids: Tensor, theta: float = 10000.0, heads: int = 2) -> Tensor:
    """TULIP's text tower in plain functions."""
    x = state["token_embedding.weight"][ids]
    batch, length, width = x.shape
    mask = torch.full((length, length), -torch.inf).triu(1)
    for n in range(LAYERS):
        block = {
            key.removeprefix(f"transformer.resblocks.{n}."): value
            for key, value in state.items()
            if key.startswith(f"transformer.resblocks.{n}.")
        }
        y = F.layer_norm(x, (width,), block["ln_1.weight"], block["ln_1.bias"])
        y = F.linear(y, block["attn.in_proj_weight"], block["attn.in_proj_bias"])
        q, k, v = (
            part.reshape(batch, length, heads, -1).transpose(1, 2) for part in y.chunk(3, -1)
        )
        q, k = turn_pairs(q, theta), turn_pairs(k, theta)
        scores = q @ k.transpose(-1, -2) / (width // heads) ** 0.5 + mask
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = x + F.linear(y, block["attn.out_proj.weight"], block["attn.out_proj.bias"])
        y = F.layer_norm(x, (width,), block["ln_2.weight"], block["ln_2.bias"])
        y = F.gelu(F.linear(y, block["mlp.c_fc.weight"], block["mlp.c_fc.bias"]))
        x = x + F.linear(y, block["mlp.c_proj.weight"], block["mlp.c_proj.bias"])
    x = F.layer_norm(x, (width,), state["ln_final.weight"], state["ln_final.bias"])
    pooled = x[torch.arange(batch), ids.argmax(-1)]
    return F.normalize(pooled @ state["text_projection"])
