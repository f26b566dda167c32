"""transformers' CLIPModel: its key names and config.json in OpenAI's terms."""

import re
from typing import Any

import torch
from torch import Tensor

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.blocks import Activation
from tulip_modeling.importer.options import TowerSettings

STARTS = (
    ("text_model.embeddings.token_embedding.", "token_embedding."),
    ("text_model.embeddings.position_embedding.weight", "positional_embedding"),
    ("text_model.encoder.layers.", "transformer.resblocks."),
    ("text_model.final_layer_norm.", "ln_final."),
    ("text_projection.weight", "text_projection"),
    ("vision_model.embeddings.class_embedding", "visual.class_embedding"),
    ("vision_model.embeddings.patch_embedding.", "visual.conv1."),
    ("vision_model.embeddings.position_embedding.weight", "visual.positional_embedding"),
    ("vision_model.encoder.layers.", "visual.transformer.resblocks."),
    ("vision_model.pre_layrnorm.", "visual.ln_pre."),  # so spelled
    ("vision_model.post_layernorm.", "visual.ln_post."),
    ("visual_projection.weight", "visual.proj"),
)
MIDDLES = (
    (".layer_norm1.", ".ln_1."),
    (".layer_norm2.", ".ln_2."),
    (".mlp.fc1.", ".mlp.c_fc."),
    (".mlp.fc2.", ".mlp.c_proj."),
    (".self_attn.out_proj.", ".attn.out_proj."),
)
TRANSPOSED = ("text_projection", "visual.proj")  # theirs are [out, in]
SEPARATE = re.compile(r"(.*)\.self_attn\.q_proj\.(weight|bias)")


def is_hugging_face(tensors: dict[str, Tensor]) -> bool:
    """Whether the keys are CLIPModel's."""
    return any(key.startswith(("text_model.", "vision_model.")) for key in tensors)


def our_name(key: str) -> str:
    """OpenAI's name of a key; a key that is not CLIPModel's keeps its own."""
    for theirs, ours in STARTS:
        if key.startswith(theirs):
            key = ours + key.removeprefix(theirs)
            break
    for theirs, ours in MIDDLES:
        key = key.replace(theirs, ours)
    return key


def their_name(key: str) -> str:
    """The reverse, for what an error names."""
    for theirs, ours in STARTS:
        if key.startswith(ours):
            key = theirs + key.removeprefix(ours)
            break
    for theirs, ours in MIDDLES:
        key = key.replace(ours, theirs)
    return re.sub(r"\.attn\.in_proj_(weight|bias)", r".self_attn.{q,k,v}_proj.\1", key)


def rename(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Every tensor under OpenAI's name, q, k and v in one."""
    left, state = dict(tensors), {}
    for key in tensors:
        found = SEPARATE.fullmatch(key)
        if not found:
            continue
        parts = [f"{found[1]}.self_attn.{letter}_proj.{found[2]}" for letter in "qkv"]
        if all(part in left for part in parts):
            fused = torch.cat([left.pop(part) for part in parts])
            state[our_name(f"{found[1]}.attn.in_proj_{found[2]}")] = fused
    state |= {our_name(key): value for key, value in left.items()}
    return {k: v.T if k in TRANSPOSED and v.ndim == 2 else v for k, v in state.items()}


def tower_settings(config: dict[str, Any], tower: str) -> TowerSettings:
    """One tower's part of config.json; what it leaves out has CLIPConfig's defaults."""
    part = config.get(f"{tower}_config") or {}
    named = part.get("hidden_act", "quick_gelu")
    activations: dict[str, Activation] = {"gelu": "gelu", "quick_gelu": "quick_gelu"}
    if named not in activations:
        raise CheckpointError(f"config.json names the activation {named}: not one of CLIP's")
    heads = part.get("num_attention_heads", 12 if tower == "vision" else 8)
    eps = part.get("layer_norm_eps", 1e-5)
    return TowerSettings(int(heads), activations[named], float(eps))


def end_token(config: dict[str, Any]) -> int | None:
    """Where the vector is read; 2 stands in old files and means the highest id of a text."""
    end = (config.get("text_config") or {}).get("eos_token_id", 49407)
    return None if end == 2 else int(end)
