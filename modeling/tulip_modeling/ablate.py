"""What each choice in training tulip-lite is worth: the same stage 2 with one thing changed.

Every tower is the trained one in float32, not a shipped file, and val is scored alone. Finished
trainings are kept in runs/ablations, so a killed run goes on where it stopped.
"""

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from tulip_modeling.checkpoint import load, load_strictly, save
from tulip_modeling.evaluate import summary
from tulip_modeling.features import encode_ids, photo_features
from tulip_modeling.material import Material, load_material
from tulip_modeling.models import load_clip_text, load_image_tower, load_tulip_text, swap_positions
from tulip_modeling.paths import Paths
from tulip_modeling.pretrained import minilm_state
from tulip_modeling.probes import surrounded
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import Ranks, recall_at_1_gain
from tulip_modeling.results import write_result
from tulip_modeling.rope import ntk_theta
from tulip_modeling.text_tower import TextConfig, TextTower
from tulip_modeling.tokens import CONTEXT, TRAINED_CONTEXT, load_tokenizer, read_all
from tulip_modeling.tune import TuneRecipe, fit_tulip
from tulip_modeling.unit import to_unit
from tulip_modeling.views import ViewRecipe

Start = Callable[[Paths], TextTower]
PLAIN = ViewRecipe(surrounded=0, paired=0, notes=0)
KEPT, RATIO = 20, 4  # Long-CLIP leaves the first positions as they are and stretches the others


def student(paths: Paths, scale: float = TuneRecipe.ntk_scale) -> TextTower:
    """Stage 1's tower, theta scaled for stage 2 by the NTK rule, or not at scale 0."""
    tower = load_tulip_text(paths.runs / "student.pt")
    return at_theta(tower, scale) if scale else tower


def undistilled(paths: Paths) -> TextTower:
    """clip-lite's weights with RoPE swapped in and nothing learnt from it."""
    return at_theta(swap_positions(load_clip_text(paths.runs), 10_000.0), TuneRecipe.ntk_scale)


def at_theta(tower: TextTower, scale: float) -> TextTower:
    """The same weights at theta scaled from 77 to the trained context."""
    config = tower.encoder.config
    theta = ntk_theta(config.theta, scale, CONTEXT, TRAINED_CONTEXT, config.head_dim)
    return rebuilt(tower, replace(config, theta=theta), tower.state_dict())


def clip(paths: Paths) -> TextTower:
    """clip-lite's text tower: 77 absolute positions."""
    return load_clip_text(paths.runs)


def with_positions(paths: Paths, positions: Tensor) -> TextTower:
    """clip-lite's text tower with other absolute positions [context, width]."""
    tower = load_clip_text(paths.runs)
    state = tower.state_dict() | {"encoder.positions.weight": positions}
    return rebuilt(tower, replace(tower.encoder.config, context=len(positions)), state)


def extended(paths: Paths) -> TextTower:
    """clip-lite with all 512 position embeddings of the MiniLM that it was made from."""
    return with_positions(paths, minilm_state(TRAINED_CONTEXT)["positions.weight"])


def interpolated(paths: Paths) -> TextTower:
    """clip-lite's 77 positions as Long-CLIP (ECCV 2024, section 3.1) stretches CLIP's to 248."""
    own = load_clip_text(paths.runs).encoder.positions.weight.detach()
    return with_positions(paths, stretch_positions(own))


def stretch_positions(own: Tensor) -> Tensor:
    """[77, width] -> [248, width]: the first 20 as they are, four in place of each one after."""
    rest = own[KEPT:].T[None]  # [1, width, 57]
    stretched = F.interpolate(rest, scale_factor=float(RATIO), mode="linear", align_corners=True)
    return torch.cat([own[:KEPT], stretched[0].T])


