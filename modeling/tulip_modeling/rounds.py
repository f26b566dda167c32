"""Training in rounds that can be killed at any moment and gone on with to the same end."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.amp import GradScaler
from torch.optim import Optimizer
from tqdm import tqdm

from tulip_modeling.checkpoint import load, save

Measured = dict[str, Any]


def learning_rate(peak: float, step: int, steps: int, warmup: int) -> float:
    """Linear warm-up, then half a cosine down to zero."""
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup)))


def set_learning_rate(optimizer: Optimizer, factor: float) -> None:
    """Sets every group's rate to factor times its own peak (group key "peak")."""
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


@dataclass(frozen=True)
class Rounds:
    """Runs `one(round)` for each round; after each, everything needed to go on is on disk.

    A round must draw all its randomness from torch's global generator (seeded here from seed and
    round) or from generators it seeds itself from the round, so that a resumed run and an
    uninterrupted one are the same.
    """

    path: Path
    module: nn.Module
    optimizer: Optimizer
    seed: int
    count: int
    scaler: GradScaler | None = None  # of mixed precision

    def run(self, one: Callable[[int], Measured]) -> list[Measured]:
        """What each round measured."""
        log: list[Measured] = []
        if self.path.exists():
            saved = load(self.path)
            self.module.load_state_dict(saved["module"])
            self.optimizer.load_state_dict(saved["optimizer"])
            if self.scaler is not None:
                self.scaler.load_state_dict(saved["scaler"])
            log = saved["log"]
        with tqdm(total=self.count, initial=len(log), desc=self.path.stem) as bar:
            for number in range(len(log), self.count):
                torch.manual_seed(self.seed * 100_003 + number)
                log.append(one(number))
                scaler = {} if self.scaler is None else self.scaler.state_dict()
                save(
                    self.path,
                    {
                        "module": self.module.state_dict(),
                        "optimizer": self.optimizer.state_dict(),
                        "scaler": scaler,
                        "log": log,
                    },
                )
                bar.update()
                bar.set_postfix({k: f"{v:.4g}" for k, v in log[-1].items()})
        return log
