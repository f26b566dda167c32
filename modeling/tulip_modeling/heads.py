"""Projection heads on frozen features, and how they are fitted."""

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from tulip_modeling.image_tower import DIM
from tulip_modeling.losses import contrastive_loss
from tulip_modeling.rounds import Measured, Rounds, learning_rate, set_learning_rate


@dataclass(frozen=True)
class HeadRecipe:
    """Everything that shapes a pair of heads."""

    epochs: int = 14
    batch: int = 512
    peak: float = 2e-3
    weight_decay: float = 0.2
    smoothing: float = 0.1
    image_dropout: float = 0.5
    text_dropout: float = 0.2
    noise: float = 0.1  # of each feature's own standard deviation
    scale: float = 14.0  # initial 1 / temperature; learned
    average: float = 0.0  # decay of a moving average of the weights, 0: none
    seed: int = 0


class Heads(nn.Module):
    """Both heads and the temperature."""

    def __init__(self, image_width: int, text_width: int, scale: float) -> None:
        super().__init__()
        self.image = nn.Linear(image_width, DIM)
        self.text = nn.Linear(text_width, DIM)
        self.log_scale = nn.Parameter(torch.tensor(scale).log())


@dataclass(frozen=True)
class Pairs:
    """Frozen features of photos and their captions, which photo each caption belongs to."""

    photos: Tensor  # [photos, 1280]
    captions: Tensor  # [captions, 384]
    owner: Tensor  # [captions], photo numbers, ascending


def caption_rounds(owner: Tensor, repeats: Tensor, generator: torch.Generator) -> Tensor:
    """Caption numbers of one epoch: passes that each hold a photo at most once, shuffled.

    repeats [photos] is how often an epoch shows each photo; captions take turns.
    """
    passes = []
    starts = torch.searchsorted(owner, torch.arange(len(repeats)))
    counts = torch.bincount(owner, minlength=len(repeats))
    first = torch.randint(0, 1 << 20, (len(repeats),), generator=generator)
    for turn in range(int(repeats.max())):
        photos = torch.nonzero(repeats > turn)[:, 0]
        photos = photos[torch.randperm(len(photos), generator=generator)]
        passes.append(starts[photos] + (first[photos] + turn) % counts[photos])
    return torch.cat(passes)


def jitter(x: Tensor, spread: Tensor, noise: float, dropout: float) -> Tensor:
    """Feature noise and dropout."""
    return F.dropout(x + noise * spread * torch.randn_like(x), dropout)


def moving_average(module: nn.Module, decay: float) -> AveragedModel:
    """A copy of a module that follows its weights; call update_parameters after each step."""
    return AveragedModel(module, multi_avg_fn=get_ema_multi_avg_fn(decay))  # type: ignore[no-untyped-call]


def fit_heads(pairs: Pairs, recipe: HeadRecipe, repeats: Tensor, path: Path) -> Heads:
    """Heads trained with CLIP's loss; resumes from path."""
    torch.manual_seed(recipe.seed)
    heads = Heads(pairs.photos.shape[1], pairs.captions.shape[1], recipe.scale)
    averaged = moving_average(heads, recipe.average)
    groups = [
        {"params": [p for p in heads.parameters() if p.ndim > 1], "peak": recipe.peak},
        {
            "params": [p for p in heads.parameters() if p.ndim <= 1],
            "peak": recipe.peak,
            "weight_decay": 0.0,
        },
    ]
    optimizer = torch.optim.AdamW(groups, lr=recipe.peak, weight_decay=recipe.weight_decay)
    spreads = pairs.photos.std(0), pairs.captions.std(0)
    steps = recipe.epochs * (int(repeats.sum()) // recipe.batch)

    def one_epoch(epoch: int) -> Measured:
        heads.train()
        generator = torch.Generator().manual_seed(recipe.seed * 1009 + epoch)
        order = caption_rounds(pairs.owner, repeats, generator)
        total, per_epoch = 0.0, len(order) // recipe.batch
        for step in range(per_epoch):
            rows = order[step * recipe.batch : (step + 1) * recipe.batch]
            owners = pairs.owner[rows]
            x = jitter(pairs.photos[owners], spreads[0], recipe.noise, recipe.image_dropout)
            y = jitter(pairs.captions[rows], spreads[1], recipe.noise, recipe.text_dropout)
            photos, texts = F.normalize(heads.image(x)), F.normalize(heads.text(y))
            loss = contrastive_loss(texts, photos, heads.log_scale.exp(), recipe.smoothing)
            factor = learning_rate(1.0, epoch * per_epoch + step, steps, 50)
            set_learning_rate(optimizer, factor)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            averaged.update_parameters(heads)
            total += loss.item()
        return {"loss": total / per_epoch, "scale": heads.log_scale.exp().item()}

    trained = nn.ModuleDict({"heads": heads, "averaged": averaged})
    Rounds(path, trained, optimizer, recipe.seed, recipe.epochs).run(one_epoch)
    chosen = averaged.module if recipe.average else heads
    assert isinstance(chosen, Heads)
    return chosen.eval()
