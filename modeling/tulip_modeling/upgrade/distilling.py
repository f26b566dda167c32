"""Stage 1: the student learns the teacher's text embeddings (TULIP, section 3.1)."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tulip_modeling.features import by_length, pad
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.importer.vectors import encode_texts
from tulip_modeling.losses import distillation_loss
from tulip_modeling.rounds import Measured, Rounds
from tulip_modeling.steps import Precision, Steps, make_optimizer
from tulip_modeling.upgrade.options import UpgradeOptions
from tulip_modeling.upgrade.teacher import Teacher

WARMUP = 500  # of 10,000: a twentieth of the training
KEPT_ASIDE = 20  # one in so many is never trained on,
MOST_KEPT = 500  # up to so many in all


def keep_aside(count: int) -> tuple[list[int], list[int]]:
    """Numbers to train on, and numbers to measure on: evenly spread, none of a handful."""
    aside = list(range(KEPT_ASIDE - 1, count, KEPT_ASIDE))[:MOST_KEPT]
    kept = set(aside)
    return [number for number in range(count) if number not in kept], aside


def rounds_of(count: int, size: int) -> int:
    """Rounds of an epoch."""
    return -(-count // size)


def rows_of_round(count: int, size: int, seed: int, number: int) -> NDArray[np.int64]:
    """What round `number` shows: each epoch shows everything once, in an order of its own."""
    epoch, part = divmod(number, rounds_of(count, size))
    order = np.random.default_rng([seed, epoch]).permutation(count)
    return order[part * size : (part + 1) * size]


def closeness(student: ClipTextTower, teacher: Teacher, texts: list[str]) -> Measured:
    """Mean cosine of the student's vectors to the teacher's."""
    if not texts:
        return {}
    ids = teacher.words.read(texts, teacher.context)
    wanted, got = (encode_texts(tower, ids) for tower in (teacher.text, student))
    return {"cosine": float((wanted * got).sum(1).mean())}


def distil_student(
    student: ClipTextTower,
    teacher: Teacher,
    texts: list[str],
    options: UpgradeOptions,
    precision: Precision,
) -> list[Measured]:
    """Trains the student in place, from where a killed run stopped."""
    shown, aside = keep_aside(len(texts))
    count = options.distil_epochs * rounds_of(len(shown), options.round)
    optimizer = make_optimizer(student, options.distil_rate, options.weight_decay)
    steps = Steps(student, optimizer, count, WARMUP, precision)

    def loss_of(ids: Tensor) -> tuple[Tensor, Tensor]:
        with torch.no_grad():
            wanted = teacher.text(ids)
        loss = distillation_loss(student(ids).float(), wanted.float())
        return loss, loss

    def one_round(number: int) -> Measured:
        rows = rows_of_round(len(shown), options.round, options.seed, number)
        ids = teacher.words.read([texts[shown[row]] for row in rows], teacher.context)
        groups = list(by_length(ids, options.batch * teacher.context))
        order = np.random.default_rng([options.seed, number, 1]).permutation(len(groups))
        batches = [pad([ids[i] for i in groups[g]]).to(precision.device) for g in order]
        loss = steps.run(number, batches, loss_of)
        return {"loss": loss, **closeness(student, teacher, [texts[row] for row in aside])}

    path = options.run / "stage1.pt"
    return Rounds(path, student, optimizer, options.seed, count, precision.scaler).run(one_round)
