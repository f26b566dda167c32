"""Where the right photo stands in each ranking, and what that says with how much certainty."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Ranks = NDArray[np.int64]
Clusters = NDArray[np.int64]  # the photo that each query is about


@dataclass(frozen=True)
class Interval:
    """A mean and its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


def ranks_of(queries: Tensor, photos: Tensor, answers: Tensor) -> Ranks:
    """Rank (1 is best) of photo answers[i] for query i; a tie counts against us.

    queries [q, dim] and photos [p, dim] are unit vectors; answers [q] are photo numbers.
    """
    scores = queries @ photos.T  # [q, p]
    right = scores.gather(1, answers[:, None])  # [q, 1]
    ranks: Ranks = (scores >= right).sum(1).numpy().astype(np.int64)
    return ranks


def ranks_back(photos: Tensor, texts: Tensor, answers: Tensor) -> Ranks:
    """Rank of each photo's best own text among all texts; a tie with another's counts against us.

    photos [p, dim] and texts [t, dim] are unit vectors, answers [t] the photo of each text; one
    rank for each photo that has a text, in order.
    """
    scores = photos @ texts.T  # [p, t]
    own = answers == torch.arange(len(photos))[:, None]  # [p, t]
    best = scores.masked_fill(~own, -torch.inf).amax(1, keepdim=True)  # [p, 1]
    ranks = 1 + ((scores >= best) & ~own).sum(1)  # [p]
    told: Ranks = ranks[own.any(1)].numpy().astype(np.int64)
    return told


def recall(ranks: Ranks, k: int) -> float:
    """Share of queries whose photo is among the first k, in %."""
    return float((ranks <= k).mean() * 100)


def mean_reciprocal_rank(ranks: Ranks) -> float:
    """Mean of 1 / rank, in %."""
    return float((1 / ranks).mean() * 100)


def bootstrap(
    values: NDArray[np.float64], photos: Clusters, seed: int = 0, draws: int = 10_000
) -> Interval:
    """95 % percentile interval of the mean; photos are drawn with replacement, not queries.

    The captions of one photo are hard or easy together, so a photo's values [queries] stay
    together: photos [queries] says whose they are. For a difference between two models pass the
    differences per query: that pairs them.
    """
    _, cluster = np.unique(photos, return_inverse=True)
    sums, counts = np.bincount(cluster, values), np.bincount(cluster).astype(np.float64)
    rng = np.random.default_rng(seed)
    means = np.empty(draws)
    for start in range(0, draws, 500):  # in pieces, for a thousand photos and more
        rows = rng.integers(0, len(sums), (min(500, draws - start), len(sums)))
        means[start : start + 500] = sums[rows].sum(1) / counts[rows].sum(1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(values.mean()), float(low), float(high))


def hits(ranks: Ranks, k: int) -> NDArray[np.float64]:
    """100 for each query whose photo is among the first k, else 0."""
    return np.where(ranks <= k, 100.0, 0.0)


def recall_gain(ours: Ranks, theirs: Ranks, photos: Clusters, k: int = 1) -> Interval:
    """Paired difference in R@k, in points."""
    return bootstrap(hits(ours, k) - hits(theirs, k), photos)


def answers_for(counts: list[int]) -> Tensor:
    """Photo number of each query, for photos with counts[i] queries each, in order."""
    return torch.repeat_interleave(torch.arange(len(counts)), torch.tensor(counts))
