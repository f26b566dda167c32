"""Tiny towers and folders that the tests share."""

import hashlib

import pytest
import torch
from torch import nn

from tulip_modeling.paths import Paths
from tulip_modeling.text_tower import Positions, TextConfig, TextTower


def tiny_config(positions: Positions) -> TextConfig:
    return TextConfig(
        positions, vocabulary=64, width=64, layers=2, heads=4, mlp=128, dim=32, context=12
    )


def tiny_tower(positions: Positions, seed: int = 0) -> TextTower:
    torch.manual_seed(seed)
    return TextTower(tiny_config(positions)).eval()


def weights_hash(module: nn.Module) -> str:
    digest = hashlib.sha256()
    for key, value in sorted(module.state_dict().items()):
        digest.update(key.encode())
        digest.update(value.numpy().tobytes())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def paths() -> Paths:
    torch.set_num_threads(2)
    return Paths()
