"""What each choice in training tulip-lite is worth: the same stage 2 with one thing changed.

Every tower is the trained one in float32, not a shipped file, and val is scored alone. Finished
trainings are kept in runs/ablations, so a killed run goes on where it stopped.
"""

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Any

import torch
from torch import Tensor

from tulip_modeling.checkpoint import load, load_strictly, save
from tulip_modeling.evaluate import summary
from tulip_modeling.features import encode_ids, photo_features
from tulip_modeling.manifest import revisions
from tulip_modeling.material import Material, load_material
from tulip_modeling.models import load_tulip_text
from tulip_modeling.paths import Paths
from tulip_modeling.probes import surrounded
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import Ranks, recall_at_1_gain
from tulip_modeling.results import read_result, write_result
from tulip_modeling.starts import clip, extended, interpolated, student, undistilled
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tokens import CONTEXT, TRAINED_CONTEXT, load_tokenizer, read_all
from tulip_modeling.tune import Towers, TuneRecipe, fit_tulip
from tulip_modeling.unit import to_unit
from tulip_modeling.views import ViewRecipe

Start = Callable[[Paths], TextTower]
PLAIN = ViewRecipe(surrounded=0, paired=0, notes=0)


@dataclass(frozen=True)
class Ablation:
    """One training: where it starts, what it changes, and how much its tower can read."""

    says: str
    start: Start = student
    recipe: TuneRecipe = field(default_factory=TuneRecipe)
    long_share: float = 1.0  # of the paragraphs
    reads: int | None = None


SHIPPED = TuneRecipe()
ABLATIONS = {
    "tulip": Ablation("as shipped"),
    "cut at 77": Ablation(
        "clip-lite tuned on the same pairs, cut at 77",
        clip, replace(SHIPPED, context=CONTEXT), reads=CONTEXT,
    ),
    "absolute": Ablation(
        "clip-lite with MiniLM's 512 absolute positions, tuned on the same pairs",
        extended, reads=TRAINED_CONTEXT,
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
    "theta 10,000": Ablation("theta not scaled for stage 2", partial(student, scale=0.0)),
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


def fit(paths: Paths, name: str, material: Material) -> Towers:
    """The tuned towers, from runs/ablations where they have been trained."""
    head = copy.deepcopy(material.head)
    if name == "tulip":
        return Towers(load_tulip_text(paths.runs / "tulip-lite.pt"), head)
    ablation = ABLATIONS[name]
    towers = Towers(ablation.start(paths), head)
    done = paths.runs / "ablations" / f"{name}.pt"
    if done.exists():
        load_strictly(towers, load(done), done.name)
        return towers.eval()
    recipe = ablation.recipe
    shared = share_out(material, ablation.long_share, recipe.seed)
    steps = done.with_suffix(".rounds.pt")
    kept, _ = fit_tulip(towers.text, shared, recipe, steps, lambda _: {})
    save(done, kept.state_dict())
    return kept.eval()


@dataclass(frozen=True)
class Val:
    """The questions that decide, and the val photos' features."""

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


def load_val(paths: Paths) -> Val:
    """Short captions, paragraphs, and paragraphs among unrelated sentences, as the probe's."""
    photos, found = load_queries(paths.data, "val")
    short, long = (next(q for q in found if q.name == n) for n in ("short", "long-pooled"))
    rng = random.Random(512)
    among = tuple(surrounded(text, 512, rng) for text in long.texts)
    questions = (short, long, replace(long, name="unrelated, 512", texts=among))
    return Val(questions, photo_features(paths.runs, photos, "val"))


def measured_before(paths: Paths, weights: str) -> dict[str, Any]:
    """The rows of results/ablations.json that were set against these shipped weights."""
    if not (paths.results / "ablations.json").exists():
        return {}
    rows = read_result(paths.results, "ablations")
    return {name: row for name, row in rows.items() if row["against"] == weights}


def ablate(paths: Paths, names: Sequence[str] = ()) -> None:
    """Trains and scores the named configurations, or all; what was measured of others stays."""
    material, val = load_material(paths), load_val(paths)
    weights = revisions(paths.models)["tulip-lite"]
    measured = measured_before(paths, weights)
    shipped = val.ranks(fit(paths, "tulip", material), None)
    for name in names or ABLATIONS:
        ablation = ABLATIONS[name]
        reads = ablation.reads
        untuned = val.ranks(Towers(ablation.start(paths), material.head), reads)
        ranks = val.ranks(fit(paths, name, material), reads)
        measured[name] = {
            "says": ablation.says,
            "against": weights,
            "long share": ablation.long_share,
            "reads": reads,
            "recipe": asdict(ablation.recipe),
            "untuned": {q: summary(r) for q, r in untuned.items()},
            "tuned": {q: summary(r) for q, r in ranks.items()},
            "R@1 that the shipped recipe adds": {
                q: asdict(recall_at_1_gain(shipped[q], r)) for q, r in ranks.items()
            },
        }
        in_order = {each: measured[each] for each in ABLATIONS if each in measured}
        write_result(paths.results, "ablations", in_order)
