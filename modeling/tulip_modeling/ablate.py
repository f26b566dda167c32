"""What each choice in training tulip-lite is worth: the same stage 2 with one thing changed.

Rows are towers in float32, but for the shipped file, and are set against one of the runs that it is
averaged from. Val is scored alone. Finished trainings are kept in runs/ablations, so a killed run
goes on where it stopped.
"""

import copy
import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tulip_modeling.ablation_tables import GAIN
from tulip_modeling.ablations import ABLATIONS, AVERAGE, ONE, SHIPPED, Ablation, share_out
from tulip_modeling.checkpoint import load, load_strictly, save, state_hash
from tulip_modeling.data import Photo
from tulip_modeling.features import encode_ids, photo_features, photo_maps
from tulip_modeling.figures import summary
from tulip_modeling.image_tower import ImageEnd
from tulip_modeling.material import Material, load_material, with_last_stage
from tulip_modeling.paths import Paths
from tulip_modeling.probes import surrounded
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import Ranks, recall_gain
from tulip_modeling.records import Ranked, commit, source_of, write_ranks
from tulip_modeling.results import read_result, write_result
from tulip_modeling.shipped import open_kept
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tokens import load_tokenizer, read_all
from tulip_modeling.tune import Towers, fit_tulip, tune_once
from tulip_modeling.tune_recipe import count_steps, lengths_of, with_steps


def kept_at(paths: Paths, name: str, ablation: Ablation, start: TextTower) -> Path:
    """Where a finished tower is kept: named after all that it was made with, so none is mistaken.

    The reading of val is no part of it.
    """
    made = [state_hash(start), asdict(ablation.recipe), ablation.long_share]
    digest = hashlib.sha256(json.dumps(made).encode()).hexdigest()
    return paths.runs / "ablations" / f"{name}-{digest[:16]}.pt"


def fit(paths: Paths, name: str, ablation: Ablation, material: Material) -> Towers:
    """The tuned towers, from runs/ where they have been trained so."""
    towers = Towers(ablation.begin(paths), copy.deepcopy(material.image))
    if ablation.is_run:
        towers.text, _ = tune_once(paths, material, ablation.recipe)
        return towers.eval()
    done = kept_at(paths, name, ablation, towers.text)
    if done.exists():
        load_strictly(towers, load(done), done.name)
        return towers.eval()
    steps = done.with_suffix(".rounds.pt")
    kept, _ = fit_tulip(towers.text, material, ablation.recipe, steps)
    save(done, kept.state_dict())
    return kept.eval()


Encode = Callable[[list[list[int]]], Tensor]  # the ids of texts -> [texts, dim]


@dataclass(frozen=True)
class Val:
    """The questions that decide, and the val photos' features."""

    photos: list[Photo]
    questions: tuple[Queries, ...]
    features: Tensor  # [photos, 1280], or maps [photos, 192, 7, 7]

    @torch.inference_mode()
    def ranks(self, encode: Encode, image: ImageEnd, reads: int | None) -> dict[str, Ranks]:
        """Ranks by question, texts cut to what the tower can read."""
        vectors = image(self.features)  # [photos, dim]
        tokenizer = load_tokenizer()
        return {
            q.name: q.ranks(encode(read_all(tokenizer, list(q.texts), reads)), vectors)
            for q in self.questions
        }

    def ranks_of(self, towers: Towers, reads: int | None) -> dict[str, Ranks]:
        """The same of towers in PyTorch."""
        return self.ranks(lambda ids: encode_ids(towers.text, ids), towers.image, reads)

    def summaries(self, ranks: dict[str, Ranks]) -> dict[str, Any]:
        """What the ranks come to, by question."""
        return {q.name: summary(ranks[q.name], q.clusters) for q in self.questions}

    def gains(self, ours: dict[str, Ranks], theirs: dict[str, Ranks]) -> dict[str, Any]:
        """Paired differences in R@1, by question."""
        return {
            q.name: asdict(recall_gain(ours[q.name], theirs[q.name], q.clusters))
            for q in self.questions
        }

    def ranked(self, queries: Queries, one: Ranks, changed: Ranks) -> Ranked:
        """The ranks of one question, by one run of the shipped recipe and by the changed one."""
        names = [photo.path.name for photo in self.photos[queries.gallery]]
        told = tuple(names[owner] for owner in queries.answers.tolist())
        return Ranked(queries.name, told, {"one run": one, "this": changed})


