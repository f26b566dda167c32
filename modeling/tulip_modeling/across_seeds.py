"""Two trainings compared over all their seeds, from the ranks in results/ablations alone."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tulip_modeling.ablations import ABLATIONS, AVERAGE, seeded
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

    A query's hits are averaged over the runs first, so the interval is one over photos, paired.
    """
    gains = {}
    for question, asked in ours[0].items():
        mean, other = (
            np.mean([hits(run[question].ranks["this"], 1) for run in runs], axis=0)
            for runs in (ours, theirs)
        )
        gains[question] = bootstrap(mean - other, asked.clusters)
    return gains


def over_baseline(results: Path, name: str) -> dict[str, Interval]:
    """The same of the shipped recipe over a baseline; of nothing while a run is not measured."""
    theirs = tuple(seeded(name))
    files = [results / "ablations" / f"{row}.jsonl" for row in (*RUNS, *theirs)]
    if not all(file.exists() for file in files):
        return {}
    return gain_across_seeds(ranks_by_run(results, RUNS), ranks_by_run(results, theirs))
