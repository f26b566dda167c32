"""The trainings that the shipped recipe's runs are set against."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tulip_modeling.material import Material
from tulip_modeling.paths import Paths
from tulip_modeling.starts import (
    clip,
    dynamic_student,
    extended,
    interpolated,
    student,
    undistilled,
)
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tokens import CONTEXT, TRAINED_CONTEXT
from tulip_modeling.tune_recipe import SEEDS, TuneRecipe
from tulip_modeling.views import ViewRecipe

Start = Callable[[Paths], TextTower]
PLAIN = ViewRecipe(surrounded=0, paired=0, notes=0)


@dataclass(frozen=True)
class Ablation:
    """One training: where it starts, what it changes, and how much its tower can read.

    Stage 2 takes as many steps as one run of the shipped recipe, or just fewer: where views are
    shorter or fewer, a batch is made of fewer or more tokens.
    """

    says: str
    start: Start = student
    recipe: TuneRecipe = field(default_factory=TuneRecipe)
    long_share: float = 1.0  # of the paragraphs
    reads: int | None = None
    stage_two: bool = True  # False: the tower that it starts from, as it is

    @property
    def is_run(self) -> bool:
        """Whether it is one of the runs that the shipped weights are averaged from."""
        recipe = replace(SHIPPED, seed=self.recipe.seed, tokens=self.recipe.tokens)
        return self.recipe.seed in SEEDS and self == Ablation(self.says, recipe=recipe)

    def begin(self, paths: Paths) -> TextTower:
        """The tower that stage 2 goes on from."""
        if self.start is student:
            return student(paths, self.recipe.ntk_scale)
        return self.start(paths)


SHIPPED = TuneRecipe()
CUT = replace(SHIPPED, context=CONTEXT)
AVERAGE, ONE = "average", "seed 2"  # the shipped file; and the run whose steps all others take
RANKS = "ablation-ranks"  # the file in results/
SINGLE = {
    AVERAGE: Ablation("as shipped: the weights of the three runs below averaged, text int8"),
    ONE: Ablation("one run, seed 2"),
    "seed 3": Ablation("the same, seed 3", recipe=replace(SHIPPED, seed=3)),
    "seed 4": Ablation("the same, seed 4", recipe=replace(SHIPPED, seed=4)),
    "stage 1 only": Ablation(
        "stage 1 only, theta scaled for 512 tokens by the NTK rule", stage_two=False
    ),
    "stage 1 only, fixed theta": Ablation(
        "stage 1 only, theta fixed", recipe=replace(SHIPPED, ntk_scale=0.0), stage_two=False
    ),
    "stage 1 only, dynamic NTK": Ablation(
        "stage 1 only, theta scaled for each text by dynamic NTK (from 77 tokens)",
        dynamic_student, stage_two=False,
    ),
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
    "interpolated": Ablation(
        "clip-lite with positions interpolated to 248 as Long-CLIP's, tuned on the same pairs",
        interpolated, replace(SHIPPED, context=248), reads=248,
    ),
    "stage 2 only": Ablation("RoPE swapped in, stage 2 without stage 1", undistilled),
    "plain views": Ablation(
        "paragraphs alone: none among unrelated sentences, none in pairs, no notes",
        recipe=replace(SHIPPED, views=PLAIN),
    ),
    "fewer photos": Ablation(
        "200 further photos beside a batch's own", recipe=replace(SHIPPED, negatives=200)
    ),
    "image stage": Ablation(
        "the image tower's last stage and head tuned too, 200 further photos",
        recipe=replace(SHIPPED, image="last stage", negatives=200),
    ),
    "theta 10,000": Ablation(
        "theta not scaled for stage 2", recipe=replace(SHIPPED, ntk_scale=0.0)
    ),
    "half the paragraphs": Ablation("half of the paragraphs", long_share=0.5),
    "a quarter of the paragraphs": Ablation("a quarter of the paragraphs", long_share=0.25),
    "no paragraphs": Ablation("short captions and notes of them alone", long_share=0.0),
}  # fmt: skip
BASELINES = {  # in the README, so with every seed
    "cut at 77, plain views": "CLIP-lite trained on with the same paragraphs, cut at 77",
    "absolute": "CLIP-lite with MiniLM's 512 absolute positions, trained the same way",
}


def seeded(name: str) -> dict[str, Ablation]:
    """A row and the same with every other seed, by name."""
    row = SINGLE[name]
    others = {
        f"{name}, seed {seed}": replace(
            row, says=f"{row.says}, seed {seed}", recipe=replace(row.recipe, seed=seed)
        )
        for seed in SEEDS[1:]
    }
    return {name: row, **others}


ABLATIONS: dict[str, Ablation] = {}
for each in SINGLE:
    ABLATIONS |= seeded(each) if each in BASELINES else {each: SINGLE[each]}


def share_out(material: Material, share: float, seed: int) -> Material:
    """The material with the paragraphs of so many of the photos that have one."""
    told = [row for row, photo in enumerate(material.photos) if photo.long]
    kept = set(random.Random(seed).sample(told, round(share * len(told))))
    photos = [p if row in kept else replace(p, long=None) for row, p in enumerate(material.photos)]
    return replace(material, photos=photos)
