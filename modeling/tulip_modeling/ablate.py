"""What each choice in training tulip-lite is worth: the same stage 2 with one thing changed.

Every tower is the trained one in float32, not a shipped file, and val is scored alone. Finished
trainings are kept in runs/ablations, so a killed run goes on where it stopped.
"""

import copy
import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tulip_modeling.checkpoint import load, load_strictly, save, state_hash
from tulip_modeling.data import Photo
from tulip_modeling.features import by_length, encode_ids, photo_features
from tulip_modeling.figures import summary
from tulip_modeling.manifest import revisions
from tulip_modeling.material import Material, draw_views, load_material
from tulip_modeling.models import load_tulip_text
from tulip_modeling.paths import Paths
from tulip_modeling.probes import surrounded
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import Ranks, recall_gain
from tulip_modeling.records import Ranked, commit, source_of, write_ranks
from tulip_modeling.results import read_result, write_result
from tulip_modeling.starts import clip, extended, interpolated, student, undistilled
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tokens import CONTEXT, TRAINED_CONTEXT, load_tokenizer, read_all
from tulip_modeling.tune import Towers, TuneRecipe, fit_tulip, round_rng
from tulip_modeling.unit import to_unit
from tulip_modeling.views import ViewRecipe

Start = Callable[[Paths], TextTower]
PLAIN = ViewRecipe(surrounded=0, paired=0, notes=0)


@dataclass(frozen=True)
class Ablation:
    """One training: where it starts, what it changes, and how much its tower can read.

    All take as many steps as the shipped recipe: where views are shorter or fewer, a batch is made
    of more or fewer tokens.
    """

    says: str
    start: Start = student
    recipe: TuneRecipe = field(default_factory=TuneRecipe)
    long_share: float = 1.0  # of the paragraphs
    reads: int | None = None

    def begin(self, paths: Paths) -> TextTower:
        """The tower that stage 2 goes on from."""
        if self.start is student:
            return student(paths, self.recipe.ntk_scale)
        return self.start(paths)


SHIPPED = TuneRecipe()
CUT = replace(SHIPPED, context=CONTEXT)
ABLATIONS = {
    "tulip": Ablation("as shipped"),
    "cut at 77, same views": Ablation(
        "clip-lite tuned on the same pairs and views, cut at 77", clip, CUT, reads=CONTEXT
    ),
    "cut at 77, plain views": Ablation(
        "clip-lite tuned on the same pairs, cut at 77, paragraphs alone",
        clip, replace(CUT, views=PLAIN), reads=CONTEXT,
    ),
    "absolute": Ablation(
        "clip-lite with MiniLM's 512 absolute positions, tuned on the same pairs and views",
        extended, reads=TRAINED_CONTEXT,
    ),
    "absolute, plain views": Ablation(
        "clip-lite with MiniLM's 512 absolute positions, paragraphs alone",
        extended, replace(SHIPPED, views=PLAIN), reads=TRAINED_CONTEXT,
    ),
    "interpolated": Ablation(
        "clip-lite with positions interpolated to 248 as Long-CLIP's, tuned on the same pairs",
        interpolated, replace(SHIPPED, context=248), reads=248,
    ),
    "stage 2 only": Ablation("RoPE swapped in, stage 2 without stage 1", undistilled),
    "plain views": Ablation(
        "paragraphs alone: none among unrelated sentences, none in pairs, no notes",
        recipe=replace(SHIPPED, views=PLAIN),
    ),
    "image head": Ablation(
        "the image head tuned too, its backbone frozen", recipe=replace(SHIPPED, tune_head=True)
    ),
    "theta 10,000": Ablation(
        "theta not scaled for stage 2", recipe=replace(SHIPPED, ntk_scale=0.0)
    ),
    "half the paragraphs": Ablation("half of the paragraphs", long_share=0.5),
    "a quarter of the paragraphs": Ablation("a quarter of the paragraphs", long_share=0.25),
    "no paragraphs": Ablation("short captions and notes of them alone", long_share=0.0),
    "seed 3": Ablation("as shipped, stage 2 with another seed", recipe=replace(SHIPPED, seed=3)),
    "seed 4": Ablation("as shipped, stage 2 with another seed", recipe=replace(SHIPPED, seed=4)),
}  # fmt: skip


def share_out(material: Material, share: float, seed: int) -> Material:
    """The material with the paragraphs of so many of the photos that have one."""
    told = [row for row, photo in enumerate(material.photos) if photo.long]
    kept = set(random.Random(seed).sample(told, round(share * len(told))))
    photos = [p if row in kept else replace(p, long=None) for row, p in enumerate(material.photos)]
    return replace(material, photos=photos)


def lengths_of(material: Material, recipe: TuneRecipe) -> list[list[list[int]]]:
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
    rounds = lengths_of(material, recipe)
    low, high = 1, 64 * recipe.tokens
    while low < high:  # the fewest tokens that take no more steps
        middle = (low + high) // 2
        if count_steps(rounds, middle) > steps:
            low = middle + 1
        else:
            high = middle
    return replace(recipe, tokens=low), count_steps(rounds, low)


