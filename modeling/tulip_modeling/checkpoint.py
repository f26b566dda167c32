"""Weights on disk, and strict loading that names what is wrong."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn


class CheckpointError(ValueError):
    """A checkpoint does not fit the module."""


def misfits(module: nn.Module, state: dict[str, Tensor], prefix: str = "") -> list[str]:
    """Every key that is missing, left over or of wrong shape, named with the prefix."""
    own = module.state_dict()
    problems = [f"missing {prefix}{key}" for key in own if key not in state]
    problems += [f"unexpected {prefix}{key}" for key in state if key not in own]
    return problems + [
        f"{prefix}{key} is {list(state[key].shape)}, wanted {list(own[key].shape)}"
        for key in own
        if key in state and state[key].shape != own[key].shape
    ]


def load_strictly(module: nn.Module, state: dict[str, Tensor], source: str) -> None:
    """Loads every weight or none; the error names what is missing, left over or of wrong shape."""
    problems = misfits(module, state)
    if problems:
        raise CheckpointError(f"{source} does not fit {type(module).__name__}: {problems}")
    module.load_state_dict(state, strict=True)


def mean_weights(modules: Sequence[nn.Module]) -> dict[str, Tensor]:
    """The mean of each weight over modules of one shape; of equal ones exactly what they are."""
    states = [module.state_dict() for module in modules]
    # In float64: the mean of three equal numbers in float32 may be another one.
    return {
        key: torch.stack([state[key].double() for state in states]).mean(0).to(value.dtype)
        for key, value in states[0].items()
    }


def state_hash(module: nn.Module) -> str:
    """sha256 over all weights, by name."""
    digest = hashlib.sha256()
    for key, value in sorted(module.state_dict().items()):
        digest.update(key.encode())
        digest.update(value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def save(path: Path, content: object) -> None:
    """Writes beside and renames, so that a kill leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    torch.save(content, part)
    part.rename(path)


def load(path: Path) -> dict[str, Any]:
    """What save wrote."""
    content: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return content
