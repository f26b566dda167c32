"""The loop that trainings share: the batches of one round, at the precision of the device."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import torch
from torch import Tensor, nn
from torch.amp import GradScaler
from torch.optim import AdamW, Optimizer
from tqdm import tqdm

from tulip_modeling.rounds import learning_rate, set_learning_rate

Batch = TypeVar("Batch")
PrecisionName = Literal["auto", "fp32", "bf16", "fp16"]
PARTS = 10_000  # of a whole training, in which warm-up is counted


@dataclass(frozen=True)
class Precision:
    """Where a step is computed, and in which type; weights and optimizer stay float32."""

    device: torch.device
    dtype: torch.dtype
    scaler: GradScaler  # does nothing unless the type is float16, whose gradients underflow

    def autocast(self) -> torch.autocast:
        """Matrix products in `dtype`; sums, norms and softmax stay float32."""
        return torch.autocast(
            self.device.type, dtype=self.dtype, enabled=self.dtype != torch.float32
        )


def choose_precision(name: PrecisionName = "fp32", device: str | None = None) -> Precision:
    """ "auto": float32 on a CPU; on a GPU bfloat16 where it has it, else float16."""
    where = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
    types = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
    if name == "auto":
        name = "fp32"
        if where.type == "cuda":
            name = "bf16" if torch.cuda.is_bf16_supported() else "fp16"
    scaler = GradScaler(where.type, enabled=name == "fp16")
    return Precision(where, types[name], scaler)


def plain_precision() -> Precision:
    """float32 on the CPU."""
    return choose_precision("fp32", "cpu")


def make_optimizer(module: nn.Module, peak: float, weight_decay: float) -> AdamW:
    """AdamW over what is not frozen; no decay on biases, norms and single numbers."""
    weights = [weight for weight in module.parameters() if weight.requires_grad]
    groups: list[dict[str, Any]] = [
        {"params": [weight for weight in weights if weight.ndim > 1]},
        {"params": [weight for weight in weights if weight.ndim <= 1], "weight_decay": 0.0},
    ]
    optimizer = AdamW(groups, lr=peak, weight_decay=weight_decay)
    for group in optimizer.param_groups:
        group["peak"] = peak
    return optimizer


@dataclass(frozen=True)
class Steps:
    """One optimizer step a batch, over `rounds` rounds: warm-up, then half a cosine to zero."""

    module: nn.Module
    optimizer: Optimizer
    rounds: int
    warmup: int  # of PARTS
    precision: Precision = field(default_factory=plain_precision)

    def run(
        self,
        number: int,
        batches: Sequence[Batch],
        loss_of: Callable[[Batch], tuple[Tensor, Tensor]],
        after: Callable[[], object] = lambda: None,
    ) -> float:
        """Round `number`; loss_of gives what is minimised and what is reported: its mean."""
        self.module.train()
        scaler, total = self.precision.scaler, 0.0
        for step, batch in enumerate(tqdm(batches, desc="batches", leave=False)):
            done = (number + step / len(batches)) / self.rounds
            rate = learning_rate(1.0, int(done * PARTS), PARTS, self.warmup)
            set_learning_rate(self.optimizer, rate)
            with self.precision.autocast():
                loss, reported = loss_of(batch)
            self.optimizer.zero_grad()
            scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
            scaler.unscale_(self.optimizer)
            nn.utils.clip_grad_norm_(self.module.parameters(), 1.0)
            scaler.step(self.optimizer)
            scaler.update()
            after()
            total += reported.item()
        return total / len(batches)
