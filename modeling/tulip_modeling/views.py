"""The texts that stage 2 shows for a photo with a paragraph."""

import random
import re
from dataclasses import dataclass

from tulip_modeling.data import Photo

_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])")


def split_sentences(paragraph: str) -> list[str]:
    """Sentences in order; an abbreviation's dot may cut one in two, which does no harm here."""
    return [part for part in _END.split(paragraph.strip()) if part]


@dataclass(frozen=True)
class ViewRecipe:
    """How often each kind of view is drawn; what is left of 1 are sentence subsets."""

    whole: float = 0.25  # the paragraph as it is
    joined: float = 0.15  # the paragraph and the photo's short captions, in random order
    kept: float = 0.5  # chance of each sentence in a subset
    late: float = 0.5  # chance that a subset leaves out the first third, so the end must do


def draw_view(rng: random.Random, photo: Photo, recipe: ViewRecipe) -> str:
    """One view of a photo's paragraph."""
    assert photo.long is not None
    chance = rng.random()
    if chance < recipe.whole:
        return photo.long
    if chance < recipe.whole + recipe.joined:
        parts = [photo.long, *photo.short]
        rng.shuffle(parts)
        return " ".join(parts)
    sentences = split_sentences(photo.long)
    if rng.random() < recipe.late:
        sentences = sentences[len(sentences) // 3 :]
    subset = [sentence for sentence in sentences if rng.random() < recipe.kept]
    return " ".join(subset or [rng.choice(sentences)])
