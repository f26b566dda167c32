"""Stage 2: long captions to photos, with some short ones (TULIP, section 3.3)."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from tqdm import tqdm

from tulip_modeling.captions import Captioned
from tulip_modeling.checkpoint import load, save
from tulip_modeling.features import pad
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.importer.framing import Framing
from tulip_modeling.importer.vectors import encode_photos, encode_texts, load_photos
from tulip_modeling.importer.vit import VisionTower
from tulip_modeling.losses import contrastive_loss
from tulip_modeling.ranks import ranks_of, recall
from tulip_modeling.rounds import Measured, Rounds
from tulip_modeling.steps import Precision, Steps, make_optimizer
from tulip_modeling.tokens import read_all
from tulip_modeling.upgrade.distilling import (
    WARMUP,
    keep_aside,
    rounds_of,
    rows_of_round,
)
from tulip_modeling.upgrade.options import UpgradeOptions
from tulip_modeling.upgrade.teacher import LARGEST_SCALE, Teacher

CHUNK = 1024  # photos whose vectors are saved together


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


def photo_vectors(
    tower: VisionTower, photos: Sequence[Path], framing: Framing, folder: Path
) -> Tensor:
    """Unit vectors [photos, dim], each encoded once: a killed run goes on at the next chunk."""
    chunks = []
    for start in tqdm(range(0, len(photos), CHUNK), desc="photos, 1,024 at a time"):
        path = folder / f"photos-{start:08}.pt"
        if not path.exists():
            vectors = encode_photos(tower, photos[start : start + CHUNK], framing)
            save(path, {"vectors": vectors})
        chunks.append(load(path)["vectors"])
    return torch.cat(chunks)


def align_student(
    model: Aligned,
    teacher: Teacher,
    pairs: Sequence[Captioned],
    options: UpgradeOptions,
    precision: Precision,
) -> tuple[Measured, list[Measured]]:
    """Trains the model in place, from where a killed run stopped; what was before, and the log."""
    files = [pair.photo for pair in pairs]
    frozen = None
    if model.image is None:
        frozen = photo_vectors(teacher.image, files, teacher.framing, options.run)
    shown, aside = keep_aside(len(pairs))
    count = options.tune_epochs * rounds_of(len(shown), options.round)
    optimizer = make_optimizer(model, options.tune_rate, options.weight_decay)
    steps = Steps(model, optimizer, count, WARMUP, precision)
    words = teacher.words

    def read(texts: list[str]) -> list[list[int]]:
        return read_all(words.tokenizer, texts, options.context, words.end)

    def photos_of(rows: list[int]) -> Tensor:
        if frozen is not None:
            return frozen[rows].to(precision.device)
        assert model.image is not None
        pixels = load_photos([files[row] for row in rows], teacher.framing)
        vectors: Tensor = model.image(pixels.to(precision.device))
        return vectors

    def loss_of(batch: PairBatch) -> tuple[Tensor, Tensor]:
        photos = photos_of(batch.rows)  # [batch, dim]
        texts = [model.text(ids.to(precision.device)) for ids in (batch.long, batch.short)]
        # Scores of up to 100 in bfloat16 would be off by a quarter.
        with torch.autocast(precision.device.type, enabled=False):
            scale = model.logit_scale.exp()
            long, short = (contrastive_loss(t.float(), photos.float(), scale) for t in texts)
        loss = options.long_weight * long + (1 - options.long_weight) * short
        return loss, loss

    def one_round(number: int) -> Measured:
        rows = rows_of_round(len(shown), options.round, options.seed, number)
        rng = random.Random(options.seed * 100_003 + number)
        batches = draw_batches(pairs, [shown[row] for row in rows], read, options.batch, rng)
        return {"loss": steps.run(number, batches, loss_of, model.hold_scale), **found()}

    def found() -> Measured:
        """R@1 of the long captions kept aside, among their photos."""
        if len(aside) < 2:
            return {}
        texts = encode_texts(model.text, read([pairs[row].captions[0] for row in aside]))
        image = teacher.image if model.image is None else model.image
        photos = encode_photos(image, [files[row] for row in aside], teacher.framing)
        return {"R@1": recall(ranks_of(texts, photos, torch.arange(len(aside))), 1)}

    before = found()
    path = options.run / "stage2.pt"
    rounds = Rounds(path, model, optimizer, options.seed, count, precision.scaler)
    return before, rounds.run(one_round)
