"""The texts that stage 2 shows for a photo."""

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from tulip_modeling.data import Photo

# Sentences that nothing in a photo could show. The probes' own are others.
UNRELATED: list[str] = json.loads(
    Path(__file__).with_name("unrelated_sentences.json").read_text(encoding="utf-8")
)

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
    surrounded: float = 0.35  # chance of unrelated sentences before and after
    unrelated: int = 30  # most of those; few of them are commoner than many
    paired: float = 0.2  # chance that another photo's view stands beside, and both are right
    notes: int = 600  # short captions among unrelated sentences, in each round


def surround(rng: random.Random, text: str, most: int) -> str:
    """The text somewhere among 1 to `most` unrelated sentences, few commoner than many."""
    sentences = rng.choices(UNRELATED, k=int(most ** rng.random()))
    before = rng.randint(0, len(sentences))
    return " ".join([*sentences[:before], text, *sentences[before:]])


def draw_view(rng: random.Random, photo: Photo, recipe: ViewRecipe) -> str:
    """One view of a photo's paragraph, alone or among unrelated sentences."""
    view = _part_of(rng, photo, recipe)
    if rng.random() < recipe.surrounded:
        return surround(rng, view, recipe.unrelated)
    return view


def draw_note(rng: random.Random, photo: Photo, recipe: ViewRecipe) -> str:
    """One of a photo's short captions among unrelated sentences."""
    return surround(rng, rng.choice(photo.short), recipe.unrelated)


def _part_of(rng: random.Random, photo: Photo, recipe: ViewRecipe) -> str:
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
