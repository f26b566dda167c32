"""Pairs of photos told apart past token 77 only: one long opening, then one telling sentence."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tulip_modeling.data import Photo

_DATA = json.loads(Path(__file__).with_name("needle_words.json").read_text(encoding="utf-8"))
# By kind, word: value. The values of a kind exclude each other in one place of a caption.
VALUES: dict[str, dict[str, str]] = {
    kind: {word: value for value, words in values.items() for word in words}
    for kind, values in _DATA["kinds"].items()
}
# Over 77 tokens each, and nothing in them that a photo could show.
OPENINGS: tuple[str, ...] = tuple(_DATA["openings"])


@dataclass(frozen=True)
class Needle:
    """Two photos, by their numbers in the split, and a sentence that fits only one of them each."""

    kind: str
    photos: tuple[int, int]
    sentences: tuple[str, str]
    opening: int

    @property
    def texts(self) -> tuple[str, str]:
        """Both descriptions: equal until past token 77."""
        first, second = self.sentences
        start = OPENINGS[self.opening]
        return f"{start} {first}", f"{start} {second}"


@dataclass(frozen=True)
class _Caption:
    photo: int
    text: str
    value: str
    rest: frozenset[str]  # its words without those of the kind


def words_of(text: str) -> list[str]:
    """Lower-case words."""
    return re.findall(r"[a-z]+", text.lower())


def _captions(photos: list[Photo], values: dict[str, str]) -> list[_Caption]:
    """Captions that name exactly one value of a kind."""
    found = []
    for row, photo in enumerate(photos):
        for text in photo.short:
            words = words_of(text)
            named = {values[word] for word in words if word in values}
            if len(named) == 1:
                rest = frozenset(word for word in words if word not in values)
                found.append(_Caption(row, text, named.pop(), rest))
    return found


def _mentions(photo: Photo, values: dict[str, str]) -> set[str]:
    return {values[word] for text in photo.short for word in words_of(text) if word in values}


def find_needles(
    photos: list[Photo], kind: str, most: int, alike: float, trained: Collection[str] = ()
) -> list[Needle]:
    """Pairs of photos whose captions say nearly the same but for one value of the kind.

    No caption of either photo mentions the other's value, so that there is one right answer.
    Each photo is in one pair at most; the most alike come first.

    alike: least share of the other words that both captions have (Jaccard).
    trained: captions that some model was trained on, which are left out.
    """
    values = VALUES[kind]
    mentioned = [_mentions(photo, values) for photo in photos]
    captions = [each for each in _captions(photos, values) if each.text not in trained]
    pairs = []
    for a, b in combinations(captions, 2):
        if a.photo == b.photo or a.value in mentioned[b.photo] or b.value in mentioned[a.photo]:
            continue
        shared = len(a.rest & b.rest) / len(a.rest | b.rest)
        if shared >= alike:
            pairs.append((-shared, a.photo, b.photo, a.text, b.text))
    used: set[int] = set()
    needles: list[Needle] = []
    for _, first, second, text, other in sorted(pairs):
        if len(needles) == most or used & {first, second}:
            continue
        used |= {first, second}
        opening = len(needles) % len(OPENINGS)
        needles.append(Needle(kind, (first, second), (text, other), opening))
    return needles
