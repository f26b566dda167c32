"""Weight files to tensors by name; nothing in a file is ever run."""

import json
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.torchscript import is_torchscript, read_torchscript

HUGGING_FACE_FILES = ("model.safetensors", "pytorch_model.bin")
SETTINGS = "tulip_settings"  # key of what `upgrade` writes beside the weights
OPEN_CLIP_FILES = (
    "open_clip_model.safetensors",
    "open_clip_pytorch_model.safetensors",
    "open_clip_pytorch_model.bin",
)


@dataclass(frozen=True)
class Weights:
    """The tensors of one file and how it held them."""

    tensors: dict[str, Tensor]
    file: Path
    torchscript: bool = False
    wrapped: bool = False  # inside {"state_dict": ...}, as training code saves
    run: str = ""  # that dictionary's `name`
    settings: dict[str, Any] = field(default_factory=dict)  # see SETTINGS

    @property
    def folder(self) -> Path:
        """Where its config and tokenizer may lie."""
        return self.file.parent


def weights_file(path: Path) -> Path:
    """The file itself, or the weights in a folder."""
    if path.is_file():
        return path
    names = (*HUGGING_FACE_FILES, *OPEN_CLIP_FILES)
    found = [path / name for name in names if (path / name).is_file()]
    if not found:
        raise CheckpointError(f"{path} is no file, and no folder with one of {', '.join(names)}")
    return found[0]


def read_weights(path: Path) -> Weights:
    """Opens .safetensors, TorchScript archives and what torch.save wrote."""
    file = weights_file(path)
    if file.suffix == ".safetensors":
        return Weights(load_file(file), file)
    if is_torchscript(file):
        return Weights(read_torchscript(file), file, torchscript=True)
    try:
        content = torch.load(file, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError) as error:
        raise CheckpointError(
            f"{file.name} holds more than weights, or is damaged: {error}"
        ) from error
    return unwrap(content, file)


def unwrap(content: object, file: Path) -> Weights:
    """Takes off {"state_dict": ...} and the prefix `module.` of parallel training."""
    outer = content if isinstance(content, dict) else {}
    wrapped = isinstance(outer.get("state_dict"), dict)
    state = outer["state_dict"] if wrapped else outer
    if not state or not all(isinstance(value, Tensor) for value in state.values()):
        raise CheckpointError(f"{file.name} holds no state dict: no tensors by name")
    if all(key.startswith("module.") for key in state):
        state = {key.removeprefix("module."): value for key, value in state.items()}
    run = str(outer.get("name", "")) if wrapped else ""
    settings = outer.get(SETTINGS, {}) if wrapped else {}
    return Weights(dict(state), file, wrapped=wrapped, run=run, settings=settings)


def read_json(path: Path | None) -> dict[str, Any]:
    """A JSON object beside the weights, empty where there is none."""
    if path is None or not path.is_file():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise CheckpointError(f"{path} is no JSON object")
    return content
