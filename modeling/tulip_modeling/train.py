"""clip-lite: heads on frozen features, several recipes, the best by val."""

from dataclasses import asdict
from typing import Any

import torch
from torch import Tensor

from tulip_modeling.checkpoint import load_strictly, save, state_hash
from tulip_modeling.data import Split, load_photos
from tulip_modeling.features import photo_features, text_features
from tulip_modeling.heads import HeadRecipe, Heads, Pairs, fit_heads
from tulip_modeling.paths import Paths
from tulip_modeling.pretrained import minilm_state
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import answers_for, mean_reciprocal_rank, recall
from tulip_modeling.records import commit
from tulip_modeling.results import write_result
from tulip_modeling.text_tower import TextConfig, TextEncoder, TextTower
from tulip_modeling.tokens import CONTEXT, load_tokenizer, read_all
from tulip_modeling.unit import to_unit

# The first is the recipe of the data's README; the others vary it one or two things at a time.
RECIPES = {
    "base": HeadRecipe(),
    "average": HeadRecipe(average=0.995),
    "longer": HeadRecipe(average=0.995, epochs=25),
    "wide-batch": HeadRecipe(average=0.98, epochs=25, batch=2048, peak=4e-3),
}


def load_minilm() -> TextEncoder:
    """The public text encoder, absolute positions, 77 of them."""
    encoder = TextEncoder(TextConfig("absolute", context=CONTEXT)).eval()
    load_strictly(encoder, minilm_state(CONTEXT), "all-MiniLM-L6-v2")
    return encoder


def load_pairs(paths: Paths) -> tuple[Pairs, Tensor]:
    """Frozen features of the training split, and how often an epoch shows each photo (5 times)."""
    photos = load_photos(paths.data, "train")
    texts = [text for photo in photos for text in photo.short]
    pairs = Pairs(
        photos=photo_features(paths.runs, photos, "train"),
        captions=short_features(paths, texts, "train"),
        owner=answers_for([len(photo.short) for photo in photos]),
    )
    return pairs, torch.full((len(photos),), 5)


def short_features(paths: Paths, texts: list[str], split: Split) -> Tensor:
    """MiniLM's vectors of all short captions of a split."""
    ids = read_all(load_tokenizer(), texts, CONTEXT)
    return text_features(paths.runs, load_minilm(), ids, f"short-{split}")


@torch.inference_mode()
def score_heads(paths: Paths, heads: Heads) -> dict[str, dict[str, float]]:
    """Val figures of a pair of heads, texts cut at 77 tokens."""
    photos, questions = load_queries(paths.data, "val")
    pictures = to_unit(heads.image(photo_features(paths.runs, photos, "val")))
    return {q.name: figures(q, _vectors(paths, heads, q), pictures) for q in questions}


def _vectors(paths: Paths, heads: Heads, queries: Queries) -> Tensor:
    ids = read_all(load_tokenizer(), list(queries.texts), CONTEXT)
    features = text_features(paths.runs, load_minilm(), ids, f"val-77-{queries.name}")
    return to_unit(heads.text(features))


def figures(queries: Queries, texts: Tensor, photos: Tensor) -> dict[str, float]:
    """R@1, 5, 10 and MRR in %."""
    ranks = queries.ranks(texts, photos)
    recalls = {f"R@{k}": recall(ranks, k) for k in (1, 5, 10)}
    return recalls | {"MRR": mean_reciprocal_rank(ranks)}


def quality(scores: dict[str, dict[str, float]]) -> float:
    """What val chooses by: R@1 + R@5 + R@10 of Flickr8k's short captions."""
    return sum(scores["short"][f"R@{k}"] for k in (1, 5, 10))


def train(paths: Paths) -> None:
    """Fits every recipe not fitted yet, writes results/train.json and runs/clip-lite.pt."""
    pairs, repeats = load_pairs(paths)
    tried: dict[str, dict[str, Any]] = {}
    fitted: dict[str, Heads] = {}
    for name, recipe in RECIPES.items():
        fitted[name] = fit_heads(pairs, recipe, repeats, paths.runs / "heads" / f"{name}.pt")
        scores = score_heads(paths, fitted[name])
        tried[name] = {"recipe": asdict(recipe), "val": scores, "quality": quality(scores)}
        best = max(tried, key=lambda key: float(tried[key]["quality"]))
        write_result(paths.results, "train", {"best": best, "tried": tried})
    weights = save_clip_lite(paths, fitted[best])
    content = {"commit": commit(), "weights": weights, "best": best, "tried": tried}
    write_result(paths.results, "train", content)


def save_clip_lite(paths: Paths, heads: Heads) -> str:
    """The teacher's text tower and the image head, as one checkpoint -> the tower's hash."""
    tower = TextTower(TextConfig("absolute", context=CONTEXT))
    tower.encoder, tower.head = load_minilm(), heads.text
    content = {"text": tower.state_dict(), "image_head": heads.image.state_dict()}
    save(paths.runs / "clip-lite.pt", content)
    return state_hash(tower)
