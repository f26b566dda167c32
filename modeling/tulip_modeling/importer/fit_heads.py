"""Whether a user's pairs want other head counts than those that a checkpoint is read with.

Weights have the same shapes for any number of heads, and ONNX gives what PyTorch gives with the
wrong number too: only what the model finds can tell. Half and double of each are tried.
"""

from dataclasses import dataclass, replace
from itertools import product

from torch import Tensor
from tqdm import tqdm

from tulip_modeling.importer.scoring import Candidate, Heads, Scoring, best_first
from tulip_modeling.ranks import Interval, Ranks, recall, recall_gain

MOST_PHOTOS = 200  # each goes through the image tower three times


@dataclass(frozen=True)
class BetterHeads:
    """Head counts with which more photos are found, by so many points of R@1."""

    heads: Heads
    asked: Heads
    gain: Interval

    def __str__(self) -> str:
        """The sentence that is shown."""
        (image, text), gain = self.heads, self.gain
        return (
            f"FAILED: with {image} heads in the image tower and {text} in the text tower R@1 is "
            f"higher by {gain.mean:.1f} ({gain.low:.1f} to {gain.high:.1f}) points than with "
            f"{self.asked[0]} and {self.asked[1]}: import with --heads {image}:{text}"
        )


def better_heads(scoring: Scoring) -> BetterHeads | None:
    """The best of the other head counts, where it is better beyond doubt."""
    some = replace(scoring, pairs=scoring.pairs[:MOST_PHOTOS])
    towers = some.towers()
    image, text = towers.image.config.blocks, towers.text.config.blocks
    asked = image.heads, text.heads
    photos = {n: photo_vectors(some, (n, text.heads)) for n in near(image.heads, image.width)}
    texts = {n: text_vectors(some, (image.heads, n)) for n in near(text.heads, text.width, even=2)}
    ranks = {
        heads: best_ranks(some, texts[heads[1]], photos[heads[0]])
        for heads in product(photos, texts)
    }
    best = max(ranks, key=lambda heads: recall(ranks[heads], 1))
    gain = recall_gain(ranks[best], ranks[asked], some.owner.numpy())
    return BetterHeads(best, asked, gain) if gain.low > 0 else None


def near(heads: int, width: int, even: int = 1) -> list[int]:
    """These heads, half and double, where they divide the width; rope turns an even head."""
    return [n for n in (heads, heads // 2, heads * 2) if n and width % (n * even) == 0]


def photo_vectors(scoring: Scoring, heads: Heads) -> Tensor:
    """Unit vectors of the photos [photos, dim]."""
    return scoring.photos(scoring.towers(heads))


def text_vectors(scoring: Scoring, heads: Heads) -> list[Tensor]:
    """Unit vectors of the captions with each theta, [captions, dim] each."""
    tower = scoring.towers(heads).text
    thetas = scoring.candidates(tower.config.blocks.head_dim)
    shown = tqdm(thetas, desc=f"{heads[1]} heads", leave=False)
    return [scoring.texts(tower, theta) for theta in shown]


def best_ranks(scoring: Scoring, texts: list[Tensor], photos: Tensor) -> Ranks:
    """With the theta that fits best."""
    found = [Candidate(0, "", scoring.ranks(vectors, photos)) for vectors in texts]
    return best_first(found)[0].ranks
