"""Tiny random checkpoints in exactly the official formats.

`python official_files.py FOLDER` (with tulip_modeling on PYTHONPATH) writes one of each.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file
from tiny_clips import (
    CONTEXT,
    DIM,
    LAYERS,
    LONG_CONTEXT,
    SIDE,
    TOKENIZER,
    VOCABULARY,
    State,
    official_state,
    tiny_clip,
)
from torch import Tensor, nn
from transformers import CLIPModel


class _Tree(nn.Module):
    """Modules that hold a state dict's tensors by their names, for torch.jit to save."""

    def __init__(self) -> None:
        super().__init__()
        self.stride = [2, 2]  # OpenAI's archives hold such lists too

    def forward(self, x: Tensor) -> Tensor:
        return x


def _tree(state: State) -> nn.Module:
    root = _Tree()
    for key, value in state.items():
        place: nn.Module = root
        *path, leaf = key.split(".")
        for part in path:
            if part not in dict(place.named_children()):
                place.add_module(part, _Tree())
            place = place.get_submodule(part)
        if value.is_floating_point():
            place.register_parameter(leaf, nn.Parameter(value))
        else:
            place.register_buffer(leaf, value)
    return root


def write_tokenizer(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    TOKENIZER.save(str(folder / "tokenizer.json"))
    return folder


def write_openai(folder: Path, state: State) -> Path:
    """A TorchScript archive with the three sizes, as on openaipublic."""
    sizes = {"input_resolution": SIDE, "context_length": CONTEXT, "vocab_size": VOCABULARY}
    full = state | {key: torch.tensor(value) for key, value in sizes.items()}
    path = write_tokenizer(folder) / "ViT-tiny.pt"
    torch.jit.save(torch.jit.script(_tree(full)), str(path))
    return path


def write_openai_state(folder: Path, state: State) -> Path:
    """The same archive's state dict, saved anew by whoever wanted no TorchScript."""
    archive = torch.jit.load(str(write_openai(folder, state)))  # type: ignore[no-untyped-call]
    path = folder / "ViT-tiny-state.pt"
    torch.save(archive.state_dict(), path)
    return path


def write_hugging_face(folder: Path, model: CLIPModel) -> Path:
    model.save_pretrained(write_tokenizer(folder))
    return folder


def write_open_clip(folder: Path, state: State, quick_gelu: bool = False) -> Path:
    path = write_tokenizer(folder) / "open_clip_model.safetensors"
    save_file(state, path)
    config = {
        "model_cfg": {
            "embed_dim": DIM,
            "vision_cfg": {"image_size": SIDE, "layers": LAYERS, "width": 128, "patch_size": 16},
            "text_cfg": {
                "context_length": CONTEXT,
                "vocab_size": VOCABULARY,
                "width": 128,
                "heads": 2,
                "layers": LAYERS,
            },
        }
        | ({"quick_gelu": True} if quick_gelu else {}),
        "preprocess_cfg": {"mean": [0.5] * 3, "std": [0.5] * 3, "interpolation": "bicubic"},
    }
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    return path


def write_long_clip(folder: Path, state: State) -> Path:
    """Both tables have 248 rows; each is wrong where the other counts."""
    table, noise = state["positional_embedding"], torch.randn(LONG_CONTEXT, 128)
    early = torch.arange(LONG_CONTEXT)[:, None] < 20
    split = {
        "positional_embedding": torch.where(early, table, noise),
        "positional_embedding_res": torch.where(early, noise, table),
    }
    path = write_tokenizer(folder) / "longclip-tiny.pt"
    torch.save(state | split, path)
    return path


def write_tulip(folder: Path, state: State, name: str = "TULIP-tiny") -> Path:
    """What the training loop saves: parallel training's prefix, optimizer and scaler included."""
    content = {
        "epoch": 1,
        "name": name,
        "state_dict": {f"module.{key}": value for key, value in state.items()},
        "optimizer": {"state": {}, "param_groups": [{"lr": 1e-5}]},
        "scaler": {"scale": 65536.0},
    }
    path = write_tokenizer(folder) / "epoch_1.pt"
    torch.save(content, path)
    return path


WRITERS: dict[str, Callable[[Path], Path]] = {
    "openai": lambda folder: write_openai(folder, official_state(tiny_clip())),
    "openai-state": lambda folder: write_openai_state(folder, official_state(tiny_clip())),
    "hugging-face": lambda folder: write_hugging_face(folder, tiny_clip()),
    "open-clip": lambda folder: write_open_clip(folder, official_state(tiny_clip("gelu"))),
    "long-clip": lambda folder: write_long_clip(
        folder, official_state(tiny_clip(context=LONG_CONTEXT))
    ),
    "tulip": lambda folder: write_tulip(folder, official_state(tiny_clip())),
}

if __name__ == "__main__":
    for kind, write in WRITERS.items():
        print(write(Path(sys.argv[1]) / kind))
