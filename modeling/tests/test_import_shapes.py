"""The sizes of official models, read from their weights' shapes alone; no memory is taken."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from tiny_clips import official_state
from transformers import CLIPConfig, CLIPModel

from tulip_modeling.importer.formats import OPENAI_SIZES, read_clip
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.shapes import build_towers
from tulip_modeling.importer.weights import Weights


@dataclass(frozen=True)
class Size:
    """What the papers and configurations say of a model."""

    side: int
    patch: int
    width: int
    layers: int
    heads: int
    text: tuple[int, int, int]  # width, layers, heads
    dim: int
    weights: int  # in millions


B_TEXT, L_TEXT = (512, 12, 8), (768, 12, 12)
SIZES = {
    "ViT-B/32": Size(224, 32, 768, 12, 12, B_TEXT, 512, 151),
    "ViT-B/16": Size(224, 16, 768, 12, 12, B_TEXT, 512, 150),
    "ViT-L/14": Size(224, 14, 1024, 24, 16, L_TEXT, 768, 428),
    "ViT-L/14@336": Size(336, 14, 1024, 24, 16, L_TEXT, 768, 428),
    "ViT-H/14": Size(224, 14, 1280, 32, 16, (1024, 24, 16), 1024, 986),
}


def transformers_model(size: Size) -> CLIPModel:
    """transformers' model of this size, without numbers in it."""
    width, layers, heads = size.text
    text = {"hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": heads}
    vision = {
        "hidden_size": size.width,
        "num_hidden_layers": size.layers,
        "num_attention_heads": size.heads,
        "image_size": size.side,
        "patch_size": size.patch,
    }
    config = CLIPConfig(
        text_config=text | {"intermediate_size": 4 * width},
        vision_config=vision | {"intermediate_size": 4 * size.width},
        projection_dim=size.dim,
    )
    return CLIPModel(config)


@pytest.mark.parametrize("name", SIZES)
def test_towers_have_the_sizes_of(name: str) -> None:
    size = SIZES[name]
    with torch.device("meta"):
        state = official_state(transformers_model(size))
        if name != "ViT-H/14":  # OpenCLIP's, and its files hold no sizes
            state |= {key: torch.empty(()) for key in OPENAI_SIZES}
        options = Options(Path("weights.pt"), "big", Path("out"), activation="gelu")
        checkpoint = read_clip(Weights(state, Path("nowhere/weights.pt")), options)
        towers = build_towers(checkpoint, options, end=49407)
        images = towers.image(torch.empty(2, 3, size.side, size.side))
        texts = towers.text(torch.zeros(2, 77, dtype=torch.int64))
    image, text = towers.image.config, towers.text.config
    assert (image.side, image.patch) == (size.side, size.patch)
    assert (image.blocks.width, image.blocks.layers) == (size.width, size.layers)
    assert image.blocks.heads == size.heads
    assert (text.blocks.width, text.blocks.layers, text.blocks.heads) == size.text
    assert text.vocabulary == 49408 and text.context == 77
    assert images.shape == texts.shape == (2, size.dim)
    both = (*towers.image.parameters(), *towers.text.parameters())
    assert round(sum(weight.numel() for weight in both) / 1e6) == size.weights
