"""Pairs of photos told apart by one word past token 77.

Two texts begin with the same 77 tokens and more, of which nothing is in any photo, and end with
"Look for the black dog." and "Look for the brown dog.": they differ in one value (a count, a
position, a colour or an object) and in nothing else. Each is true of its own photo, because
captions that people wrote for that photo say so, and not of the other, of which no caption says so.
So a model that stops at 77 tokens scores exactly half, whatever the photos look like, and one that
reads on must tell the one word: no other difference between the two captions can help it.

A photo is in one pair at most, over all kinds. Half of the photos, by the hash of their names, make
pairs that settings may be chosen by; the pairs of the other half are kept for the figures.
"""

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tulip_modeling.data import Photo

_DATA = json.loads(Path(__file__).with_name("needle_words.json").read_text(encoding="utf-8"))
# By kind, word: value. The values of a kind exclude each other, positions only those in EXCLUDING.
VALUES: dict[str, dict[str, str]] = {
    kind: {word: value for value, words in values.items() for word in words}
    for kind, values in _DATA["kinds"].items()
}
EXCLUDING = {frozenset(pair) for pair in _DATA["excluding"]}
# Over 77 tokens each, and nothing in them that a photo could show.
OPENINGS: tuple[str, ...] = tuple(_DATA["openings"])
FRAMES = {
    "count": "Look for the {value} {thing}.",
    "position": "Look for the one {value} the {thing}.",
    "side": "Look for the {thing} on the {value}.",
    "colour": "Look for the {value} {thing}.",
    "object": "Look for the {value}.",
}
SIDES = ("left", "right")
SEED = 7


@dataclass(frozen=True)
class Claim:
    """What a caption says: a value, and the thing that has it (none for an object itself)."""

    thing: str
    value: str


@dataclass(frozen=True)
class Needle:
    """Two photos, by their numbers in the split, and the one value that each has alone."""

    kind: str
    photos: tuple[int, int]
    thing: str
    values: tuple[str, str]
    opening: int
    kept: bool  # no setting may be chosen by it

    @property
    def sentences(self) -> tuple[str, str]:
        """What only one of the texts says."""
        frame = FRAMES["side" if self.values[0] in SIDES else self.kind]
        first, second = (frame.format(value=value, thing=self.thing) for value in self.values)
        return first, second

    @property
    def texts(self) -> tuple[str, str]:
        """Both descriptions: equal until past token 77, and but for one word."""
        first, second = self.sentences
        start = OPENINGS[self.opening]
        return f"{start} {first}", f"{start} {second}"


def words_of(text: str) -> list[str]:
    """Lower-case words."""
    return re.findall(r"[a-z]+", text.lower())


def _patterns(kind: str) -> list[re.Pattern[str]]:
    values = "|".join(word for word in VALUES[kind] if word not in SIDES)
    if kind == "object":
        return [re.compile(rf"\b(?P<value>{values})\b")]
    things = "|".join(_DATA["things"][kind])
    if kind == "colour":
        return [re.compile(rf"\b(?P<value>{values}) (?P<thing>{things})\b")]
    if kind == "count":
        return [re.compile(rf"\b(?P<value>{values}) (?:[a-z]+ )?(?P<thing>{things})\b")]
    article = r"(?:the |a |an |some |his |her |their )?"
    sided = "|".join(_DATA["things"]["side"])
    side = r"(?:on|at) the (?:far )?(?P<value>left|right)"
    return [
        re.compile(rf"\b(?P<value>{values}) {article}(?:[a-z]+ )?(?P<thing>{things})\b"),
        re.compile(rf"\b{side}(?: side)?,? (?:stands |sits |is |lies )?"
                   rf"{article}(?:[a-z]+ )?(?P<thing>{sided})\b"),
        re.compile(rf"\b(?P<thing>{sided}) {side}\b"),
    ]  # fmt: skip


PATTERNS = {kind: _patterns(kind) for kind in VALUES}


def claims_of(text: str, kind: str) -> set[Claim]:
    """What a caption says of one kind."""
    return {
        Claim(found.groupdict().get("thing") or "", VALUES[kind][found["value"]])
        for pattern in PATTERNS[kind]
        for found in pattern.finditer(text.lower())
    }


@dataclass(frozen=True)
class _Said:
    """What the captions of a photo say of one kind."""

    photo: int
    claims: frozenset[Claim]  # said by enough captions
    any_claim: frozenset[Claim]  # said by one at least
    words: frozenset[str]  # values named anywhere

    def denies(self, kind: str, thing: str, value: str) -> bool:
        """Whether no caption says this: positions of this thing, other values of anything."""
        if kind == "position":
            return Claim(thing, value) not in self.any_claim
        return value not in self.words


def _said(row: int, photo: Photo, kind: str) -> _Said:
    texts = [*photo.short, *([photo.long] if photo.long else [])]
    counts = Counter(claim for text in texts for claim in claims_of(text, kind))
    # Two people agree, where more than two captions are at hand; positions are said too rarely.
    enough = 2 if len(texts) > 2 and kind != "position" else 1
    values = VALUES[kind]
    named = {values[word] for text in texts for word in words_of(text) if word in values}
    claims = frozenset(claim for claim, count in counts.items() if count >= enough)
    return _Said(row, claims, frozenset(counts), frozenset(named))


def is_kept(photo: Photo) -> bool:
    """Whether a photo's pairs are kept for the figures: half of all photos, by name."""
    return hashlib.sha256(photo.path.name.encode()).digest()[0] % 2 == 1


def _fit(kind: str, first: _Said, second: _Said) -> Iterator[tuple[str, tuple[str, str]]]:
    """Things that both photos have, with another value each that the other's captions deny."""
    for one in sorted(first.claims, key=lambda claim: (claim.thing, claim.value)):
        for other in sorted(second.claims, key=lambda claim: (claim.thing, claim.value)):
            values = one.value, other.value
            if one.thing != other.thing or one.value == other.value:
                continue
            if kind == "position" and frozenset(values) not in EXCLUDING:
                continue
            if first.denies(kind, one.thing, values[1]) and second.denies(
                kind, one.thing, values[0]
            ):
                yield one.thing, values


def find_needles(photos: Sequence[Photo], most: dict[str, int]) -> list[Needle]:
    """Pairs by kind, up to `most` of each; the scarce kinds first, photos in a fixed random order.

    Each photo is in one pair at most, so that pairs can be resampled as photos.
    """
    used: set[int] = set()
    needles: list[Needle] = []
    for kind, wanted in most.items():
        order = list(range(len(photos)))
        random.Random(SEED).shuffle(order)
        said = [each for row in order if (each := _said(row, photos[row], kind)).claims]
        common = Counter(claim for each in said for claim in each.claims)
        said.sort(key=lambda each: min(common[claim] for claim in each.claims))  # rare ones first
        found = 0
        for first in said:
            if found == wanted:
                break
            if first.photo in used:
                continue
            for second in said:
                same_half = is_kept(photos[first.photo]) == is_kept(photos[second.photo])
                if second.photo in used or second.photo == first.photo or not same_half:
                    continue
                fit = next(_fit(kind, first, second), None)
                if fit is None:
                    continue
                pair = first.photo, second.photo
                used |= {*pair}
                opening = len(needles) % len(OPENINGS)
                kept = is_kept(photos[first.photo])
                needles.append(Needle(kind, pair, *fit, opening, kept))
                found += 1
                break
    return needles
