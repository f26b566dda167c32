"""What shapes stage 2, and how many steps it takes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tulip_modeling.features import by_length
from tulip_modeling.material import Material, draw_views
from tulip_modeling.starts import NTK_SCALE
from tulip_modeling.steps import PrecisionName
from tulip_modeling.tokens import TRAINED_CONTEXT, load_tokenizer, read_all
from tulip_modeling.views import ViewRecipe

ImagePart = Literal["frozen", "last stage"]  # the last stage with the head
SEEDS = (2, 3, 4)  # of the runs whose weights are averaged


@dataclass(frozen=True)
class TuneRecipe:
    """Everything that shapes stage 2."""

    context: int = TRAINED_CONTEXT  # views are cut to so many tokens
    rounds: int = 8  # each shows every paragraph once
    tokens: int = 3072  # of a batch of long texts
    shorts: int = 64  # short captions beside each
    negatives: int = 2000  # further photos; the image tower is frozen, so they cost little
    peak: float = 1e-4
    weight_decay: float = 0.05
    long_weight: float = 0.8  # the paper's 0.8 and 0.2
    keep: float = 1.0  # weight of staying near the teacher on short captions
    scale: float = 30.0  # 1 / temperature, fixed
    smoothing: float = 0.1
    image_dropout: float = 0.3
    text_dropout: float = 0.1
    noise: float = 0.1
    average: float = 0.98
    ntk_scale: float = NTK_SCALE
    image: ImagePart = "frozen"  # what of the image tower is tuned too
    precision: PrecisionName = "bf16"
    views: ViewRecipe = field(default_factory=ViewRecipe)
    seed: int = SEEDS[0]


def round_rng(recipe: TuneRecipe, number: int) -> random.Random:
    """What draws the views of a round."""
    return random.Random(recipe.seed * 100_003 + number)


def ids_by_round(material: Material, recipe: TuneRecipe) -> list[list[list[int]]]:
    """The ids of every view that stage 2 would show, by round."""
    rounds = []
    for number in range(recipe.rounds):
        views = draw_views(material.photos, recipe.views, round_rng(recipe, number))
        rounds.append(read_all(load_tokenizer(), [text for _, text in views], recipe.context))
    return rounds


def count_steps(rounds: Sequence[Sequence[Sequence[int]]], tokens: int) -> int:
    """How many batches of so many tokens the views of all rounds make."""
    return sum(len(list(by_length(ids, tokens))) for ids in rounds)


def with_steps(material: Material, recipe: TuneRecipe, steps: int) -> tuple[TuneRecipe, int]:
    """The recipe with batches of as many tokens as make it take so many steps, or just fewer."""
    rounds = ids_by_round(material, recipe)
    low, high = 1, 64 * recipe.tokens
    while low < high:  # the fewest tokens that take no more steps
        middle = (low + high) // 2
        if count_steps(rounds, middle) > steps:
            low = middle + 1
        else:
            high = middle
    return replace(recipe, tokens=low), count_steps(rounds, low)


def with_seeds(material: Material, recipe: TuneRecipe) -> list[TuneRecipe]:
    """The recipe, and with every other seed in batches that take as many steps, or just fewer."""
    steps = count_steps(ids_by_round(material, recipe), recipe.tokens)
    others = (with_steps(material, replace(recipe, seed=seed), steps) for seed in SEEDS[1:])
    return [recipe, *(other for other, _ in others)]
