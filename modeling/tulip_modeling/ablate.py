"""What each choice in training tulip-lite is worth: others, in as many steps or just fewer.

Rows are towers in float32, but for the shipped files. Val is scored alone, and the rank of every
query is kept: from these the cards set rows against the three runs that the shipped weights are
averaged from.
Finished trainings are kept in runs/ablations, beside the runs themselves, so a killed one goes on
where it stopped.
"""

import copy
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tulip_modeling.ablation_val import Val, load_val
from tulip_modeling.ablations import ABLATIONS, AVERAGE, ONE, RANKS, SHIPPED, Ablation, share_out
from tulip_modeling.checkpoint import load, load_strictly, save, state_hash
from tulip_modeling.evaluate import kept_photo_vectors
from tulip_modeling.features import photo_maps
from tulip_modeling.manifest import VISION, revisions
from tulip_modeling.material import Material, load_material, with_last_stage
from tulip_modeling.paths import Paths
from tulip_modeling.ranks import Ranks
from tulip_modeling.records import SEED, commit, read_ranks, split_hash, write_ranks
from tulip_modeling.results import Json, read_result, write_result
from tulip_modeling.shipped import open_kept
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tune import Towers, fit_tulip, tune_once
from tulip_modeling.tune_recipe import SEEDS, count_steps, ids_by_round, with_steps


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
    if not ablation.stage_two:
        return towers.eval()
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


@dataclass
class Measured:
    """The rows of results/ablations.json, and by question their ranks."""

    rows: Json
    ranks: dict[str, dict[str, Ranks]]

    def add(self, name: str, row: Json, ranks: dict[str, Ranks]) -> None:
        """Puts a row in its place."""
        for question, found in ranks.items():
            self.ranks.setdefault(question, {})[name] = found
        self.rows[name] = row
        self.rows = {each: self.rows[each] for each in ABLATIONS if each in self.rows}

    def write(self, results: Path, val: Val) -> None:
        """Writes both files."""
        told = [
            val.ranked(question, self.rows, self.ranks[question.name]) for question in val.questions
        ]
        # The ranks first: a row without ranks could not be taken up again.
        write_ranks(results, RANKS, ranks_source(self.rows, val), told)
        write_result(results, "ablations", self.rows)


def ranks_source(rows: Json, val: Val) -> Json:
    """What the ranks were measured on and with."""
    return {
        "split": "val",
        "split hash": split_hash(val.photos),
        "bootstrap seed": SEED,
        "rows": {
            name: {
                "weights": row["weights"],
                "seed": row["recipe"]["seed"],
                "commit": row["commit"],
            }
            for name, row in rows.items()
        },
    }


def measured_before(results: Path, weights: str) -> Measured:
    """The rows that were measured beside this run's weights."""
    if not (results / "ablations.json").exists():
        return Measured({}, {})
    before = read_result(results, "ablations")
    rows = {name: row for name, row in before.items() if row["beside"] == weights}
    _, asked = read_ranks(results, RANKS)
    ranks = {
        question: {name: each.ranks[name] for name in rows} for question, each in asked.items()
    }
    return Measured(rows, ranks)


@dataclass(frozen=True)
class Bench:
    """What every row is measured with: the material, val, and the first run of the recipe."""

    material: Material
    val: Val
    beside: str  # the run's weights
    steps: int

    def measure(self, paths: Paths, name: str) -> tuple[Json, dict[str, Ranks]]:
        """One row, and its ranks by question."""
        ablation, material, val, steps = ABLATIONS[name], self.material, self.val, self.steps
        if ablation.recipe.image == "last stage":
            material = with_last_stage(paths, material)
            val = replace(val, features=photo_maps(paths.runs, val.photos, "val"))
        untuned = val.ranks_of(Towers(ablation.begin(paths), material.image), ablation.reads)
        if name == AVERAGE:
            shipped = revisions(paths.models)
            weights = {"text": shipped["tulip-lite"], "image": shipped[VISION]}
            vectors = kept_photo_vectors(paths, val.photos)
            ranks = val.ranks(open_kept(paths, "tulip-lite").texts, vectors, None)
            recipe = {**asdict(ablation.recipe), "seed": list(SEEDS)}
        else:
            material = share_out(material, ablation.long_share, ablation.recipe.seed)
            if not ablation.stage_two:
                steps = 0
            elif name != ONE:
                fair, steps = with_steps(material, ablation.recipe, steps)
                ablation = replace(ablation, recipe=fair)
            towers = fit(paths, name, ablation, material)
            weights = {"text": state_hash(towers.text), "image": state_hash(towers.image)}
            ranks = val.ranks_of(towers, ablation.reads)
            recipe = asdict(ablation.recipe)
        row = {
            "says": ablation.says,
            "weights": weights,
            "beside": self.beside,
            "commit": commit(),
            "steps": steps,
            "long share": ablation.long_share,
            "reads": ablation.reads,
            "recipe": recipe,
            "untuned": val.summaries(untuned),
            "tuned": val.summaries(ranks),
        }
        return row, ranks


def prepare(paths: Paths) -> Bench:
    """Loads everything, and trains the first run unless it is there."""
    material, val = load_material(paths), load_val(paths)
    one = fit(paths, ONE, ABLATIONS[ONE], material)
    steps = count_steps(ids_by_round(material, SHIPPED), SHIPPED.tokens)
    return Bench(material, val, state_hash(one.text), steps)


def ablate(paths: Paths, names: Sequence[str] = ()) -> None:
    """Trains and scores the named configurations, or all; what was measured of others stays."""
    bench = prepare(paths)
    measured = measured_before(paths.results, bench.beside)
    for name in names or ABLATIONS:
        measured.add(name, *bench.measure(paths, name))
        measured.write(paths.results, bench.val)
