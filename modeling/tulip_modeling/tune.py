"""Stage 2: long captions to photos (TULIP, section 3.3); the image tower is frozen as shipped."""

import copy
from dataclasses import asdict, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tulip_modeling.checkpoint import load_strictly, mean_weights, save, state_hash
from tulip_modeling.features import encode_ids, pad
from tulip_modeling.heads import jitter, moving_average
from tulip_modeling.image_tower import ImageEnd
from tulip_modeling.losses import contrastive_loss, distillation_loss
from tulip_modeling.material import Material, draw_round, draw_shorts, load_material
from tulip_modeling.models import exact_photo_vectors
from tulip_modeling.paths import Paths
from tulip_modeling.queries import load_queries
from tulip_modeling.records import commit
from tulip_modeling.results import append_result, write_result
from tulip_modeling.rounds import Measured, Rounds
from tulip_modeling.starts import student
from tulip_modeling.steps import Steps, choose_precision, make_optimizer
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tokens import CONTEXT, load_tokenizer, read_all
from tulip_modeling.train import figures
from tulip_modeling.tune_recipe import TuneRecipe, round_rng, with_seeds


class Towers(nn.Module):
    """What stage 2 trains: the text tower, and what the recipe says of the image tower."""

    def __init__(self, text: TextTower, image: ImageEnd) -> None:
        super().__init__()
        self.text, self.image = text, image


def encode_training(tower: TextTower, ids: Tensor, spread: Tensor, recipe: TuneRecipe) -> Tensor:
    """Unit vectors with feature noise and dropout before the head, as the heads were trained."""
    noisy = jitter(tower.encoder(ids), spread, recipe.noise, recipe.text_dropout)
    return F.normalize(tower.head(noisy).float())


def aligned_loss(material: Material, owners: Tensor, texts: Tensor, recipe: TuneRecipe) -> Tensor:
    """Contrastive loss of texts [n, 384] against their own photos [n, 1 or 2] and further ones."""
    own = torch.unique(owners)
    others = torch.randperm(len(material.photos))[: recipe.negatives]
    rows = torch.cat([own, others[~torch.isin(others, own)]])
    features = material.image.last_stage(material.features[rows].float())
    x = jitter(features, material.spread, recipe.noise, recipe.image_dropout)
    photos = F.normalize(material.image.head(x).float())  # [own + negatives, 384]
    right = (owners[:, :, None] == rows).float().mean(1)  # [n, own + negatives]
    return contrastive_loss(texts, photos, recipe.scale, recipe.smoothing, right)


def step_loss(
    tower: TextTower, material: Material, owners: Tensor, ids: Tensor, recipe: TuneRecipe
) -> Tensor:
    """0.8 long + 0.2 short contrastive loss, and a pull to the teacher on the short captions."""
    texts = encode_training(tower, ids, material.text_spread, recipe)
    long = aligned_loss(material, owners, texts, recipe)
    rows = draw_shorts(material.owner, recipe.shorts)
    ids = pad([material.captions[row] for row in rows.tolist()])
    texts = encode_training(tower, ids, material.text_spread, recipe)
    short = aligned_loss(material, material.owner[rows, None], texts, recipe)
    keep = distillation_loss(texts, material.taught[rows])
    return recipe.long_weight * long + (1 - recipe.long_weight) * short + recipe.keep * keep


@torch.inference_mode()
def score_tower(
    paths: Paths, tower: TextTower, context: int | None, names: tuple[str, ...]
) -> dict[str, dict[str, float]]:
    """Val figures of a text tower, texts cut to the context."""
    photos, questions = load_queries(paths.data, "val")
    pictures = exact_photo_vectors(paths.runs, photos, "val")
    tokenizer = load_tokenizer()
    return {
        q.name: figures(q, encode_ids(tower, read_all(tokenizer, list(q.texts), context)), pictures)
        for q in questions
        if q.name in names
    }


