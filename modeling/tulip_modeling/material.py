"""What stage 2 reads: photos with frozen features, views of their paragraphs, short captions."""

import random
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from tulip_modeling.data import Photo, load_photos
from tulip_modeling.features import by_length, pad, photo_features, photo_maps
from tulip_modeling.image_tower import ImageEnd, LastStage
from tulip_modeling.models import load_clip_text, load_image_tower
from tulip_modeling.paths import Paths
from tulip_modeling.ranks import answers_for
from tulip_modeling.tokens import CONTEXT, load_tokenizer, read_all
from tulip_modeling.train import short_features
from tulip_modeling.unit import to_unit
from tulip_modeling.views import ViewRecipe, draw_note, draw_view


@dataclass(frozen=True)
class Material:
    """Training photos with their frozen features, and the teacher's vectors of short captions."""

    photos: list[Photo]
    features: Tensor  # [photos, 1280], or maps [photos, 192, 7, 7] for one that tunes the stage
    spread: Tensor  # [1280], standard deviation of the features
    image: ImageEnd  # the image tower from there on, frozen
    captions: list[list[int]]  # ids
    taught: Tensor  # [captions, 384], the teacher's vectors
    text_spread: Tensor  # [384], the same of the teacher's, before its head
    owner: Tensor  # [captions]


def load_material(paths: Paths) -> Material:
    """Everything stage 2 reads."""
    photos = load_photos(paths.data, "train")
    texts = [text for photo in photos for text in photo.short]
    teacher = load_clip_text(paths.runs)
    with torch.inference_mode():
        features = short_features(paths, texts, "train")
        taught = to_unit(teacher.head(features))
    seen = photo_features(paths.runs, photos, "train")
    return Material(
        photos=photos,
        features=seen,
        spread=seen.std(0),
        image=ImageEnd(load_image_tower(paths.runs).head).requires_grad_(False),
        captions=read_all(load_tokenizer(), texts, CONTEXT),
        taught=taught.clone(),
        text_spread=features.std(0),
        owner=answers_for([len(photo.short) for photo in photos]),
    )


def with_last_stage(paths: Paths, material: Material) -> Material:
    """The same for a recipe that tunes the image tower's last stage."""
    tower = load_image_tower(paths.runs)
    image = ImageEnd(tower.head, LastStage(tower.backbone)).requires_grad_(False)
    return replace(material, features=photo_maps(paths.runs, material.photos, "train"), image=image)


Owners = tuple[int, int]  # the photos that a text is about; twice the same where it is one
View = tuple[Owners, str]


def draw_views(photos: list[Photo], recipe: ViewRecipe, rng: random.Random) -> list[View]:
    """One view of each paragraph, some with another photo's beside it, and notes."""
    views: list[View] = []
    told = [row for row, photo in enumerate(photos) if photo.long]
    for row in told:
        owners, parts = (row, row), [draw_view(rng, photos[row], recipe)]
        if rng.random() < recipe.paired:
            owners = (row, rng.choice(told))
            parts.append(draw_view(rng, photos[owners[1]], recipe))
            rng.shuffle(parts)
        views.append((owners, " ".join(parts)))
    noted = rng.sample(range(len(photos)), min(recipe.notes, len(photos)))
    return views + [((row, row), draw_note(rng, photos[row], recipe)) for row in noted]


def draw_round(
    material: Material, views: ViewRecipe, context: int, tokens: int, rng: random.Random
) -> list[tuple[Tensor, Tensor]]:
    """Batches of one round: photo numbers [batch, 2], ids of one view each [batch, length].

    Views are cut to `context` tokens, and a batch has about `tokens` of them.
    """
    owners, texts = zip(*draw_views(material.photos, views, rng), strict=True)
    ids = read_all(load_tokenizer(), list(texts), context)
    batches = [
        (torch.tensor([owners[i] for i in group]), pad([ids[i] for i in group]))
        for group in by_length(ids, tokens)
    ]
    rng.shuffle(batches)
    return batches


def draw_shorts(owner: Tensor, count: int) -> Tensor:
    """One caption each of up to `count` different photos: caption numbers."""
    chosen: dict[int, int] = {}
    for row in torch.randperm(len(owner)).tolist():
        chosen.setdefault(int(owner[row]), row)
        if len(chosen) == count:
            break
    return torch.tensor(list(chosen.values()))
