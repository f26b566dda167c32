"""The shipped recipe's runs against other trainings, from the ranks in results/ablations alone.

Seeds differ by several points on so few paragraphs, so a training is set against all runs, and in
all its own seeds where more than one was trained.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tulip_modeling.ablations import ABLATIONS, AVERAGE
from tulip_modeling.ranks import Interval, bootstrap, hits
from tulip_modeling.records import Ranked, read_ranks

RUNS = tuple(name for name, row in ABLATIONS.items() if row.is_run and name != AVERAGE)


def ranks_by_run(results: Path, names: Sequence[str]) -> list[dict[str, Ranked]]:
    """What each of the rows ranked, by question."""
    return [read_ranks(results / "ablations", name)[1] for name in names]


def gain_across_seeds(
    ours: Sequence[dict[str, Ranked]], theirs: Sequence[dict[str, Ranked]]
) -> dict[str, Interval]:
    """R@1 that the runs of ours have more than those of theirs, by question, in points.

    A query's hits are averaged over the runs first, so the interval is one over photos, paired;
    what other seeds would change is not in it. ValueError where the queries are others.
    """
    gains = {}
    for question, asked in ours[0].items():
        if any(run[question].photos != asked.photos for run in (*ours, *theirs)):
            raise ValueError(f"{question}: ranks of other queries can't be compared")
        mean, other = (
            np.mean([hits(run[question].ranks["this"], 1) for run in runs], axis=0)
            for runs in (ours, theirs)
        )
        gains[question] = bootstrap(mean - other, asked.clusters)
    return gains


def runs_less(results: Path, names: Sequence[str]) -> dict[str, Interval]:
    """R@1 that the shipped recipe's runs have more than these rows, by question."""
    return gain_across_seeds(ranks_by_run(results, RUNS), ranks_by_run(results, names))