def kept_at(paths: Paths, name: str, ablation: Ablation, start: TextTower) -> Path:
    """Where a finished tower is kept: named after all that it was made with, so none is mistaken.

    The reading of val is no part of it.
    """
    made = [state_hash(start), asdict(ablation.recipe), ablation.long_share]
    digest = hashlib.sha256(json.dumps(made).encode()).hexdigest()
    return paths.runs / "ablations" / f"{name}-{digest[:16]}.pt"


def fit(paths: Paths, name: str, ablation: Ablation, material: Material) -> Towers:
    """The tuned towers, from runs/ablations where they have been trained so."""
    head = copy.deepcopy(material.head)
    if name == "tulip":
        return Towers(load_tulip_text(paths.runs / "tulip-lite.pt"), head)
    towers = Towers(ablation.begin(paths), head)
    done = kept_at(paths, name, ablation, towers.text)
    if done.exists():
        load_strictly(towers, load(done), done.name)
        return towers.eval()
    steps = done.with_suffix(".rounds.pt")
    kept, _ = fit_tulip(towers.text, material, ablation.recipe, steps, lambda _: {})
    save(done, kept.state_dict())
    return kept.eval()


@dataclass(frozen=True)
class Val:
    """The questions that decide, and the val photos' features."""

    photos: list[Photo]
    questions: tuple[Queries, ...]
    features: Tensor  # [photos, 1280]

    @torch.inference_mode()
    def ranks(self, towers: Towers, reads: int | None) -> dict[str, Ranks]:
        """Ranks by question, texts cut to what the tower can read."""
        vectors = to_unit(towers.head(self.features))  # [photos, dim]
        tokenizer = load_tokenizer()
        return {
            q.name: q.ranks(
                encode_ids(towers.text, read_all(tokenizer, list(q.texts), reads)), vectors
            )
            for q in self.questions
        }

    def summaries(self, ranks: dict[str, Ranks]) -> dict[str, Any]:
        """What the ranks come to, by question."""
        return {q.name: summary(ranks[q.name], q.clusters) for q in self.questions}

    def gains(self, ours: dict[str, Ranks], theirs: dict[str, Ranks]) -> dict[str, Any]:
        """Paired differences in R@1, by question."""
        return {
            q.name: asdict(recall_gain(ours[q.name], theirs[q.name], q.clusters))
            for q in self.questions
        }

    def ranked(self, queries: Queries, shipped: Ranks, changed: Ranks) -> Ranked:
        """The ranks of one question, with the shipped recipe and with the changed one."""
        names = [photo.path.name for photo in self.photos[queries.gallery]]
        told = tuple(names[owner] for owner in queries.answers.tolist())
        return Ranked(queries.name, told, {"as shipped": shipped, "this": changed})


def load_val(paths: Paths) -> Val:
    """Short captions, paragraphs, and paragraphs among unrelated sentences, as the probe's."""
    photos, found = load_queries(paths.data, "val")
    short, long = (next(q for q in found if q.name == n) for n in ("short", "long-pooled"))
    rng = random.Random(512)
    among = tuple(surrounded(text, 512, rng) for text in long.texts)
    questions = (short, long, replace(long, name="unrelated, 512", texts=among))
    return Val(photos, questions, photo_features(paths.runs, photos, "val"))


def measured_before(paths: Paths, weights: str) -> dict[str, Any]:
    """The rows of results/ablations.json that were set against these shipped weights."""
    if not (paths.results / "ablations.json").exists():
        return {}
    rows = read_result(paths.results, "ablations")
    return {name: row for name, row in rows.items() if row["against"] == weights}


def ablate(paths: Paths, names: Sequence[str] = ()) -> None:
    """Trains and scores the named configurations, or all; what was measured of others stays.

    The ranks of long questions lie in results/ablations; those of short ones would be megabytes.
    """
    material, val = load_material(paths), load_val(paths)
    weights = revisions(paths.models)["tulip-lite"]
    measured = measured_before(paths, weights)
    steps = count_steps(lengths_of(material, SHIPPED), SHIPPED.tokens)
    shipped = val.ranks(fit(paths, "tulip", ABLATIONS["tulip"], material), None)
    for name in names or ABLATIONS:
        ablation, taken = ABLATIONS[name], steps
        shared = share_out(material, ablation.long_share, ablation.recipe.seed)
        if name != "tulip":
            recipe, taken = with_steps(shared, ablation.recipe, steps)
            ablation = replace(ablation, recipe=recipe)
        untuned = val.ranks(Towers(ablation.begin(paths), material.head), ablation.reads)
        ranks = val.ranks(fit(paths, name, ablation, shared), ablation.reads)
        measured[name] = {
            "says": ablation.says,
            "against": weights,
            "commit": commit(),
            "steps": taken,
            "long share": ablation.long_share,
            "reads": ablation.reads,
            "recipe": asdict(ablation.recipe),
            "untuned": val.summaries(untuned),
            "tuned": val.summaries(ranks),
            "R@1 that the shipped recipe adds": val.gains(shipped, ranks),
        }
        in_order = {each: measured[each] for each in ABLATIONS if each in measured}
        write_result(paths.results, "ablations", in_order)
        source = source_of(paths, "val", val.photos)
        told = [val.ranked(q, shipped[q.name], ranks[q.name]) for q in val.questions[1:]]
        write_ranks(paths.results / "ablations", name, source, told)