def rebuilt(tower: TextTower, config: TextConfig, state: dict[str, Tensor]) -> TextTower:
    """A tower of another configuration with these weights."""
    made = TextTower(config)
    load_strictly(made, state, "the tower it starts from")
    return made.eval()


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
    "theta 10,000": Ablation("theta not scaled for stage 2", partial(student, scale=0.0)),
    "half the paragraphs": Ablation("half of the paragraphs", long_share=0.5),
    "a quarter of the paragraphs": Ablation("a quarter of the paragraphs", long_share=0.25),
    "no paragraphs": Ablation("short captions and notes of them alone", long_share=0.0),
    "seed 3": Ablation("as shipped, another seed", recipe=replace(SHIPPED, seed=3)),
    "seed 4": Ablation("as shipped, another seed", recipe=replace(SHIPPED, seed=4)),
}  # fmt: skip


def share_out(material: Material, share: float, seed: int) -> Material:
    """The material with the paragraphs of so many of the photos that have one."""
    told = [row for row, photo in enumerate(material.photos) if photo.long]
    kept = set(random.Random(seed).sample(told, round(share * len(told))))
    photos = [p if row in kept else replace(p, long=None) for row, p in enumerate(material.photos)]
    return replace(material, photos=photos)


def fit(paths: Paths, name: str, material: Material) -> TextTower:
    """The tuned tower, from runs/ablations where it has been trained."""
    ablation = ABLATIONS[name]
    tower = ablation.start(paths)
    done = paths.runs / "ablations" / f"{name}.pt"
    if done.exists():
        load_strictly(tower, load(done), done.name)
        return tower.eval()
    recipe = ablation.recipe
    shared = share_out(material, ablation.long_share, recipe.seed)
    steps = done.with_suffix(".rounds.pt")
    kept, _ = fit_tulip(tower, shared, recipe, steps, lambda _: {})
    save(done, kept.state_dict())
    return kept.eval()


@dataclass(frozen=True)
class Val:
    """The questions that decide, and the val photos' vectors."""

    questions: tuple[Queries, ...]
    vectors: Tensor  # [photos, dim]

    def ranks(self, tower: TextTower, reads: int | None) -> dict[str, Ranks]:
        """Ranks by question, texts cut to what the tower can read."""
        tokenizer = load_tokenizer()
        return {
            q.name: q.ranks(
                encode_ids(tower, read_all(tokenizer, list(q.texts), reads)), self.vectors
            )
            for q in self.questions
        }


@torch.inference_mode()
def load_val(paths: Paths) -> Val:
    """Short captions, paragraphs, and paragraphs among unrelated sentences, as the probe's."""
    photos, found = load_queries(paths.data, "val")
    vectors = to_unit(load_image_tower(paths.runs).head(photo_features(paths.runs, photos, "val")))
    short, long = (next(q for q in found if q.name == n) for n in ("short", "long-pooled"))
    rng = random.Random(512)
    among = tuple(surrounded(text, 512, rng) for text in long.texts)
    return Val((short, long, replace(long, name="unrelated, 512", texts=among)), vectors)


def ablate(paths: Paths) -> None:
    """Trains and scores every configuration; results/ablations.json has those done so far."""
    material, val = load_material(paths), load_val(paths)
    measured: dict[str, Any] = {}
    first: dict[str, Ranks] = {}
    for name, ablation in ABLATIONS.items():
        reads = ablation.reads
        ranks = val.ranks(fit(paths, name, material), reads)
        first = first or ranks
        measured[name] = {
            "says": ablation.says,
            "long share": ablation.long_share,
            "reads": reads,
            "recipe": asdict(ablation.recipe),
            "untuned": {q: summary(r) for q, r in val.ranks(ablation.start(paths), reads).items()},
            "tuned": {q: summary(r) for q, r in ranks.items()},
            "R@1 that the shipped recipe adds": {
                q: asdict(recall_at_1_gain(first[q], r)) for q, r in ranks.items()
            },
        }
        write_result(paths.results, "ablations", measured)
