"""Stage 2: long captions to photos, with some short ones (TULIP, section 3.3)."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from tulip_modeling.captions import Captioned
from tulip_modeling.features import pad
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.importer.vectors import encode_photos, encode_texts, load_photos, photo_vectors
from tulip_modeling.importer.vit import VisionTower
from tulip_modeling.losses import contrastive_loss
from tulip_modeling.ranks import ranks_of, recall
from tulip_modeling.rounds import Measured, Rounds
from tulip_modeling.steps import Precision, Steps, make_optimizer
from tulip_modeling.upgrade.distilling import (
    WARMUP,
    keep_aside,
    rounds_of,
    rows_of_round,
)
from tulip_modeling.upgrade.options import UpgradeOptions
from tulip_modeling.upgrade.teacher import LARGEST_SCALE, Teacher


class Aligned(nn.Module):
    """What stage 2 trains: the text tower, the temperature, and the image tower if asked."""

    def __init__(self, text: ClipTextTower, image: VisionTower | None, logit_scale: Tensor) -> None:
        super().__init__()
        self.text, self.image = text, image
        self.logit_scale = nn.Parameter(logit_scale.to(text.text_projection.device))

    def hold_scale(self) -> None:
        """As CLIP's training does after each step."""
        self.logit_scale.data.clamp_(0, LARGEST_SCALE)


@dataclass(frozen=True)
class PairBatch:
    """Photo numbers, and the ids of one long caption and its short form for each."""

    rows: list[int]
    long: Tensor  # [batch, length]
    short: Tensor  # [batch, length]


def draw_batches(
    pairs: Sequence[Captioned],
    rows: Sequence[int],
    read: Callable[[list[str]], list[list[int]]],
    batch: int,
    rng: random.Random,
) -> list[PairBatch]:
    """Batches of different photos, one caption each; the last few join a full batch."""
    chosen = [rng.randrange(len(pairs[row].captions)) for row in rows]
    long = read([pairs[row].captions[one] for row, one in zip(rows, chosen, strict=True)])
    short = read([pairs[row].short[one] for row, one in zip(rows, chosen, strict=True)])
    return [
        PairBatch(
            [rows[i] for i in group], pad([long[i] for i in group]), pad([short[i] for i in group])
        )
        for group in np.array_split(np.arange(len(rows)), max(1, len(rows) // batch))
    ]


@dataclass(frozen=True)
class Alignment:
    """The model, what it learns from, and how."""

    model: Aligned
    teacher: Teacher
    pairs: Sequence[Captioned]
    frozen: Tensor | None  # vectors of all photos [photos, dim], where the image tower is frozen
    options: UpgradeOptions
    precision: Precision

    def read(self, texts: list[str]) -> list[list[int]]:
        """Ids, cut at the new context."""
        return self.teacher.words.read(texts, self.options.context)

    def photos(self, rows: list[int]) -> Tensor:
        """Unit vectors of a batch [batch, dim]."""
        if self.frozen is not None:
            return self.frozen[rows].to(self.precision.device)
        assert self.model.image is not None
        files = [self.pairs[row].photo for row in rows]
        pixels = load_photos(files, self.teacher.framing)
        vectors: Tensor = self.model.image(pixels.to(self.precision.device))
        return vectors

    def loss(self, batch: PairBatch) -> tuple[Tensor, Tensor]:
        """Long and short captions against the batch's photos."""
        device, weight = self.precision.device, self.options.long_weight
        photos = self.photos(batch.rows)
        texts = [self.model.text(ids.to(device)) for ids in (batch.long, batch.short)]
        # Scores of up to 100 in bfloat16 would be off by a quarter.
        with torch.autocast(device.type, enabled=False):
            scale = self.model.logit_scale.exp()
            long, short = (contrastive_loss(t.float(), photos.float(), scale) for t in texts)
        loss = weight * long + (1 - weight) * short
        return loss, loss

    def recall(self, rows: list[int]) -> Measured:
        """R@1 of one long caption each among these photos."""
        if len(rows) < 2:
            return {}
        texts = self.read([self.pairs[row].captions[0] for row in rows])
        vectors = encode_texts(self.model.text, texts)
        if self.frozen is not None:
            photos = self.frozen[rows]
        else:
            assert self.model.image is not None
            files = [self.pairs[row].photo for row in rows]
            photos = encode_photos(self.model.image, files, self.teacher.framing)
        return {"R@1": recall(ranks_of(vectors, photos, torch.arange(len(rows))), 1)}


def align_student(
    model: Aligned,
    teacher: Teacher,
    pairs: Sequence[Captioned],
    options: UpgradeOptions,
    precision: Precision,
) -> tuple[Measured, list[Measured]]:
    """Trains the model in place, from where a killed run stopped; what was before, and the log."""
    frozen = None
    if model.image is None:
        files = [pair.photo for pair in pairs]
        frozen = photo_vectors(teacher.image, files, teacher.framing, options.run)
    stage = Alignment(model, teacher, pairs, frozen, options, precision)
    shown, aside = keep_aside(len(pairs))
    count = options.tune_epochs * rounds_of(len(shown), options.round)
    optimizer = make_optimizer(model, options.tune_rate, options.weight_decay)
    steps = Steps(model, optimizer, count, WARMUP, precision)

    def one_round(number: int) -> Measured:
        rows = rows_of_round(len(shown), options.round, options.seed, number)
        rng = random.Random(options.seed * 100_003 + number)
        batches = draw_batches(pairs, [shown[row] for row in rows], stage.read, options.batch, rng)
        loss = steps.run(number, batches, stage.loss, model.hold_scale)
        return {"loss": loss, **stage.recall(aside)}

    before = stage.recall(aside)
    path = options.run / "stage2.pt"
    rounds = Rounds(path, model, optimizer, options.seed, count, precision.scaler)
    return before, rounds.run(one_round)
