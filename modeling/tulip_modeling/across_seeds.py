"""The shipped recipe's runs against other trainings, from the ranks alone.

Seeds differ by several points on so few paragraphs, so a training is set against all runs, and in
all its own seeds where more than one was trained.
"""

from collections.abc import Sequence

import numpy as np

from tulip_modeling.ablations import ABLATIONS, AVERAGE
from tulip_modeling.ranks import Interval, bootstrap, hits, recall
from tulip_modeling.records import Ranked

Asked = dict[str, Ranked]  # by question; its readers are the rows
RUNS = tuple(name for name, row in ABLATIONS.items() if row.is_run and name != AVERAGE)


def gain_across_seeds(
    asked: Asked, ours: Sequence[str], theirs: Sequence[str], k: int = 1
) -> dict[str, Interval]:
    """R@k that our rows have more than theirs on average, by question, in points.

    A query's hits are averaged over the rows first, so the interval is one over photos, paired;
    what other seeds would change is not in it.
    """
    gains = {}
    for question, each in asked.items():
        mean, other = (
            np.mean([hits(each.ranks[name], k) for name in names], axis=0)
            for names in (ours, theirs)
        )
        gains[question] = bootstrap(mean - other, each.clusters)
    return gains


def runs_less(asked: Asked, names: Sequence[str], k: int = 1) -> dict[str, Interval]:
    """R@k that the shipped recipe's runs have more than these rows, by question."""
    return gain_across_seeds(asked, RUNS, names, k)


def spread(asked: Asked, names: Sequence[str]) -> float:
    """How far apart the highest and the lowest R@1 of paragraphs are over these rows, in points."""
    found = [recall(asked["long-pooled"].ranks[name], 1) for name in names]
    return max(found) - min(found)


def lost_among(asked: Asked) -> tuple[list[float], Interval]:
    """R@1 that each run loses among unrelated sentences, and all of them on average."""
    plain, among = asked["long-pooled"], asked["unrelated, 512"]
    lost = [hits(plain.ranks[name], 1) - hits(among.ranks[name], 1) for name in RUNS]
    each = [float(run.mean()) for run in lost]
    return each, bootstrap(np.mean(lost, axis=0), plain.clusters)