def load_val(paths: Paths) -> Val:
    """Short captions, paragraphs, and paragraphs among unrelated sentences, as the probe's."""
    photos, found = load_queries(paths.data, "val")
    short, long = (next(q for q in found if q.name == n) for n in ("short", "long-pooled"))
    rng = random.Random(512)
    among = tuple(surrounded(text, 512, rng) for text in long.texts)
    questions = (short, long, replace(long, name="unrelated, 512", texts=among))
    return Val(photos, questions, photo_features(paths.runs, photos, "val"))


def measured_before(paths: Paths, weights: str) -> dict[str, Any]:
    """The rows of results/ablations.json that were set against this run's weights."""
    if not (paths.results / "ablations.json").exists():
        return {}
    rows = read_result(paths.results, "ablations")
    return {name: row for name, row in rows.items() if row["against"] == weights}


@dataclass(frozen=True)
class Bench:
    """What every row is measured with: the material, val, and one run of the shipped recipe."""

    material: Material
    val: Val
    against: str  # the run's weights
    one: dict[str, Ranks]
    steps: int

    def measure(self, paths: Paths, name: str) -> tuple[dict[str, Any], dict[str, Ranks]]:
        """One row, and its ranks by question."""
        ablation, material, val, steps = ABLATIONS[name], self.material, self.val, self.steps
        if ablation.recipe.image == "last stage":
            material = with_last_stage(paths, material)
            val = replace(val, features=photo_maps(paths.runs, val.photos, "val"))
        untuned = val.ranks_of(Towers(ablation.begin(paths), material.image), ablation.reads)
        if name == AVERAGE:
            ranks = val.ranks(open_kept(paths, "tulip-lite").texts, material.image, None)
        else:
            material = share_out(material, ablation.long_share, ablation.recipe.seed)
            if name != ONE:
                recipe, steps = with_steps(material, ablation.recipe, steps)
                ablation = replace(ablation, recipe=recipe)
            ranks = val.ranks_of(fit(paths, name, ablation, material), ablation.reads)
        row = {
            "says": ablation.says,
            "against": self.against,
            "commit": commit(),
            "steps": steps,
            "long share": ablation.long_share,
            "reads": ablation.reads,
            "recipe": asdict(ablation.recipe),
            "untuned": val.summaries(untuned),
            "tuned": val.summaries(ranks),
            GAIN: val.gains(self.one, ranks),
        }
        return row, ranks


def prepare(paths: Paths) -> Bench:
    """Loads everything, and trains the run that rows are set against unless it is there."""
    material, val = load_material(paths), load_val(paths)
    one = fit(paths, ONE, ABLATIONS[ONE], material)
    steps = count_steps(lengths_of(material, SHIPPED), SHIPPED.tokens)
    return Bench(material, val, state_hash(one.text), val.ranks_of(one, None), steps)


def ablate(paths: Paths, names: Sequence[str] = ()) -> None:
    """Trains and scores the named configurations, or all; what was measured of others stays.

    The ranks of long questions lie in results/ablations; those of short ones would be megabytes.
    """
    bench = prepare(paths)
    val, measured = bench.val, measured_before(paths, bench.against)
    for name in names or ABLATIONS:
        measured[name], ranks = bench.measure(paths, name)
        in_order = {each: measured[each] for each in ABLATIONS if each in measured}
        write_result(paths.results, "ablations", in_order)
        source = source_of(paths, "val", val.photos)
        told = [val.ranked(q, bench.one[q.name], ranks[q.name]) for q in val.questions[1:]]
        write_ranks(paths.results / "ablations", name, source, told)