def progress(paths: Paths, tower: TextTower) -> dict[str, float]:
    """What is watched while tuning: R@1 of short captions, long ones, long ones cut at 77."""
    all_of_it = score_tower(paths, tower, None, ("short", "long-pooled"))
    cut = score_tower(paths, tower, CONTEXT, ("long-pooled",))
    return {
        "short": all_of_it["short"]["R@1"],
        "long": all_of_it["long-pooled"]["R@1"],
        "long MRR": all_of_it["long-pooled"]["MRR"],
        "long at 77": cut["long-pooled"]["R@1"],
        "long at 77 MRR": cut["long-pooled"]["MRR"],
    }


def fit_tulip(
    tower: TextTower, material: Material, recipe: TuneRecipe, path: Path
) -> tuple[Towers, list[Measured]]:
    """Runs stage 2; returns the moving average of the weights and the loss of each round."""
    image = copy.deepcopy(material.image)
    image.requires_grad_(recipe.image == "last stage")
    towers, material = Towers(tower, image), replace(material, image=image)
    tower.encoder.tokens.weight.requires_grad_(False)  # both models share it
    optimizer = make_optimizer(towers, recipe.peak, recipe.weight_decay)
    averaged = moving_average(towers, recipe.average)
    kept = averaged.module
    assert isinstance(kept, Towers)

    precision = choose_precision(recipe.precision, "cpu")
    steps = Steps(towers, optimizer, recipe.rounds, 400, precision)

    def loss_of(batch: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        loss = step_loss(tower, material, *batch, recipe)
        return loss, loss

    def one_round(number: int) -> Measured:
        rng = round_rng(recipe, number)
        batches = draw_round(material, recipe.views, recipe.context, recipe.tokens, rng)
        loss = steps.run(number, batches, loss_of, lambda: averaged.update_parameters(towers))
        return {"loss": loss}

    trained = nn.ModuleDict({"towers": towers, "averaged": averaged})
    log = Rounds(path, trained, optimizer, recipe.seed, recipe.rounds).run(one_round)
    return kept, log


def tune_once(
    paths: Paths, material: Material, recipe: TuneRecipe
) -> tuple[TextTower, list[Measured]]:
    """One run from the student; goes on where a killed one stopped, in runs/tune-<seed>.pt."""
    path = paths.runs / f"tune-{recipe.seed}.pt"
    towers, log = fit_tulip(student(paths, recipe.ntk_scale), material, recipe, path)
    return towers.text.eval(), log


def tune(paths: Paths, recipe: TuneRecipe | None = None) -> None:
    """Writes runs/tulip-lite.pt and results/tune.json, and adds a line to results/tuned.jsonl.

    The weights of runs with several seeds are averaged (model soups, arXiv 2203.05482).
    """
    recipe = recipe or TuneRecipe()
    plain, started = student(paths, 0), student(paths, recipe.ntk_scale)
    material = load_material(paths)
    recipes = with_seeds(material, recipe)
    runs = [tune_once(paths, material, each) for each in recipes]
    average = copy.deepcopy(started)
    load_strictly(average, mean_weights([tower for tower, _ in runs]), "the average")
    theta = started.encoder.config.theta
    save(paths.runs / "tulip-lite.pt", {"text": average.state_dict(), "theta": theta})
    content = {
        "commit": commit(),
        "student": state_hash(plain),
        "weights": state_hash(average),
        "recipe": asdict(recipe),
        "theta": theta,
        "before": {"student": progress(paths, plain), "theta scaled": progress(paths, started)},
        "runs": [
            {
                "seed": each.seed,
                "tokens": each.tokens,
                "weights": state_hash(tower),
                "rounds": log,
                **progress(paths, tower),
            }
            for each, (tower, log) in zip(recipes, runs, strict=True)
        ],
        "average": progress(paths, average),
    }
    write_result(paths.results, "tune", content)
    append_result(paths.results, "tuned", content)
