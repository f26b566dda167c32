"""Trained towers to public/models: graphs, token table, tokenizer, configs, golden, manifest."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from tulip_modeling.golden import build_golden, long_golden
from tulip_modeling.graph import (
    SMALL,
    export_graph,
    share_table,
    store_half,
    store_int8,
    table_bytes,
    write_graph,
)  # fmt: skip
from tulip_modeling.image_tower import MEAN, SIDE, STD, ImageTower
from tulip_modeling.manifest import IMAGE_FILES, TABLE, TEXT_FILES, build_manifest, write_json
from tulip_modeling.models import load_clip_text, load_image_tower, load_tulip_text
from tulip_modeling.paths import Paths
from tulip_modeling.pretrained import minilm_file
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tokens import TRAINED_CONTEXT, tokenizer_json
from tulip_modeling.unit import to_unit

IMAGE_NAMES = ("pixel_values", "image_embeds")
TEXT_NAMES = ("input_ids", "text_embeds")


class HalfTower(nn.Module):
    """The image tower in float16 with float32 at both ends; the L2 norm is float32."""

    def __init__(self, tower: ImageTower) -> None:
        super().__init__()
        self.backbone, self.head = tower.backbone.half(), tower.head.half()

    def forward(self, pixel_values: Tensor) -> Tensor:
        """[batch, 3, 224, 224] -> [batch, 384]."""
        return to_unit(self.head(self.backbone(pixel_values.half())).float())


@torch.no_grad()
def round_to_half(module: nn.Module) -> None:
    """Rounds larger weights to float16 values in place, so that storing them so loses nothing."""
    for weight in module.parameters():
        if weight.numel() > SMALL:
            weight.copy_(weight.half().float())


def export_image(tower: ImageTower, models: Path) -> None:
    """Both image graphs: float32 over stored float16, and float16 throughout."""
    round_to_half(tower)
    example = torch.zeros(2, 3, SIDE, SIDE)
    full = export_graph(tower, example, IMAGE_NAMES)
    store_half(full)
    write_graph(full, models / IMAGE_FILES["fp32"])
    half = export_graph(HalfTower(tower), example, IMAGE_NAMES)
    write_graph(half, models / IMAGE_FILES["fp16"])


def export_text(tower: TextTower, path: Path) -> None:
    """One text graph, its weights int8, its token table in the file beside it."""
    graph = export_graph(tower, torch.ones(2, 9, dtype=torch.int64), TEXT_NAMES)
    share_table(graph)
    store_int8(graph)
    write_graph(graph, path)


def write_configs(models: Path, theta: float) -> None:
    """The small files that Transformers.js expects beside a model."""
    (models / "clip-lite" / "tokenizer.json").write_text(tokenizer_json(), encoding="utf-8")
    tokenizer = json.loads(minilm_file("tokenizer_config.json"))
    kept = {k: tokenizer[k] for k in tokenizer if k not in ("name_or_path", "model_max_length")}
    write_json(models / "clip-lite" / "tokenizer_config.json", kept)
    processor = {
        "image_processor_type": "CLIPImageProcessor",
        "do_resize": True,
        "size": {"height": SIDE, "width": SIDE},
        "resample": 3,  # Pillow's number for bicubic
        "do_center_crop": False,
        "do_convert_rgb": True,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [MEAN] * 3,
        "image_std": [STD] * 3,
    }
    write_json(models / "clip-lite" / "preprocessor_config.json", processor)
    common = {"model_type": "clip", "projection_dim": 384}
    text = {"hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12,
            "intermediate_size": 1536, "vocab_size": 30522, "hidden_act": "gelu",
            "pad_token_id": 0, "eos_token_id": 102}  # fmt: skip
    absolute = text | {"max_position_embeddings": 77}
    rotary = text | {"rope_theta": theta, "trained_context": TRAINED_CONTEXT}
    write_json(models / "clip-lite" / "config.json", common | {"text_config": absolute})
    write_json(models / "tulip-lite" / "config.json", common | {"text_config": rotary})


def export(paths: Paths) -> None:
    """Writes everything under public/models but the cards."""
    models = paths.models
    clip = load_clip_text(paths.runs)
    tulip = load_tulip_text(paths.runs / "tulip-lite.pt")
    tables = [table_bytes(tower.encoder.tokens.weight.detach().numpy()) for tower in (clip, tulip)]
    if tables[0] != tables[1]:
        raise ValueError("the two text towers do not share their token table")
    export_image(load_image_tower(paths.runs), models)
    (models / TABLE).write_bytes(tables[0])  # before the graphs: ONNX checks that it is there
    export_text(clip, models / TEXT_FILES["clip-lite"])
    export_text(tulip, models / TEXT_FILES["tulip-lite"])
    theta = tulip.encoder.config.theta
    write_configs(models, theta)
    write_json(models / "golden.json", build_golden(models, paths.samples))
    write_json(paths.results / "golden-long.json", long_golden(models))
    write_json(models / "manifest.json", build_manifest(models, theta))
    total = sum(path.stat().st_size for path in models.rglob("*") if path.is_file())
    print(f"{np.round(total / 1e6, 1)} MB under {models.name}/")
